"""The numbers in the prose of lecture 07."""

import math

import numpy as np
from lecture_text import run

from dlcourse.check.lectures.lecture_07 import WANTED, inspect_choices
from dlcourse.nn import Network


def test_the_numbers_in_the_prose_of_07():
    shown, names = run("lecture_07", {})
    said = "\n".join(shown)
    X, y = names["X"], names["y"]
    assert X.shape == (569, 30)
    assert round(100 * y.mean()) == 37
    assert X[:, 3].max() > 1000 and X[:, 4].max() < 0.2
    benign = 1 - names["y_test"].mean()
    raw = np.mean((names["raw"].predict(names["X_test"]) > 0.5) == (names["y_test"] > 0.5))
    assert abs(raw - benign) < 0.05  # about what "always benign" reaches
    hidden = names["raw"].forward(names["X_test"])[1]["A1"]
    assert np.mean(hidden > 0) < 0.2  # most of its neurons stay at 0
    area = names["Z_train"][:, 3]
    assert round(float(area.min()), 1) == -1.4 and 4.5 < area.max() < 5.5
    assert math.ceil(427 / 32) == 14 and names["history"].updates[-1] == 700
    assert names["history"].cost[-1] < names["held_out"][-1] < 0.07
    assert round(float(np.mean((names["y_hat"] > 0.5) == (names["y_test"] > 0.5))), 2) == 0.97
    assert names["by_heart"].cost[-1] < 0.01
    assert names["seen"][-1] > 1.5 * min(names["seen"])
    fewer = np.sum((names["y_hat"] <= 0.2) & (names["y_test"] > 0.5))
    assert fewer < np.sum((names["y_hat"] <= 0.5) & (names["y_test"] > 0.5))
    assert np.sum((names["y_hat"] > 0.2) & (names["y_test"] < 0.5)) > np.sum(
        (names["y_hat"] > 0.5) & (names["y_test"] < 0.5)
    )
    assert round(float(names["held_out"][-1]), 2) == 0.06
    assert round(100 * (1 - y.mean())) == 63
    assert (
        WANTED == 0.96
        and 100 * WANTED == 96
        and round(100 * np.mean((names["y_hat"] > 0.5) == (names["y_test"] > 0.5))) == 97
    )
    assert "at the start" in said and "50 epochs" in said
    two = names["two"]  # the picture's network, and a much larger one: no border puts every point on its side
    large = Network([2, 8, 8, 8, 1], hidden="tanh", cost="cross_entropy", rng=0)
    large.fit(names["Z_train"][:, :2], names["y_train"], learning_rate=0.1, batch_size=10, epochs=100)
    for network in (two, large):
        right = np.mean((network.predict(names["Z_train"][:, :2]) > 0.5) == (names["y_train"] > 0.5))
        assert 0.8 < right < 0.97
    X_test, y_test = names["X_test"], names["y_test"].ravel()
    assert names["model"].score(X_test, y_test) > 0.95


def test_what_the_second_hint_of_choices_says():
    for rate, epochs in ((0.05, 60), (0.2, 30)):
        chosen = {"hidden_layers": [8], "hidden": "tanh", "learning_rate": rate, "batch_size": 32, "epochs": epochs}
        assert inspect_choices(lambda chosen=chosen: chosen).passed, chosen
