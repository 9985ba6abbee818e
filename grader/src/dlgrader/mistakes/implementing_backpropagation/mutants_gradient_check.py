"""The gradient check: entries left out, differences taken wrongly, parameters left changed."""

import numpy as np

from dlgrader.mistakes.bank import Mutant

GROUP = "gradient check"


def gradient_check_forward_difference(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    here = cost_of(parameters)
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            n = (cost_of(moved) - here) / epsilon
            value[index] = kept
            g = gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


def gradient_check_without_two(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n = (above - below) / epsilon
            g = gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


def gradient_check_weights_only(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        if name.startswith("b"):
            continue
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n = (above - below) / (2 * epsilon)
            g = gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


def gradient_check_first_entries(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        index = (0,) * value.ndim
        kept = value[index]
        value[index] = kept + epsilon
        above = cost_of(moved)
        value[index] = kept - epsilon
        below = cost_of(moved)
        value[index] = kept
        n = (above - below) / (2 * epsilon)
        g = gradients["d" + name][index]
        largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


def gradient_check_mean(cost_of, parameters, gradients, epsilon=1e-5):
    errors = []
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n = (above - below) / (2 * epsilon)
            g = gradients["d" + name][index]
            errors.append(abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return float(np.mean(errors))


def gradient_check_last_tensor(cost_of, parameters, gradients, epsilon=1e-5):
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        largest = 0.0
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n = (above - below) / (2 * epsilon)
            g = gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


def gradient_check_signed(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n = (above - below) / (2 * epsilon)
            g = gradients["d" + name][index]
            largest = max(largest, (g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


def gradient_check_absolute(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n = (above - below) / (2 * epsilon)
            largest = max(largest, abs(gradients["d" + name][index] - n))
    return largest


def gradient_check_fixed_epsilon(cost_of, parameters, gradients, epsilon=1e-5):
    epsilon = 1e-5
    largest = 0.0
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n = (above - below) / (2 * epsilon)
            g = gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


def gradient_check_not_restored(cost_of, parameters, gradients, epsilon=1e-5):
    largest = 0.0
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            value[index] += epsilon
            above = cost_of(parameters)
            value[index] -= 2 * epsilon
            below = cost_of(parameters)
            n = (above - below) / (2 * epsilon)
            g = gradients["d" + name][index]
            largest = max(largest, abs(g - n) / max(abs(g) + abs(n), 1e-8))
    return largest


def gradient_check_of_norms(cost_of, parameters, gradients, epsilon=1e-5):
    g, n = [], []
    moved = {name: value.copy() for name, value in parameters.items()}
    for name, value in moved.items():
        for index in np.ndindex(value.shape):
            kept = value[index]
            value[index] = kept + epsilon
            above = cost_of(moved)
            value[index] = kept - epsilon
            below = cost_of(moved)
            value[index] = kept
            n.append((above - below) / (2 * epsilon))
            g.append(gradients["d" + name][index])
    g, n = np.array(g), np.array(n)
    return float(np.linalg.norm(g - n) / max(np.linalg.norm(g) + np.linalg.norm(n), 1e-8))


def gradient_check_always_right(cost_of, parameters, gradients, epsilon=1e-5):
    return 0.0


# fmt: off
MUTANTS = [
    Mutant("check-forward-difference", "gradient_check", GROUP, "a difference to one side",
           {"gradient_check": gradient_check_forward_difference}, {"central differences"}),
    Mutant("check-without-two", "gradient_check", GROUP, "divided by epsilon, not 2 epsilon",
           {"gradient_check": gradient_check_without_two}, {"right gradients", "central differences"}),
    Mutant("check-weights-only", "gradient_check", GROUP, "biases are not looked at",
           {"gradient_check": gradient_check_weights_only}, {"every entry"}),
    Mutant("check-first-entries", "gradient_check", GROUP, "one entry of each array",
           {"gradient_check": gradient_check_first_entries}, {"every entry"}),
    Mutant("check-mean", "gradient_check", GROUP, "the mean error, not the largest",
           {"gradient_check": gradient_check_mean}, {"largest entry", "wrong gradients"}),
    Mutant("check-last-array", "gradient_check", GROUP, "the largest error of the last array alone",
           {"gradient_check": gradient_check_last_tensor}, {"every entry", "largest entry"}),
    Mutant("check-signed", "gradient_check", GROUP, "no absolute value: gradients that are too small pass",
           {"gradient_check": gradient_check_signed}, {"wrong gradients", "every entry", "largest entry"}),
    Mutant("check-absolute", "gradient_check", GROUP, "the difference itself, not relative to its size",
           {"gradient_check": gradient_check_absolute}, {"wrong gradients", "largest entry"}),
    Mutant("check-fixed-epsilon", "gradient_check", GROUP, "epsilon is ignored",
           {"gradient_check": gradient_check_fixed_epsilon}, {"epsilon"}),
    Mutant("check-not-restored", "gradient_check", GROUP, "the parameters stay moved",
           {"gradient_check": gradient_check_not_restored}, {"arguments unchanged"}),
    Mutant("check-of-norms", "gradient_check", GROUP, "norms of the whole gradient hide one wrong entry",
           {"gradient_check": gradient_check_of_norms}, {"largest entry", "every entry", "wrong gradients"}),
    Mutant("check-always-right", "gradient_check", GROUP, "0 without looking",
           {"gradient_check": gradient_check_always_right}, {"wrong gradients"}),
]
