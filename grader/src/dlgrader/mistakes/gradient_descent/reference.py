"""The right solution of "Gradient Descent", as it stands in the source notebook."""

import numpy as np


def derivative(f, w, epsilon=1e-5):
    rise = f(w + epsilon) - f(w - epsilon)
    return rise / (2 * epsilon)


def update(w, gradient, learning_rate):
    return w - learning_rate * gradient


def descend(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        new = update(w, f_prime(w), learning_rate)
        path.append(new)
        if abs(f(new) - f(w)) < tolerance:
            break
        w = new
    return path


def gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        above, below = w.astype(float), w.astype(float)
        above[j] += epsilon
        below[j] -= epsilon
        slopes[j] = (f(above) - f(below)) / (2 * epsilon)
    return slopes


def neuron_gradient(X, y, w, b):
    error = (X @ w + b).reshape(-1, 1) - y
    dw = 2 * np.mean(error * X, axis=0)
    db = 2 * np.mean(error)
    return dw, db


def updates_per_epoch(N, batch_size):
    return -(-N // batch_size)


def fit(X, y, learning_rate, batch_size, orders):
    w, b = np.zeros(X.shape[1]), 0.0
    history = []
    for order in orders:
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            dw, db = neuron_gradient(X[rows], y[rows], w, b)
            w = update(w, dw, learning_rate)
            b = update(b, db, learning_rate)
        error = (X @ w + b).reshape(-1, 1) - y
        history.append(float(np.mean(error**2)))
    return w, b, history


def largest_learning_rate(a):
    # One update multiplies w_j by 1 - 2 alpha a_j, which must stay between -1 and 1 for the largest a_j, too.
    return float(1 / np.max(a))


def goes_down(a, w, learning_rate, steps):
    cost = np.sum(a * w**2)
    for _ in range(steps):
        w = update(w, 2 * a * w, learning_rate)
    return bool(np.sum(a * w**2) < cost)
