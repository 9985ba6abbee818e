"""The largest learning rate that converges, by reasoning and by running."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.gradient_descent.reference import update


def largest_flattest(a):
    return 1 / np.min(a)


def largest_mean(a):
    return 1 / np.mean(a)


def largest_sum(a):
    return 1 / np.sum(a)


def largest_first(a):
    return 1 / a[0]


def largest_twice(a):
    return 2 / np.max(a)


def largest_half(a):
    return 1 / (2 * np.max(a))


def largest_curvature(a):
    return np.max(a)


def largest_each(a):
    return 1 / a


def goes_down_turned(a, w, learning_rate, steps):
    cost = np.sum(a * w**2)
    for _ in range(steps):
        w = update(w, 2 * a * w, learning_rate)
    return bool(np.sum(a * w**2) >= cost)


def goes_down_no_two(a, w, learning_rate, steps):
    cost = np.sum(a * w**2)
    for _ in range(steps):
        w = update(w, a * w, learning_rate)
    return bool(np.sum(a * w**2) < cost)


def goes_down_uphill(a, w, learning_rate, steps):
    cost = np.sum(a * w**2)
    for _ in range(steps):
        w = w + learning_rate * 2 * a * w
    return bool(np.sum(a * w**2) < cost)


def goes_down_reasoned(a, w, learning_rate, steps):
    return bool(learning_rate < 1 / np.max(a))


def goes_down_by_w(a, w, learning_rate, steps):
    start = np.sum(w)
    for _ in range(steps):
        w = update(w, 2 * a * w, learning_rate)
    return bool(np.sum(w) < start)


def goes_down_always(a, w, learning_rate, steps):
    return True


def goes_down_in_place(a, w, learning_rate, steps):
    cost = np.sum(a * w**2)
    for _ in range(steps):
        w -= learning_rate * 2 * a * w
    return bool(np.sum(a * w**2) < cost)


def goes_down_text(a, w, learning_rate, steps):
    cost = np.sum(a * w**2)
    for _ in range(steps):
        w = update(w, 2 * a * w, learning_rate)
    return "yes" if np.sum(a * w**2) < cost else "no"


def _mutant(question, id, description, answer, *killed_by, name=None):
    return Mutant(id, question, "linear neuron and rates", description, {name or question: answer}, set(killed_by))


SIDES = "below the border", "above the border", "steep and flat"

# fmt: off
MUTANTS = [
    *(_mutant("learning_rate", f"largest-{id}", description, answer, *checks, name="largest_learning_rate")
      for id, description, answer, checks in (
        ("flattest", "the flattest direction", largest_flattest, ["several weights"]),
        ("mean", "the mean curvature", largest_mean, ["several weights"]),
        ("sum", "the summed curvature", largest_sum, ["several weights"]),
        ("first", "the first weight alone", largest_first, ["several weights"]),
        ("twice", "2 / a", largest_twice, ["one weight"]),
        ("half", "1 / (2 a)", largest_half, ["one weight"]),
        ("curvature", "a", largest_curvature, ["one weight"]),
        ("each", "one per weight", largest_each, ["one number"]))),
    *(_mutant("learning_rate", f"goes-down-{id}", description, answer, *checks, name="goes_down")
      for id, description, answer, checks in (
        ("turned", "the answer turned round", goes_down_turned, SIDES),
        ("no-two", "the slope without its 2", goes_down_no_two, SIDES),
        ("uphill", "plus", goes_down_uphill, SIDES),
        ("reasoned", "compares with the border", goes_down_reasoned, ["steep and flat"]),
        ("by-w", "compares the weights", goes_down_by_w, SIDES),
        ("always", "True", goes_down_always, SIDES),
        ("in-place", "w -= ...", goes_down_in_place, ["arguments unchanged"]),
        ("text", "yes and no", goes_down_text, SIDES))),
]
