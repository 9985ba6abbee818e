"""The rivals answer as their names say, and the comparison tells what the rows can tell."""

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from dlcourse.rivals import (
    compare,
    least_squares,
    logistic,
    mean_target,
    nearest_neighbour,
    no_hidden_layer,
    same_as_last,
)

RNG = np.random.default_rng(0)
X, NEW = RNG.normal(size=(60, 3)), RNG.normal(size=(20, 3))
CLASSES = np.eye(3)[RNG.integers(0, 3, 60)]


def test_each_rival_does_what_its_name_says():
    assert np.array_equal(mean_target(X, CLASSES, NEW), np.tile(CLASSES.mean(axis=0), (20, 1)))
    judge = KNeighborsClassifier(1).fit(X, CLASSES.argmax(axis=1))
    assert np.array_equal(nearest_neighbour(X, CLASSES, NEW).argmax(axis=1), judge.predict(NEW))
    w = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]])
    assert np.allclose(least_squares(X, X @ w + 4, NEW), NEW @ w + 4)
    assert np.array_equal(same_as_last(X, None, NEW), NEW[:, 2:])
    two = (X[:, :1] > 0) * 1.0
    for said in (logistic(X, two, NEW), no_hidden_layer(X, two, NEW, learning_rate=1.0, epochs=300)):
        assert said.shape == (20, 1) and np.mean((said > 0.5) == (NEW[:, :1] > 0)) > 0.9
    assert logistic(X, CLASSES, NEW).shape == (20, 3)


def shares(right, m):
    """A comparison of one answer that is right in so many of m rows."""
    true = np.ones((m, 1))
    return compare(true, {"ours": (np.arange(m)[:, None] < right) * 1.0})


def test_the_error_bar_of_a_share_is_wilsons():
    low, high = shares(138, 142).interval["ours"]
    assert (round(low), round(high)) == (93, 99)
    assert shares(60, 60).interval["ours"][0] < 96 and shares(60, 60).interval["ours"][1] == pytest.approx(100)
    assert 0 <= shares(0, 10).interval["ours"][0] < 1e-9


def test_an_error_bar_holds_the_truth_95_times_in_100():
    held = {"right": 0, "off": 0}
    for _ in range(400):
        errors = RNG.normal(0, 2, (80, 1))
        low, high = compare(0 * errors, {"a": errors}, "off").interval["a"]
        held["off"] += low <= 2 <= high
        low, high = shares(RNG.binomial(80, 0.8), 80).interval["ours"]
        held["right"] += low <= 80 <= high
    assert all(0.91 < count / 400 < 0.985 for count in held.values()), held


def test_two_answers_are_compared_row_by_row():
    true = np.zeros((100, 1))
    noise = RNG.normal(0, 1, (100, 1))
    found = compare(true, {"ours": noise, "a little worse in each row": 1.1 * noise, "other": noise[::-1]}, "off")
    assert found.against == {"a little worse in each row": "worse", "other": "too close to tell"}
    low, high = found.interval["ours"]
    assert low < found.score["a little worse in each row"] < high  # the bars overlap, and the rows tell all the same
    assert compare(true, {"ours": noise, "same": noise}, "off").against == {"same": "too close to tell"}


def test_decibels_and_the_order():
    true = np.full((50, 4), 0.5)
    found = compare(true, {"bad": true + 0.3, "good": true + 0.1}, "psnr")
    assert found.best == "good" and found.score["good"] == pytest.approx(20)
    assert found.against == {"good": "better"}
    assert repr(found).index("good") < repr(found).index("bad ")


def test_the_reader_guesses_first():
    true = np.ones((4, 1))
    answers = {"network": 0 * true, "a < b": true}
    folded = compare(true, answers)._repr_html_()
    assert "<details>" in folded and "a &lt; b" in folded and "Your guess" not in folded
    for guess in answers:
        told = compare(true, answers, guess=guess)
        words = f"Your guess: {guess}. On these rows a < b is first."
        assert words in repr(told) and "Your guess" in told._repr_html_() and "<details>" not in told._repr_html_()
    twins = compare(true, answers | {"other": true}, guess="network")
    assert twins.tied == ["other"] and "they cannot tell it from: other." in repr(twins)


def test_what_cannot_be_compared_is_refused_in_words():
    true = np.ones((4, 1))
    with pytest.raises(ValueError, match="measure must be one of right, off, psnr"):
        compare(true, {"a": true}, "accuracy")
    with pytest.raises(ValueError, match="guess must be one of a, not 'b'"):
        compare(true, {"a": true}, guess="b")
    with pytest.raises(ValueError, match=r"a: answers of shape \(4,\)"):
        compare(true, {"a": true.ravel()})
