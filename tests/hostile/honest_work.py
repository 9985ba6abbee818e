# ruff: noqa: E501 - the answers read better whole
"""Honest answers that look a little like something else: what each gets. At most a person looks; none is accused."""

import textwrap

from dlgrader.mistakes import BANKS

BANK = BANKS["implementing-backpropagation"]
SIGNATURE = 'y, parameters, cache, hidden="sigmoid", output="sigmoid"'
COST = "def cost(y_hat, y):\n    return float(np.sum((y_hat - y) ** 2) / len(y))\n"
BUG = COST.replace("/ len(y)", "/ 2")  # an honest mistake: it costs points
CHAIN = BANK.solution_cells()["backward"].replace("def backward(", "def chain(")


def _backward(body: str) -> str:
    return CHAIN + f"\ndef backward({SIGNATURE}):\n" + textwrap.indent(textwrap.dedent(body), "    ")


GRADED, HELD = "graded", "needs a person"
# By name: answers, a cell before them, the points of `cost` and of `backward` (None: not answered), and the state.
WORK = {
    "names-of-libraries-as-variables": (
        {"cost": "torch, scipy = 'not used', ['keras', 'jax']\n" + COST.replace("(y_hat - y)", "(y_hat - y + 0 * len(scipy))")},
        "", 5, None, GRADED),
    "a-helper-called-autograd": ({"cost": "def autograd(a, b):\n    return a - b\n" + COST.replace("y_hat - y)", "autograd(y_hat, y))")}, "", 5, None, GRADED),
    "a-doctest-with-torch": (
        {"cost": BUG.replace("    return", '    """\n    >>> import torch\n    >>> from sklearn.metrics import mean_squared_error\n    """\n    return')},
        "", 0, None, GRADED),
    "torch-or-nothing": (
        {"cost": "try:\n    import torch\nexcept ImportError:\n    torch = None\nprint('torch', torch is not None)\n" + BUG}, "", 0, None, GRADED),
    "scipy-where-it-is": (
        {"cost": "try:\n    from scipy.special import xlogy\nexcept ModuleNotFoundError:\n    def xlogy(a, b):\n        return a * np.log(b)\n" + COST},
        "", 5, None, GRADED),
    "a-plot-by-a-missing-library": ({"cost": COST + "import seaborn as sns\nsns.lineplot(x=[1], y=[2])\n"}, "", 5, None, GRADED),
    "a-missing-library-and-a-mistake": ({"cost": "import seaborn\n" + BUG}, "", 0, None, GRADED),
    "a-version-printed": ({"cost": COST}, "import tensorflow as tf\nprint(tf.__version__)\n", 5, None, GRADED),
    "an-import-left-over": ({"cost": "import torch\nimport torch.nn as nn\n" + BUG}, "", 0, None, GRADED),
    "a-memo-by-all-numbers": (
        {"backward": _backward("""
            key = (hidden, output, y.tobytes(), *(value.tobytes() for value in parameters.values()))
            if key not in memo:
                memo[key] = chain(y, parameters, cache, hidden, output)
            return {name: value.copy() for name, value in memo[key].items()}
        """) + "memo = {}\n"}, "", None, 25, HELD),
    "the-last-answer-for-a-plot": (
        {"backward": _backward("""
            global last
            last = chain(y, parameters, cache, hidden, output)
            norms.append(sum(float(np.sum(value ** 2)) for value in last.values()))
            return {name: value.copy() for name, value in last.items()}
        """) + "norms = []\n"}, "", None, 25, GRADED),
    "a-check-of-one-entry": (
        {"backward": _backward("""
            gradients = chain(y, parameters, cache, hidden, output)
            assert gradients["dW1"].shape == parameters["W1"].shape, "shapes of autograd"
            again = forward(cache["A0"], parameters, hidden, output)[0]
            assert np.allclose(again, cache[f"A{len(parameters) // 2}"])
            return gradients
        """)}, "", None, 25, GRADED),
}  # fmt: skip
