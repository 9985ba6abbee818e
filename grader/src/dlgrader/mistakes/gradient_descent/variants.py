"""Right solutions in other styles. Each must get every point."""

import numpy as np

from dlgrader.mistakes.bank import Variant
from dlgrader.mistakes.gradient_descent.reference import neuron_gradient, update


def derivative_steps(f, w, epsilon=1e-5):
    right = w + epsilon
    left = w - epsilon
    rise = f(right) - f(left)
    return float(rise / (right - left))


def derivative_halves(f, w, epsilon=1e-5):
    return 0.5 * (f(w + epsilon) / epsilon - f(w - epsilon) / epsilon)


def derivative_mean_of_both_sides(f, w, epsilon=1e-5):
    return ((f(w + epsilon) - f(w)) / epsilon + (f(w) - f(w - epsilon)) / epsilon) / 2


def update_minus_step(w, gradient, learning_rate):
    step = -learning_rate * gradient
    return w + step


def update_numpy(w, gradient, learning_rate):
    return np.subtract(w, np.multiply(gradient, learning_rate))


def update_copy(w, gradient, learning_rate):
    new = np.array(w, dtype=float)
    new -= learning_rate * gradient
    return new


def update_single(w, gradient, learning_rate):
    return np.asarray(w, dtype=np.float32) - np.float32(learning_rate) * np.asarray(gradient, dtype=np.float32)


def descend_while(f, f_prime, w, learning_rate, max_steps, tolerance):
    path, steps, settled = [w], 0, False
    while steps < max_steps and not settled:
        before = f(w)
        w = w - learning_rate * f_prime(w)
        path += [w]
        steps += 1
        settled = abs(f(w) - before) < tolerance
    return path


def descend_keeps_costs(f, f_prime, w, learning_rate, max_steps, tolerance):
    path, costs = [w], [f(w)]
    for _ in range(max_steps):
        w = w - learning_rate * f_prime(w)
        path.append(w)
        costs.append(f(w))
        if np.abs(costs[-1] - costs[-2]) < tolerance:
            return path
    return path


