"""The numbers in the prose of lecture 01."""

import numpy as np
from lecture_text import run

from dlcourse.data.sentences import INTENTS


def test_the_numbers_in_the_prose_of_01():
    _, names = run("lecture_01", {})
    assert len(names["X"]) == 1797 and names["X"].shape[1] == 64
    right = float(np.mean(names["said"] == names["y"][names["test"]].argmax(axis=1)))
    assert right >= 0.96 and round(100 * right) == 98
    gained = names["psnr"](names["cleaned"], names["X"][names["test"]])
    gained -= names["psnr"](names["spoilt"][names["test"]], names["X"][names["test"]])
    assert gained > 1
    assert len(names["sentences"]) == 40 and len(INTENTS) == 5
    answer = names["answer"]
    assert all(answer(text) == name for name, texts in INTENTS.items() for text in texts)
    assert answer("") == answer("Bonjour") == "I know none of these words."
    assert answer("Will it rain tomorrow?") == "weather" and answer("Is it late?") == "time"
    assert answer("do not play music") == answer("play music")
