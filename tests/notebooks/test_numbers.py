"""No number stands in a lecture's prose unless something answers for it.

A number is answered for where the lecture's own code holds it or the test of its prose asserts it, or where it is a
fact of the world, named below with its reason. Numbers of one digit are left to the reader.
"""

import re
from pathlib import Path

import pytest
from lecture_text import NOTEBOOKS, cells

HERE = Path(__file__).parent
NUMBER = re.compile(r"(?<![\w.^_])\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?(?!\w)")

# (lecture, number): why it is true.
FACTS = {
    ("lecture_02", "86"): "billion nerve cells: Azevedo and others, Journal of Comparative Neurology 513, 2009",
    ("lecture_04", "1958"): "Rosenblatt, The Perceptron, Psychological Review 65",
    ("lecture_04", "1960"): "the Mark I Perceptron's public demonstration in 1960, Cornell Aeronautical Laboratory",
    ("lecture_04", "1969"): "Minsky and Papert, Perceptrons",
    ("lecture_04", "1970"): "Linnainmaa's master's thesis, University of Helsinki, 1970",
    ("lecture_04", "1986"): "Rumelhart, Hinton and Williams, Nature 323",
    ("lecture_06", "16"): "a habit, no number to compute",
    ("lecture_06", "256"): "a habit, no number to compute",
    ("lecture_07", "1995"): "the year of the data set, as its source gives it",
}


def prose_numbers(lecture):
    """Numbers of two digits or more in the prose: what is typed as code, addresses and minutes left out."""
    text = "\n".join(cell.source for cell in cells(lecture) if cell.cell_type == "markdown")
    text = re.sub(r"```.*?```", " ", text, flags=re.DOTALL)
    text = re.sub(r"`[^`]*`|\[[^\]]*\]\([^)]*\)|\*\*Time:\*\* \d+|^# \d\d |CC BY 4\.0", " ", text, flags=re.MULTILINE)
    text = re.sub(r"\$\$.*?\$\$|\$[^$\n]*\$", " ", text, flags=re.DOTALL)  # formulas have twins of their own
    return {number.rstrip(",") for number in NUMBER.findall(text) if len(number.rstrip(",")) > 1}


def values(text):
    return {float(number.rstrip(",").replace(",", "")) for number in NUMBER.findall(text)}


@pytest.mark.parametrize("lecture", NOTEBOOKS)
def test_something_answers_for_every_number(lecture):
    code = "\n".join(cell.source for cell in cells(lecture) if cell.cell_type == "code")
    tests = (HERE / f"test_prose_{lecture[-2:]}.py").read_text(encoding="utf-8")
    for name in ("test_ladders.py", "test_retrieval.py"):  # the smaller cases of the hints, the questions from memory
        tests += (HERE / name).read_text(encoding="utf-8")
    answered = values(code) | values(tests)
    nobody = [
        number
        for number in sorted(prose_numbers(lecture))
        if float(number.replace(",", "")) not in answered and (lecture, number) not in FACTS
    ]
    assert nobody == []


def test_no_fact_is_told_for_nothing():
    told = {(lecture, number) for lecture in NOTEBOOKS for number in prose_numbers(lecture)}
    assert set(FACTS) <= told
