"""The statements in the prose of lecture 12, and its six networks."""

import math
import re

import numpy as np
import pytest
from dlgrader.mistakes import ASSIGNMENTS
from lecture_text import cells, run

from dlcourse import nn
from dlcourse.bug_hunt import lecture_12 as hunt
from dlcourse.check.lectures.lecture_12 import TRUTH
from dlcourse.plots import training_loop


def wrong(name):
    return {key for key, error in hunt.largest_errors(hunt.NETWORKS[name]).items() if error > 1e-4}


def test_the_check_finds_every_bug_and_says_where():
    everything = {f"d{kind}{l}" for kind in "Wb" for l in (1, 2, 3)}
    assert wrong("A") == wrong("E") == {"db1", "db2", "db3"}
    assert wrong("B") == everything
    assert wrong("D") == {"dW1", "db1"}
    assert wrong("C") == wrong("F") == everything - {"dW3", "db3"}
    assert set(TRUTH.values()) == set(hunt.KINDS) and set(TRUTH) == set(hunt.NETWORKS)


def test_the_right_pass_would_be_found_right():
    errors = hunt.largest_errors(lambda y, p, cache: nn.backward(y, p, cache)).values()
    assert max(errors) < 1e-6 and 1e-11 < np.median(list(errors)) < 30 * 1e-9  # rounding alone


def test_at_least_two_of_the_wrong_ones_learn_all_the_same():
    ends = {name: (costs[0], costs[-1]) for name, costs in ((n, hunt.costs(f)) for n, f in hunt.NETWORKS.items())}
    assert sum(last < first / 4 for first, last in ends.values()) >= 2
    assert ends["B"][1] > ends["B"][0]  # uphill


def test_the_notebook_runs_and_has_twelve_questions():
    shown, names = run("lecture_12", {})
    prose = next(cell.source for cell in cells("lecture_12") if cell.source.startswith("## Twelve questions"))
    assert [f"{k}. " in prose for k in range(1, 13)] == [True] * 12
    assert math.ceil(1000 / 64) == 16
    assert set(names["curves"]) == set("ABCDEF")
    answers = re.findall(r"<details><summary>\d+\. .*?</summary>\n(.*?)</details>", prose, re.DOTALL)
    assert len(answers) == 12 and all(len(answer.split()) >= 25 and ".ipynb)" in answer for answer in answers)
    assert "1.0e+00" in "".join(shown) and "9.1e-01" in "".join(shown)
    assert len(names["curves"]["F"]) < 2000 == len(names["curves"]["A"])  # F diverged
    learnt = [name for name, costs in names["curves"].items() if costs[-1] < costs[0] / 4]
    assert learnt == ["A", "D", "E"]
    assert names["curves"]["B"][-1] > names["curves"]["B"][0]
    assert 0.8 < names["curves"]["C"][-1] / names["curves"]["C"][0] < 1  # almost where it began
    assert 15 * 64 == 960 and 1000 - 960 == 40


def test_the_road_leads_to_every_assignment():
    road = next(cell.source for cell in cells("lecture_12") if "## The road to the assignment" in cell.source)
    links = re.findall(r"\]\(([\w-]+)/([\w-]+)\.ipynb\)", road)
    assert {first for first, _ in links} >= set(ASSIGNMENTS)  # as `dlcourse lab` lays them beside the lectures
    assert all(first == second for first, second in links) and len(links) == 5


def test_the_loop_links_to_the_lectures():
    picture = training_loop()._repr_html_()
    for lecture in ("08-forward-pass", "09-cost", "10-gradient-descent", "11-backpropagation"):
        assert f'href="{lecture}.ipynb"' in picture
    assert "backward pass" in training_loop().alt


@pytest.mark.parametrize("name", hunt.NETWORKS)
def test_each_returns_gradients_of_the_right_shapes(name):
    parameters = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(1))
    X, y = np.ones((4, 2)), np.zeros((4, 1))
    _, cache = nn.forward(X, parameters)
    gradients = hunt.NETWORKS[name](y, parameters, cache)
    assert {k: v.shape for k, v in gradients.items()} == {f"d{k}": v.shape for k, v in parameters.items()}
