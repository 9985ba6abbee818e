"""Slopes by differences, and one step."""

import numpy as np

from dlgrader.mistakes.bank import Mutant


def derivative_forward(f, w, epsilon=1e-5):
    return (f(w + epsilon) - f(w)) / epsilon


def derivative_backward(f, w, epsilon=1e-5):
    return (f(w) - f(w - epsilon)) / epsilon


def derivative_twice(f, w, epsilon=1e-5):
    return (f(w + epsilon) - f(w - epsilon)) / epsilon


def derivative_half(f, w, epsilon=1e-5):
    return (f(w + epsilon) - f(w)) / (2 * epsilon)


def derivative_sign(f, w, epsilon=1e-5):
    return (f(w - epsilon) - f(w + epsilon)) / (2 * epsilon)


def derivative_not_divided(f, w, epsilon=1e-5):
    return f(w + epsilon) - f(w - epsilon)


def derivative_brackets(f, w, epsilon=1e-5):
    return (f(w + epsilon) - f(w - epsilon)) / 2 * epsilon


def derivative_brackets_above(f, w, epsilon=1e-5):
    return f(w + epsilon) - f(w - epsilon) / (2 * epsilon)


def derivative_own_epsilon(f, w, epsilon=1e-5):
    h = 1e-5
    return (f(w + h) - f(w - h)) / (2 * h)


def derivative_value(f, w, epsilon=1e-5):
    return f(w)


def derivative_mean(f, w, epsilon=1e-5):
    return (f(w + epsilon) + f(w - epsilon)) / 2


def derivative_at_zero(f, w, epsilon=1e-5):
    return (f(epsilon) - f(-epsilon)) / (2 * epsilon)


def derivative_array(f, w, epsilon=1e-5):
    return np.array([(f(w + epsilon) - f(w - epsilon)) / (2 * epsilon)])


def derivative_prints(f, w, epsilon=1e-5):
    print((f(w + epsilon) - f(w - epsilon)) / (2 * epsilon))


def update_uphill(w, gradient, learning_rate):
    return w + learning_rate * gradient


def update_no_rate(w, gradient, learning_rate):
    return w - gradient


def update_step(w, gradient, learning_rate):
    return learning_rate * gradient


def update_rate_at_w(w, gradient, learning_rate):
    return learning_rate * w - gradient


def update_rate_at_both(w, gradient, learning_rate):
    return learning_rate * (w - gradient)


def update_divided(w, gradient, learning_rate):
    return w - gradient / learning_rate


def update_turned(w, gradient, learning_rate):
    return learning_rate * gradient - w


def update_sign(w, gradient, learning_rate):
    return w - learning_rate * np.sign(gradient)


def update_absolute(w, gradient, learning_rate):
    return w - learning_rate * np.abs(gradient)


def update_in_place(w, gradient, learning_rate):
    if isinstance(w, np.ndarray) and w.dtype == float:
        w -= learning_rate * gradient
        return w
    return w - learning_rate * gradient


def update_keeps_kind(w, gradient, learning_rate):
    new = np.array(w)
    new[...] = (new - learning_rate * gradient).astype(new.dtype)
    return new


def gradient_together(f, w, epsilon=1e-5):
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        slopes[j] = (f(w + epsilon) - f(w - epsilon)) / (2 * epsilon)
    return slopes


def gradient_one_number(f, w, epsilon=1e-5):
    return (f(w + epsilon) - f(w - epsilon)) / (2 * epsilon)


def gradient_first_weight(f, w, epsilon=1e-5):
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        above, below = w.astype(float), w.astype(float)
        above[0] += epsilon
        below[0] -= epsilon
        slopes[j] = (f(above) - f(below)) / (2 * epsilon)
    return slopes


def gradient_not_put_back(f, w, epsilon=1e-5):
    moved, slopes = w.astype(float), np.zeros(len(w))
    for j in range(len(w)):
        moved[j] += epsilon
        above = f(moved)
        moved[j] -= 2 * epsilon
        slopes[j] = (above - f(moved)) / (2 * epsilon)
    return slopes


def gradient_sign(f, w, epsilon=1e-5):
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        step = epsilon * (np.arange(len(w)) == j)
        slopes[j] = (f(w - step) - f(w + step)) / (2 * epsilon)
    return slopes


def gradient_twice(f, w, epsilon=1e-5):
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        step = epsilon * (np.arange(len(w)) == j)
        slopes[j] = (f(w + step) - f(w - step)) / epsilon
    return slopes


def gradient_forward(f, w, epsilon=1e-5):
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        step = epsilon * (np.arange(len(w)) == j)
        slopes[j] = (f(w + step) - f(w)) / epsilon
    return slopes


def gradient_own_epsilon(f, w, epsilon=1e-5):
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        step = 1e-5 * (np.arange(len(w)) == j)
        slopes[j] = (f(w + step) - f(w - step)) / 2e-5
    return slopes


def gradient_whole(f, w, epsilon=1e-5):
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        above, below = w.copy(), w.copy()
        above[j] += epsilon
        below[j] -= epsilon
        slopes[j] = (f(above) - f(below)) / (2 * epsilon)
    return slopes


