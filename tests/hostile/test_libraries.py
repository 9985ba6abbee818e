# ruff: noqa: E501 - the submissions read better whole
"""A library that does the work: who asked for one and got no points is told so; words about one accuse nobody."""

import pytest
from dlgrader.judging.judge import judge
from dlgrader.judging.libraries import asked_for, imports
from dlgrader.mistakes import BANKS
from dlgrader.reading.cell import Cell

NAME = "implementing-backpropagation"
BANK = BANKS[NAME]
TORCH = "    return float(torch.mean(torch.tensor((y_hat - y) ** 2)))\n"

# cells of one answer, what was missing when it was run
DISHONEST = {
    "at the top": ("import torch\ndef cost(y_hat, y):\n" + TORCH, "torch"),
    "inside": ("def cost(y_hat, y):\n    import torch\n" + TORCH, "torch"),
    "under another name": ("import torch as np2\ndef cost(y_hat, y):\n    return np2.mean((y_hat - y) ** 2)\n", "torch"),
    "a part of it": ("from sklearn.metrics import mean_squared_error\ndef cost(a, b):\n"
                     "    return mean_squared_error(a, b)\n", "sklearn.metrics.mean_squared_error"),
    "in one line": ("import numpy as np; import scipy.special as s\ndef sigmoid(z):\n    return s.expit(z)\n",
                    "scipy.special"),
    "everything of it": ("def f():\n    exec('from torch import *')\n    return 1\n", "torch"),
    "importlib": ("import importlib\ndef cost(a, b):\n    t = importlib.import_module('torch')\n    return t.mean(a)\n",
                  "torch"),
    "__import__": ("def cost(a, b):\n    return __import__('jax').numpy.mean((a - b) ** 2)\n", "jax"),
    "import_module alone": ("from importlib import import_module\ndef cost(a, b):\n"
                            "    return import_module(name='keras.losses').mse(a, b)\n", "keras"),
    "the course's network": ("from dlcourse import nn\ndef cost(a, b):\n    return nn.mse(a, b)\n", "dlcourse.nn"),
    "behind a magic": ("%matplotlib inline\nfrom dlcourse.nn import mse\ndef cost(a, b):\n    return mse(a, b)\n",
                       "dlcourse.nn.mse"),
}  # fmt: skip
HONEST = {
    "a docstring": ('def cost(a, b):\n    """No\n    import torch\n    here."""\n    import pandas\n', "pandas"),
    "a docstring, and the library": ('def cost(a, b):\n    """\nimport torch\n"""\n    return helper(a)\n', "pandas"),
    "a comment": ("# import torch\ndef cost(a, b):\n    import pandas\n", "pandas"),
    "a text": ("SAID = '''\nimport torch\nfrom scipy import special\n'''\ndef cost(a, b):\n    import seaborn\n", "seaborn"),
    "a list of names": ("NAMES = ['torch', 'sklearn']\ndef cost(a, b):\n    import seaborn\n", "seaborn"),
    "an import that was not what was missing": ("import torch\ndef cost(a, b):\n    return pandas(torch)\n", "pandas"),
    "a fallback": ("try:\n    import scipy\nexcept ImportError:\n    scipy = None\ndef cost(a, b):\n    import tqdm\n", "tqdm"),
    "a module of one's own": ("from my.torch import nn\ndef cost(a, b):\n    return nn(a)\n", "my"),
    "a relative one": ("from .torch import nn\ndef cost(a, b):\n    return nn(a)\n", "torches"),
    "a name that begins alike": ("import torchvision_helpers as t\ndef cost(a, b):\n    return t.f(a)\n",
                                 "torchvision_helpers"),
    "nothing was missing": ("import torch\ndef cost(a, b):\n    return torch.mean(a)\n", None),
    "the course's data and checks": ("from dlcourse import data, check\ndef cost(a, b):\n    return data.x(a)\n",
                                     "dlcourse.data.x"),
    "no Python": ("import torch\ndef cost(a, b) return\n", "pandas"),
}  # fmt: skip


def flagged(source, missing):
    return asked_for([Cell(0, None, "import numpy as np"), Cell(1, "cost", source)], "cost", {missing} - {None})


@pytest.mark.parametrize(("source", "missing"), DISHONEST.values(), ids=DISHONEST)
def test_an_import_that_is_used_and_was_missing_is_decisive(source, missing):
    flag = flagged(source, missing)
    assert flag is not None and flag.decisive and flag.kind == "library"


@pytest.mark.parametrize(("source", "missing"), HONEST.values(), ids=HONEST)
def test_words_about_a_library_and_other_missing_modules_are_nothing(source, missing):
    assert flagged(source, missing) is None


def test_an_import_that_nothing_uses_is_shown_to_a_person():
    flag = flagged("def cost(a, b):\n    import torch\n    return float(((a - b) ** 2).mean())\n", "torch")
    assert flag is not None and not flag.decisive


def test_a_library_whose_import_is_not_seen_is_shown_to_a_person():
    flag = flagged("def cost(a, b):\n    return __import__('tor' + 'ch').mean(a)\n", "torch")
    assert flag is not None and not flag.decisive


def test_an_import_in_another_cell_counts_where_it_is_used():
    cells = [Cell(0, None, "import torch as t"), Cell(1, "cost", "def cost(a, b):\n    return t.mean(a)\n")]
    assert asked_for(cells, "cost", {"torch"}).decisive
    assert asked_for([*cells[:1], Cell(1, "cost", "def cost(a, b):\n    return f(a)\n")], "cost", {"torch"}) is None


def test_whatever_a_cell_holds_can_be_looked_at():
    for source in ("", "\0", "import " * 50, "(" * 5000, "import torch.", "exec('import ' * 9)", "é = 1\n%%bash\nx"):
        assert imports(source) == []


ANSWERS = {
    "a docstring and an unrelated module": (
        'def cost(y_hat, y):\n    """\n    import torch\n    """\n    import pandas\n    return pandas.Series(y)\n', None),
    "a library's name in an error": (
        "def cost(y_hat, y):\n    raise ValueError('No module named torch: import torch')\n", None),
    "an import nobody uses": (
        "import torch\ndef cost(y_hat, y):\n    import pandas\n    return 1.0\n", None),
    "torch inside": ("def cost(y_hat, y):\n    import torch\n" + TORCH, True),
    "torch at the top": ("import torch\ndef cost(y_hat, y):\n" + TORCH, True),
    "torch while the cell runs": ("if True:\n    from torch import mean\ndef cost(y_hat, y):\n    return mean(y)\n", False),
    "the course's network, inside": (
        "def cost(y_hat, y):\n    from dlcourse import nn\n    return nn.mse(y_hat, y)\n", True),
    "by its name": ("def cost(y_hat, y):\n    return __import__('scipy').mean(y)\n", True),
}  # fmt: skip


@pytest.mark.parametrize(("cost", "decisive"), ANSWERS.values(), ids=ANSWERS)
def test_a_graded_answer(cost, decisive):
    cells = [Cell(0, None, BANK.given), Cell(1, "cost", cost)]
    verdict = judge(cells, NAME, 12)
    assert verdict.questions["cost"].points == 0
    found = [(flag.kind, flag.question, flag.decisive) for flag in verdict.flags]
    assert found == ([] if decisive is None else [("library", "cost", decisive)])
    assert verdict.state == ("needs a person" if decisive is False else "graded")
