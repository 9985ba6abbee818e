"""The loop with its two stopping rules."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.gradient_descent.reference import update


def descend_no_tolerance(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
    return path


def descend_no_limit(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    while len(path) < 2 or abs(f(path[-1]) - f(path[-2])) >= tolerance:
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
    return path


def descend_one_more(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps + 1):
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
        if abs(f(path[-1]) - f(path[-2])) < tolerance:
            break
    return path


def descend_one_less(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(1, max_steps):
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
        if abs(f(path[-1]) - f(path[-2])) < tolerance:
            break
    return path


def descend_no_abs(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
        if f(path[-1]) - f(path[-2]) < tolerance:
            break
    return path


def descend_no_abs_turned(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
        if f(path[-2]) - f(path[-1]) < tolerance:
            break
    return path


def descend_cost_small(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
        if f(path[-1]) < tolerance:
            break
    return path


def descend_at_most(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
        if abs(f(path[-1]) - f(path[-2])) <= tolerance:
            break
    return path


def descend_from_start(f, f_prime, w, learning_rate, max_steps, tolerance):
    path, old = [w], f(w)
    for _ in range(max_steps):
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
        if abs(f(path[-1]) - old) < tolerance:
            break
    return path


def descend_change_of_w(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        path.append(update(path[-1], f_prime(path[-1]), learning_rate))
        if np.max(np.abs(path[-1] - path[-2])) < tolerance:
            break
    return path


def descend_no_start(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = []
    for _ in range(max_steps):
        old, w = w, update(w, f_prime(w), learning_rate)
        path.append(w)
        if abs(f(w) - f(old)) < tolerance:
            break
    return path


def descend_stops_before_append(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        new = update(w, f_prime(w), learning_rate)
        if abs(f(new) - f(w)) < tolerance:
            break
        path.append(new)
        w = new
    return path


def descend_last_w(f, f_prime, w, learning_rate, max_steps, tolerance):
    for _ in range(max_steps):
        old, w = w, update(w, f_prime(w), learning_rate)
        if abs(f(w) - f(old)) < tolerance:
            break
    return w


def descend_costs(f, f_prime, w, learning_rate, max_steps, tolerance):
    costs = [f(w)]
    for _ in range(max_steps):
        w = update(w, f_prime(w), learning_rate)
        costs.append(f(w))
        if abs(costs[-1] - costs[-2]) < tolerance:
            break
    return costs


def descend_uphill(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        path.append(path[-1] + learning_rate * f_prime(path[-1]))
        if abs(f(path[-1]) - f(path[-2])) < tolerance:
            break
    return path


def descend_f_for_slope(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        path.append(path[-1] - learning_rate * f(path[-1]))
        if abs(f(path[-1]) - f(path[-2])) < tolerance:
            break
    return path


def descend_first_slope(f, f_prime, w, learning_rate, max_steps, tolerance):
    path, slope = [w], f_prime(w)
    for _ in range(max_steps):
        path.append(update(path[-1], slope, learning_rate))
        if abs(f(path[-1]) - f(path[-2])) < tolerance:
            break
    return path


def descend_in_place(f, f_prime, w, learning_rate, max_steps, tolerance):
    path = [w]
    for _ in range(max_steps):
        old = f(w)
        w -= learning_rate * f_prime(w)
        path.append(w)
        if abs(f(w) - old) < tolerance:
            break
    return path


def _mutant(question, id, description, answer, *killed_by):
    return Mutant(id, question, "slopes and steps", description, {question: answer}, set(killed_by))


# fmt: off
MUTANTS = [
    _mutant("descend", "descend-no-tolerance", "no tolerance", descend_no_tolerance, "tolerance"),
    _mutant("descend", "descend-no-limit", "no max_steps", descend_no_limit, "max_steps"),
    _mutant("descend", "descend-one-more", "one update more", descend_one_more, "max_steps"),
    _mutant("descend", "descend-one-less", "one update less", descend_one_less, "max_steps"),
    _mutant("descend", "descend-no-abs", "new - old < tolerance", descend_no_abs, "tolerance"),
    _mutant("descend", "descend-no-abs-turned", "old - new < tolerance", descend_no_abs_turned, "max_steps"),
    _mutant("descend", "descend-cost-small", "cost < tolerance", descend_cost_small, "tolerance"),
    _mutant("descend", "descend-at-most", "<= for <", descend_at_most, "tolerance"),
    _mutant("descend", "descend-from-start", "compared with the first cost", descend_from_start, "tolerance"),
    _mutant("descend", "descend-change-of-w", "the change of w", descend_change_of_w, "tolerance"),
    _mutant("descend", "descend-no-start", "the start is left out", descend_no_start, "max_steps"),
    _mutant("descend", "descend-stops-before-append", "the last w is left out", descend_stops_before_append,
            "tolerance"),
    _mutant("descend", "descend-last-w", "the last w alone", descend_last_w, "max_steps"),
    _mutant("descend", "descend-costs", "the costs", descend_costs, "max_steps"),
    _mutant("descend", "descend-uphill", "plus", descend_uphill, "max_steps"),
    _mutant("descend", "descend-f-for-slope", "f for f_prime", descend_f_for_slope, "max_steps"),
    _mutant("descend", "descend-first-slope", "the slope of the start", descend_first_slope, "max_steps"),
    _mutant("descend", "descend-in-place", "w -= ...: one array many times", descend_in_place, "two variables"),
]
