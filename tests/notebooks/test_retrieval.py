"""Each lecture from 02 on opens with three questions from memory, one from the last lecture and two older ones."""

import re

import numpy as np
import pytest
from lecture_text import NOTEBOOKS, cells

from dlcourse import nn
from dlcourse.data import deck_table

QUESTION = re.compile(r"<details><summary>(\d)\. (.*?)</summary>\n+(.*?)\n+</details>", re.DOTALL)


def opening(lecture):
    return [cell.source for cell in cells(lecture) if cell.source.startswith("## From memory")]


@pytest.mark.parametrize("lecture", [name for name in NOTEBOOKS if name > "lecture_01"])
def test_three_questions_open_a_lecture(lecture):
    (text,) = opening(lecture)
    asked = QUESTION.findall(text)
    assert [number for number, _, _ in asked] == ["1", "2", "3"]
    sources = [int(number) for number in re.findall(r"See\s+\[(\d\d)\]\(\1-[\w-]+\.ipynb\)\.", text)]
    assert len(sources) == 3
    here = int(lecture[-2:])
    assert sources[0] == here - 1 and all(source < here for source in sources)
    assert all("?" in question or question.endswith(".") for _, question, _ in asked)
    assert all(len(reply.split()) >= 10 for *_, reply in asked)
    position = [cell.source.startswith("## From memory") for cell in cells(lecture)].index(True)
    assert position == 2  # after the objectives and the imports, before anything is told


def test_no_question_is_asked_twice():
    asked = [question for name in NOTEBOOKS for text in opening(name) for _, question, _ in QUESTION.findall(text)]
    assert len(set(asked)) == len(asked) == 33


def test_the_numbers_of_the_replies():
    assert 2 - 3 + 0.5 == -0.5 and 10 + 1 == 11
    assert [float(nn.sigmoid(np.array(0.0)) * 0.5)] == [0.25]
    assert round(float(np.log(2)), 2) == 0.69
    _, y = deck_table()
    assert nn.mse(np.full_like(y, y.mean()), y) == pytest.approx(float(y.var()))
