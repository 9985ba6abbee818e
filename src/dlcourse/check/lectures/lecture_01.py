"""Checks of the exercises in lecture 01, "Introduction"."""

import numpy as np

from dlcourse.check.harness.common import lecture_check
from dlcourse.check.harness.exercises import Case, inspect
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls


def inspect_share_right(function):
    """Report on ``share_right(said, true)``."""
    cases = []
    for m in (20, 7, 4):
        rng = np.random.default_rng(m)
        true = rng.integers(0, 10, m)
        said = np.where(rng.uniform(size=m) < 0.7, true, (true + 1) % 10)
        cases.append(Case(f"{m} digits", {"said": said, "true": true}, np.mean(said == true)))
    mistakes = [
        ("counted", "that is how many are right. Divide by their number", lambda s, t: np.sum(s == t)),
        ("wrong ones", "that is the share of wrong answers", lambda s, t: np.mean(s != t)),
        ("percent", "a share lies between 0 and 1", lambda s, t: 100 * np.mean(s == t)),
        ("difference", "a 7 for an 8 is as wrong as a 0: count, do not subtract", lambda s, t: np.mean(np.abs(s - t))),
        ("all or nothing", "that asks whether all are right", lambda s, t: float(np.all(s == t))),
    ]
    return inspect("share_right", function, cases, mistakes)


def inspect_bag(function):
    """Report on ``bag(sentence, known)``."""
    known = ["art", "is", "play", "start", "the"]
    cases = []
    for sentence in (
        "start the music",
        "is the art there",
        "play play play",
        "nothing of it",
        "",
        "the plays start the",
    ):
        words = sentence.split()
        want = np.array([float(word in words) for word in known])
        cases.append(Case(f"{sentence!r}", {"sentence": sentence, "known": list(known)}, want))
    mistakes = [
        ("inside other words", 'whole words only: "art" is not in "start the music"',
         lambda s, k: np.array([float(word in s) for word in k])),
        ("counted", "1 where it occurs, however often", lambda s, k: np.array([float(s.split().count(w)) for w in k])),
        ("words kept", "numbers are wanted, one per known word", lambda s, k: [w for w in k if w in s.split()]),
        ("turned round", "1 where it occurs, 0 where not",
         lambda s, k: np.array([float(w not in s.split()) for w in k])),
        ("number of words", "one number per known word, not their sum", lambda s, k: sum(w in s.split() for w in k)),
    ]  # fmt: skip
    return inspect("bag", function, cases, mistakes, same=_same_row)


def _same_row(got, want):
    if isinstance(want, list) and want and isinstance(want[0], str):
        return got == want
    try:
        got, want = np.asarray(got, dtype=float), np.asarray(want, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return False
    return got.shape == want.shape and bool(np.array_equal(got, want))


def inspect_error_of_last_value(function):
    """Report on ``error_of_last_value(series)``."""
    cases = []
    for series in ([1.0, 3.0, 2.0, 6.0], [5.0, 5.0, 5.0], [0.0, -2.0], [1.5, 1.0, 4.0, 4.5, 0.5]):
        values = np.array(series)
        cases.append(Case(f"{series}", {"series": values}, np.mean((values[1:] - values[:-1]) ** 2)))
    mistakes = [
        ("divided by n", "there are n - 1 pairs, not n", lambda s: np.sum((s[1:] - s[:-1]) ** 2) / len(s)),
        ("summed", "the mean is wanted, not the sum", lambda s: np.sum((s[1:] - s[:-1]) ** 2)),
        ("no square", "the square is missing", lambda s: np.mean(s[1:] - s[:-1])),
        ("absolute value", "square the difference", lambda s: np.mean(np.abs(s[1:] - s[:-1]))),
        ("mean before square", "square first, then take the mean", lambda s: np.mean(s[1:] - s[:-1]) ** 2),
        ("first value", "each value against the one just before it, not against the first",
         lambda s: np.mean((s[1:] - s[0]) ** 2)),
        ("mean as the guess", "the guess is the value before, not the mean", lambda s: np.mean((s - s.mean()) ** 2)),
        ("round the corner", "the first value has none before it", lambda s: np.mean((s - np.roll(s, 1)) ** 2)),
    ]  # fmt: skip
    return inspect("error_of_last_value", function, cases, mistakes)


share_right = lecture_check(inspect_share_right)
bag = lecture_check(inspect_bag)
error_of_last_value = lecture_check(inspect_error_of_last_value)