def descend_array(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [np.array(w, dtype=float)]
    while len(path) <= max_steps:
        path.append(path[-1] - learning_rate * np.array(f_prime(path[-1])))
        if not abs(f(path[-1]) - f(path[-2])) >= tolerance:
            break
    return np.array(path)


def gradient_eye(f, w, epsilon=1e-5):
    steps = epsilon * np.eye(len(w))
    return np.array([f(w + step) - f(w - step) for step in steps]) / (2 * epsilon)


def gradient_restores(f, w, epsilon=1e-5):
    w = np.asarray(w, dtype=float).copy()
    slopes = []
    for j in range(w.size):
        kept = w[j]
        w[j] = kept + epsilon
        above = f(w)
        w[j] = kept - epsilon
        below = f(w)
        w[j] = kept
        slopes.append((above - below) / (2 * epsilon))
    return slopes


def gradient_moves_the_callers(f, w, epsilon=1e-5):
    if w.dtype != float:
        w = w.astype(float)
    slopes = np.empty(w.shape)
    for j in range(len(w)):
        w[j] += epsilon
        above = f(w)
        w[j] -= 2 * epsilon
        below = f(w)
        w[j] += epsilon
        slopes[j] = (above - below) / (2 * epsilon)
    return slopes


def neuron_gradient_loop(X, y, w, b):
    dw, db = np.zeros(X.shape[1]), 0.0
    for k in range(len(X)):
        error = X[k] @ w + b - y[k, 0]
        for j in range(X.shape[1]):
            dw[j] += 2 * error * X[k, j] / len(X)
        db += 2 * error / len(X)
    return dw, db


def neuron_gradient_matrix(X, y, w, b):
    m = len(y)
    y_hat = X @ w.reshape(-1, 1) + b
    dZ = 2 * (y_hat - y) / m
    return [(X.T @ dZ).ravel(), dZ.sum()]


def neuron_gradient_flat(X, y, w, b):
    error = X.dot(w) + b - y.ravel()
    return (2 / len(X) * (X.T * error).sum(axis=1), np.array(2 * error.mean()))


def updates_rest_too(N, batch_size):
    updates = N // batch_size
    if N % batch_size > 0:
        updates += 1
    return updates


def updates_counted(N, batch_size):
    return len(range(0, N, batch_size))


def updates_numpy(N, batch_size):
    return np.ceil(N / batch_size)


def fit_split(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for order in orders:
        for rows in np.split(order, range(batch_size, len(order), batch_size)):
            if len(rows):
                dw, db = neuron_gradient(X[rows], y[rows], w, b)
                w, b = w - learning_rate * dw, b - learning_rate * db
        history.append(np.mean(((X @ w + b)[:, None] - y) ** 2))
    return w, b, history


def fit_while(X, y, learning_rate, batch_size, orders):
    m, n = X.shape
    w, b = np.zeros(n), 0
    costs = np.zeros(len(orders))
    for epoch, order in enumerate(orders):
        A, t, start = X[order], y[order].ravel(), 0
        while start < m:
            U, v = A[start : start + batch_size], t[start : start + batch_size]
            e = U @ w + b - v
            w = w - learning_rate * 2 * (U.T @ e) / len(e)
            b = b - learning_rate * 2 * e.mean()
            start += batch_size
        costs[epoch] = ((X @ w + b - y.ravel()) ** 2).mean()
    return w, b, costs


def fit_prints(X, y, learning_rate, batch_size, orders):
    w, b, history = np.zeros(X.shape[1]), np.array(0.0), []
    for k, order in enumerate(orders):
        batches = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
        for batch in batches:
            slopes = neuron_gradient(X[batch], y[batch], w, b)
            w, b = update(w, slopes[0], learning_rate), update(b, slopes[1], learning_rate)
        history.append(float(np.sum((X @ w + b - y[:, 0]) ** 2) / len(y)))
        print(f"epoch {k + 1}: {history[-1]:.4f}")
    return w, b, history


def largest_min(a):
    return min(1 / number for number in a)


def largest_sorted(a):
    return 2 / (2 * sorted(a)[-1])


def goes_down_powers(a, w, learning_rate, steps):
    end = w * (1 - 2 * learning_rate * a) ** steps
    return (a * end**2).sum() < (a * w**2).sum()


def goes_down_costs(a, w, learning_rate, steps):
    def J(v):
        return float(np.dot(a, v * v))

    v, costs = w.copy(), [J(w)]
    for _ in range(steps):
        v = v - learning_rate * (2 * a * v)
        costs.append(J(v))
    return 1 if costs[-1] < costs[0] else 0


# fmt: off
VARIANTS = [
    Variant("reference", "the reference itself", {}),
    Variant("derivative-steps", "rise over run", {"derivative": derivative_steps}),
    Variant("derivative-halves", "half the difference of two quotients", {"derivative": derivative_halves}),
    Variant("derivative-both-sides", "the mean of both sides", {"derivative": derivative_mean_of_both_sides}),
    Variant("update-minus-step", "a negative step, added", {"update": update_minus_step}),
    Variant("update-numpy", "np.subtract", {"update": update_numpy}),
    Variant("update-copy", "a float copy, changed in place", {"update": update_copy}),
    Variant("update-single", "float32", {"update": update_single}),
    Variant("descend-while", "while and a flag", {"descend": descend_while}),
    Variant("descend-costs-besides", "a list of costs besides", {"descend": descend_keeps_costs}),
    Variant("descend-array", "the path as one array", {"descend": descend_array}),
    Variant("gradient-eye", "rows of the identity", {"gradient": gradient_eye}),
    Variant("gradient-restores", "each weight put back exactly; a list", {"gradient": gradient_restores}),
    Variant("gradient-callers", "moves the caller's weights and back, but for rounding",
            {"gradient": gradient_moves_the_callers}),
    Variant("neuron-loop", "two loops", {"neuron_gradient": neuron_gradient_loop}),
    Variant("neuron-matrix", "matrix products; a list", {"neuron_gradient": neuron_gradient_matrix}),
    Variant("neuron-flat", "everything of shape (m,); a 0-d db", {"neuron_gradient": neuron_gradient_flat}),
    Variant("updates-rest-too", "one more if there is a rest", {"updates_per_epoch": updates_rest_too}),
    Variant("updates-counted", "the length of a range", {"updates_per_epoch": updates_counted}),
    Variant("updates-numpy", "np.ceil, a float", {"updates_per_epoch": updates_numpy}),
    Variant("fit-split", "np.split", {"fit": fit_split}),
    Variant("fit-while", "shuffled copies, a while loop, an array of costs", {"fit": fit_while}),
    Variant("fit-prints", "prints every epoch", {"fit": fit_prints}),
    Variant("largest-min", "the smallest of all borders", {"largest_learning_rate": largest_min}),
    Variant("largest-sorted", "2 over the slope's factor", {"largest_learning_rate": largest_sorted}),
    Variant("goes-down-powers", "a power for the loop; a NumPy bool", {"goes_down": goes_down_powers}),
    Variant("goes-down-costs", "every cost on the way; 1 and 0", {"goes_down": goes_down_costs}),
]
