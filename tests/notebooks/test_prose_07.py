"""The numbers in the prose of lecture 07."""

import math
import re

import numpy as np
from lecture_text import cells, run

from dlcourse.check.lectures.lecture_07 import WANTED, inspect_choices
from dlcourse.nn import Network


def test_the_numbers_in_the_prose_of_07():
    shown, names = run("lecture_07", {})
    said = "\n".join(shown)
    X, y = names["X"], names["y"]
    assert X.shape == (569, 30)
    assert round(100 * y.mean()) == 37
    assert X[:, 3].max() > 1000 and X[:, 4].max() < 0.2
    parts = [set(names[part]) for part in ("train", "validation", "test")]
    assert [len(part) for part in parts] == [285, 142, 142] and len(set().union(*parts)) == 569
    said_raw = names["raw"].predict(names["X_valid"]) > 0.5
    reached = np.mean(said_raw == (names["y_valid"] > 0.5))
    assert abs(reached - (1 - names["y_valid"].mean())) < 1e-9  # what "always benign" reaches
    hidden = names["raw"].forward(names["X_valid"])[1]["A1"]
    assert np.mean(hidden > 0) < 0.2  # most of its neurons stay at 0
    area = names["Z_train"][:, 3]
    assert round(float(area.min()), 1) == -1.4 and 4.5 <= area.max() < 5.5
    assert math.ceil(285 / 32) == 9 and names["history"].updates[-1] == 450
    assert names["history"].cost[-1] < names["held_out"][-1] < 0.12
    assert round(float(np.mean((names["y_hat"] > 0.5) == (names["y_valid"] > 0.5))), 2) == 0.98
    beside = names["beside"]
    assert round(beside.score["network"]) == 98
    assert abs(beside.score["no hidden layer"] - beside.score["network"]) < 1 / 142 * 100 + 1e-9  # one row
    assert beside.against["no hidden layer"] == "too close to tell" and beside.against["always benign"] == "worse"
    assert [round(end) for end in beside.interval["network"]] == [94, 99]
    assert names["by_heart"].cost[-1] < 0.01
    assert names["seen"][-1] > 3 * min(names["seen"])  # three times its lowest value
    lowest = int(np.argmin(names["seen"]))
    assert abs(names["right"][-1] - names["right"][lowest]) <= 2 / 142 + 1e-9  # to one or two rows
    fewer = np.sum((names["y_hat"] <= 0.2) & (names["y_valid"] > 0.5))
    assert fewer < np.sum((names["y_hat"] <= 0.5) & (names["y_valid"] > 0.5))
    assert np.sum((names["y_hat"] > 0.2) & (names["y_valid"] < 0.5)) > np.sum(
        (names["y_hat"] > 0.5) & (names["y_valid"] < 0.5)
    )
    assert round(float(names["held_out"][-1]), 2) == 0.09
    final = names["report"]
    assert round(final.score["network"] * 1.42) == 138 and [round(end) for end in final.interval["network"]] == [93, 99]
    assert final.score["network"] < beside.score["network"] and final.against["no hidden layer"] == "too close to tell"
    assert round(100 * (1 - y.mean())) == 63
    assert WANTED == 0.96 and 100 * WANTED == 96
    assert "at the start" in said and "50 epochs" in said
    two = names["two"]  # the picture's network, and a much larger one: no border puts every point on its side
    large = Network([2, 8, 8, 8, 1], hidden="tanh", cost="cross_entropy", rng=0)
    large.fit(names["Z_train"][:, :2], names["y_train"], learning_rate=0.1, batch_size=10, epochs=100)
    for network in (two, large):
        right = np.mean((network.predict(names["Z_train"][:, :2]) > 0.5) == (names["y_train"] > 0.5))
        assert 0.8 < right < 0.97
    theirs = names["model"].score(names["X_valid"], names["y_valid"].ravel())
    assert abs(100 * theirs - beside.score["network"]) < 1  # as good as ours


def test_what_the_second_hint_of_choices_says():
    for rate, epochs in ((0.05, 60), (0.2, 30)):
        chosen = {"hidden_layers": [8], "hidden": "tanh", "learning_rate": rate, "batch_size": 32, "epochs": epochs}
        assert inspect_choices(lambda chosen=chosen: chosen).passed, chosen


def test_the_test_rows_are_opened_once():
    """Between the split and the opening no cell but the split and the scaling names them."""
    code = [cell.source for cell in cells("lecture_07") if cell.cell_type == "code"]
    opened = next(k for k, source in enumerate(code) if source.startswith("final = "))
    before = [source for source in code[:opened] if re.search(r"\b[XyZ]_test\b", source)]
    kept = ("X_train, X_valid, X_test", "Z_train, Z_valid, Z_test", "def split(", "def scale(")
    assert [source for source in before if not any(words in source for words in kept)] == []
    assert not re.search(r"_test\b", "\n".join(code[opened + 1 :]))
