"""The numbers in the prose of lecture 01, and what its five applications must reach."""

import numpy as np
import pytest
from lecture_text import cells, run
from sklearn.datasets import load_digits

from dlcourse.data.sentences import INTENTS
from dlcourse.nn import Network
from dlcourse.rivals import SURE, compare


@pytest.fixture(scope="module")
def names():
    return run("lecture_01", {})[1]


def test_digits_are_read(names):
    assert len(names["X"]) == 1797 and names["X"].shape[1] == 64
    right = float(np.mean(names["said"] == names["y"][names["test"]].argmax(axis=1)))
    assert right >= 0.96 and round(100 * right) == 98
    assert "different 13" in load_digits().DESCR
    found = names["reading"]
    assert found.rows == 449 and found.best == "nearest neighbour"
    assert found.against == {"nearest neighbour": "too close to tell", "logistic": "worse"}
    assert len(names["W1"]) == 8
    assert SURE == 1.96  # standard errors: 95 of 100
    sure = [np.mean(names["nothing"] > level) for level in (0.5, 0.9)]  # 90 %
    assert len(names["nothing"]) == 2000 and sure[0] > 0.5 and 0.2 < sure[1] < 0.3
    sizes = (names["reader"], names["cleaner"], names["finder"], names["assistant"], names["forecaster"])
    assert {len(network.layer_sizes) - 2 for network in sizes} == {1}  # hidden layers


def test_letters_fool_the_reader(names):
    stem = [[0.75, 0.05], [0.25, 0.05], [0.25, 0.95]]
    middle = [[0.25, 0.5], [0.65, 0.5]]
    letters = {
        "A": [[[0.2, 0.95], [0.5, 0.05], [0.8, 0.95]], [[0.32, 0.6], [0.68, 0.6]]],
        "E": [[*stem, [0.75, 0.95]], middle],
        "F": [stem, middle],
    }
    said = {name: names["DrawingPad"](names["reader"], strokes=strokes).read() for name, strokes in letters.items()}
    assert said["A"].max() < 0.5
    assert said["E"].argmax() == said["F"].argmax() == 5 and min(said["E"].max(), said["F"].max()) > 0.9


def test_digits_are_cleaned(names):
    found, true = names["cleaning"], names["X"][names["test"]]
    assert found.best == "network" and set(found.against.values()) == {"worse"}
    assert round(found.score["network"] - found.score["nothing done"]) == 4
    assert 0 < found.score["network"] - found.score["least squares"] < 0.5
    kept = compare(true, {"network": names["cleaner"].predict(true)}, "psnr").score["network"]
    assert 10 < kept < 30  # without noise it can only make it worse
    once = Network([64, 64, 64], hidden="relu", cost="cross_entropy", rng=0)
    digits = names["X"][names["train"]]
    once.fit(names["seen"][: len(digits)], digits, learning_rate=0.2, batch_size=64, epochs=20)
    spoilt = names["spoilt"][names["test"]]
    behind = compare(true, {"once": once.predict(spoilt), **names["cleaned_by"]}, "psnr")
    assert behind.against["least squares"] == "better"


def test_faces_are_found_and_what_fools_it(names):
    assert names["F"].shape == (200, 625) and names["F_train"].shape[0] == 140
    wrong = np.sum(names["found"] != (names["t_test"] > 0.5))
    assert wrong == 1 and len(names["found"]) == 60 and 1 - wrong / 60 > 0.9
    share = {name: np.mean(names["finder"].predict(p.reshape(len(p), 625)) > 0.5) for name, p in names["tried"].items()}
    assert round(100 * np.mean(names["found"] == (names["t_test"] > 0.5))) > 90
    found = names["finding"]
    assert found.best == "network" and round(found.interval["network"][0]) == 91 and found.interval["network"][1] > 99
    assert sorted(found.against.values()) == ["too close to tell", "too close to tell", "worse"]
    assert found.score["nearer mean"] > 80
    assert 0.25 < 1 - share["moved"] < 0.4  # a third
    assert 0.4 < 1 - share["upside down"] < 0.6  # half
    assert share["a bright spot"] == 1


def test_intents_are_heard(names):
    assert len(names["sentences"]) == 40 and len(INTENTS) == 5
    answer = names["answer"]
    assert all(answer(text) == name for name, texts in INTENTS.items() for text in texts)
    assert answer("") == answer("Bonjour") == "I know none of these words."
    assert sum(answer(text) != intent for text, intent in names["fresh"].items()) == 1
    used = {text.lower().rstrip("?") for text in names["fresh"]}
    assert not used & {text for texts in INTENTS.values() for text in texts}  # new ones, not those it was trained with
    assert answer("do not play music") == answer("play music") == "music"
    assert "not" not in names["known"]
    assert answer("I do need the light") == answer("I do not need the light") == "weather"  # not the "not"
    assert answer("need the light") == answer("the light") == "light"
    found = names["hearing"]
    assert found.rows == 40 == 39 + 1 and 60 < found.score["network"] < 73  # about two of three
    assert set(found.against.values()) == {"too close to tell"}


def test_the_forecast_beats_both_simple_guesses(names):
    off = names["off"]
    assert {name: round(value) for name, value in off.items()} == {
        "network": 20, "as last year": 33, "as eleven years ago": 37,
    }  # fmt: skip
    years, later, true = names["years"], names["later"], 100 * names["following"].ravel()
    assert years[0] == 1700 and later.sum() == 59 and years[12:][later][0] == 1950
    spots = dict(zip(years, names["spots"], strict=True))
    assert all(
        names["guesses"]["as eleven years ago"].ravel()[k] == pytest.approx(spots[year - 11])
        and names["guesses"]["as last year"].ravel()[k] == pytest.approx(spots[year - 1])
        for k, year in enumerate(years[12:][later])
    )
    at_1957 = list(years[12:][later]).index(1957)
    assert names["guesses"]["network"].ravel()[at_1957] < true[later][at_1957] == spots.get(1957)
    before = true[~later]
    assert np.mean(before > 140) < 0.02  # few years were like that
    straight = 100 * np.sqrt(np.mean((names["straight"] - names["following"][later]) ** 2))
    assert straight <= off["network"]
    assert names["forecast"].against["least squares"] == "too close to tell"
    assert names["forecast"].against["as last year"] == "worse"


def test_source_and_licence_of_every_data_set_are_told():
    prose = "\n".join(cell.source for cell in cells("lecture_01") if cell.cell_type == "markdown")
    for said in (
        "licence CC BY 4.0",
        "no licence is stated",
        "real people",
        "public domain",
        "written for this course",
    ):
        assert said in prose