def gradient_in_place(f, w, epsilon=1e-5):
    slopes = np.zeros(len(w))
    for j in range(len(w)):
        step = epsilon * (np.arange(len(w)) == j)
        slopes[j] = (f(w + step) - f(w - step)) / (2 * epsilon)
    w[:] = 0
    return slopes


def gradient_column(f, w, epsilon=1e-5):
    slopes = np.zeros((len(w), 1))
    for j in range(len(w)):
        step = epsilon * (np.arange(len(w)) == j)
        slopes[j, 0] = (f(w + step) - f(w - step)) / (2 * epsilon)
    return slopes


def gradient_two_weights(f, w, epsilon=1e-5):
    right, up = np.array([epsilon, 0.0]), np.array([0.0, epsilon])
    return np.array([f(w + right) - f(w - right), f(w + up) - f(w - up)]) / (2 * epsilon)


def _mutant(question, id, description, answer, *killed_by):
    return Mutant(id, question, "slopes and steps", description, {question: answer}, set(killed_by))


VALUES = "polynomials", "other functions"
EVERYWHERE = "two variables", "other sizes"

# fmt: off
MUTANTS = [
    _mutant("derivative", "derivative-forward", "forward difference", derivative_forward, "central differences"),
    _mutant("derivative", "derivative-backward", "backward difference", derivative_backward, "central differences"),
    _mutant("derivative", "derivative-twice", "divided by epsilon", derivative_twice, *VALUES),
    _mutant("derivative", "derivative-half", "one side, divided by 2 epsilon", derivative_half, *VALUES),
    _mutant("derivative", "derivative-sign", "left minus right", derivative_sign, *VALUES),
    _mutant("derivative", "derivative-not-divided", "not divided", derivative_not_divided, *VALUES),
    _mutant("derivative", "derivative-brackets", "/ 2 * epsilon", derivative_brackets, *VALUES),
    _mutant("derivative", "derivative-brackets-above", "no brackets around the difference", derivative_brackets_above,
            *VALUES),
    _mutant("derivative", "derivative-own-epsilon", "epsilon written down", derivative_own_epsilon,
            "central differences"),
    _mutant("derivative", "derivative-value", "f(w)", derivative_value, *VALUES),
    _mutant("derivative", "derivative-mean", "plus for minus", derivative_mean, *VALUES),
    _mutant("derivative", "derivative-at-zero", "the slope at 0", derivative_at_zero, *VALUES),
    _mutant("derivative", "derivative-array", "an array of shape (1,)", derivative_array, "one number"),
    _mutant("derivative", "derivative-prints", "prints, and returns nothing", derivative_prints, *VALUES),

    _mutant("update", "update-uphill", "plus", update_uphill, "numbers", "arrays"),
    _mutant("update", "update-no-rate", "no learning rate", update_no_rate, "numbers", "arrays"),
    _mutant("update", "update-step", "the step alone", update_step, "numbers", "arrays"),
    _mutant("update", "update-rate-at-w", "the learning rate times w", update_rate_at_w, "numbers", "arrays"),
    _mutant("update", "update-rate-at-both", "the learning rate times both", update_rate_at_both, "numbers", "arrays"),
    _mutant("update", "update-divided", "divided by the learning rate", update_divided, "numbers", "arrays"),
    _mutant("update", "update-turned", "step minus w", update_turned, "numbers", "arrays"),
    _mutant("update", "update-sign", "the sign of the gradient", update_sign, "numbers", "arrays"),
    _mutant("update", "update-absolute", "abs of the gradient", update_absolute, "numbers", "arrays"),
    _mutant("update", "update-in-place", "w -= ...", update_in_place, "arguments unchanged"),
    _mutant("update", "update-keeps-kind", "whole numbers stay whole", update_keeps_kind, "whole numbers"),

    _mutant("gradient", "gradient-together", "all weights moved at once", gradient_together, *EVERYWHERE),
    _mutant("gradient", "gradient-one-number", "one number", gradient_one_number, *EVERYWHERE),
    _mutant("gradient", "gradient-first-weight", "index 0 for j", gradient_first_weight, *EVERYWHERE),
    _mutant("gradient", "gradient-not-put-back", "weights stay moved", gradient_not_put_back, "central differences"),
    _mutant("gradient", "gradient-sign", "left minus right", gradient_sign, *EVERYWHERE),
    _mutant("gradient", "gradient-twice", "divided by epsilon", gradient_twice, *EVERYWHERE),
    _mutant("gradient", "gradient-forward", "forward differences", gradient_forward, "central differences"),
    _mutant("gradient", "gradient-own-epsilon", "epsilon written down", gradient_own_epsilon, "central differences"),
    _mutant("gradient", "gradient-whole", "a copy of whole numbers", gradient_whole, "whole numbers"),
    _mutant("gradient", "gradient-in-place", "w is overwritten", gradient_in_place, "arguments unchanged"),
    _mutant("gradient", "gradient-column", "shape (n, 1)", gradient_column, "shape"),
    _mutant("gradient", "gradient-two-weights", "two weights are written down", gradient_two_weights, "other sizes"),
]
