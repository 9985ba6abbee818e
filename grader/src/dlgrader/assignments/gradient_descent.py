"""The scored form of ``dlcourse.check.gradient_descent``: the same calls and words, each returning points."""

from dlcourse.check.gradient_descent import formulas
from dlcourse.check.gradient_descent.loops import inspect_descend
from dlcourse.check.gradient_descent.neuron import inspect_fit, inspect_neuron_gradient, inspect_updates_per_epoch
from dlcourse.check.gradient_descent.rates import inspect_learning_rate
from dlcourse.check.gradient_descent.slopes import inspect_derivative, inspect_gradient, inspect_update
from dlgrader.assignments.scoring import scored

SEED = 27_182
STAND_INS = formulas.STAND_INS
DATA = ("iris",)

QUESTIONS = {
    "derivative": ("derivative",),
    "update": ("update",),
    "descend": ("descend",),
    "gradient": ("gradient",),
    "neuron_gradient": ("neuron_gradient",),
    "updates_per_epoch": ("updates_per_epoch",),
    "fit": ("fit",),
    "learning_rate": ("largest_learning_rate", "goes_down"),
}

CHECK_POINTS = {
    "derivative": {
        "one number": 1, "polynomials": 5, "other functions": 3, "central differences": 5, "same answer twice": 1,
    },
    "update": {"numbers": 3, "arrays": 3, "whole numbers": 1.5, "arguments unchanged": 1.5, "same answer twice": 1},
    "descend": {
        "max_steps": 6, "tolerance": 7, "two variables": 4, "arguments unchanged": 2, "same answer twice": 1,
    },
    "gradient": {
        "shape": 1, "two variables": 5, "other sizes": 2, "whole numbers": 2, "central differences": 2,
        "arguments unchanged": 2, "same answer twice": 1,
    },
    "neuron_gradient": {
        "dw and db": 1, "one input": 3, "more inputs": 3, "one row": 1, "arguments unchanged": 1,
        "same answer twice": 1,
    },
    "updates_per_epoch": {"it divides": 2, "a short last batch": 2.5, "same answer twice": 0.5},
    "fit": {
        "w and b": 1, "batch": 3, "mini-batch": 4, "stochastic": 3, "short last batch": 2, "arguments unchanged": 1,
        "same answer twice": 1,
    },
    "learning_rate": {
        "one number": 0.5, "one weight": 1.5, "several weights": 2, "below the border": 2, "above the border": 2,
        "steep and flat": 1, "arguments unchanged": 0.5, "same answer twice": 0.5,
    },
}  # fmt: skip

POINTS = {question: int(sum(checks.values())) for question, checks in CHECK_POINTS.items()}
MANUAL = {}

FORM = {
    "derivative": ("one number", "same answer twice"),
    "update": ("arguments unchanged", "same answer twice"),
    "descend": ("arguments unchanged", "same answer twice"),
    "gradient": ("shape", "arguments unchanged", "same answer twice"),
    "neuron_gradient": ("dw and db", "arguments unchanged", "same answer twice"),
    "updates_per_epoch": ("same answer twice",),
    "fit": ("w and b", "arguments unchanged", "same answer twice"),
    # One word, True or False, is right on one side of the border.
    "learning_rate": (
        "one number", "below the border", "above the border", "arguments unchanged", "same answer twice",
    ),
}  # fmt: skip

_INSPECT = {
    "derivative": inspect_derivative,
    "update": inspect_update,
    "descend": inspect_descend,
    "gradient": inspect_gradient,
    "neuron_gradient": inspect_neuron_gradient,
    "updates_per_epoch": inspect_updates_per_epoch,
    "fit": inspect_fit,
    "learning_rate": inspect_learning_rate,
}


def inspections(question, answers, seed=SEED):
    """What judges a question: functions without arguments, the first on public fixtures, the second on hidden ones."""
    inspect = _INSPECT[question]
    return [lambda: inspect(*answers), lambda: inspect(*answers, seed=seed)]


def _scored(question):
    return scored(question, inspections, CHECK_POINTS[question], FORM[question])


derivative = _scored("derivative")
update = _scored("update")
descend = _scored("descend")
gradient = _scored("gradient")
neuron_gradient = _scored("neuron_gradient")
updates_per_epoch = _scored("updates_per_epoch")
fit = _scored("fit")
learning_rate = _scored("learning_rate")
