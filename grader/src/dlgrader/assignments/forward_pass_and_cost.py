"""The scored form of ``dlcourse.check.forward_pass_and_cost``: the same calls and words, each returning points."""

from dlcourse.check.forward_pass_and_cost.cost import inspect_cost, inspect_slopes
from dlcourse.check.forward_pass_and_cost.forward import inspect_forward_all, inspect_forward_row
from dlcourse.check.forward_pass_and_cost.index import inspect_count, inspect_edges, inspect_shapes
from dlcourse.check.forward_pass_and_cost.xor import inspect_xor
from dlgrader.assignments.scoring import scored

SEED = 20_418

# The questions in the assignment's order, and the names that each solution cell defines.
QUESTIONS = {
    "edges": ("ends_of", "weight_on", "weights_into"),
    "shapes": ("shapes",),
    "count": ("count_parameters",),
    "forward_row": ("forward_row",),
    "forward_all": ("forward_all",),
    "cost": ("mse", "cross_entropy"),
    "slopes": ("mse_slope", "cross_entropy_slope"),
    "xor": ("xor",),
}

# Points of each check; per question they sum to the points of its test cell, all together to 100.
CHECK_POINTS = {
    "edges": {
        "ends of an edge": 4, "weight on an edge": 4, "weights into a neuron": 3, "arguments unchanged": 0.5,
        "same answer twice": 0.5,
    },
    "shapes": {
        "weights": 2.5, "biases": 2, "Z and A": 2.5, "arguments unchanged": 0.5, "same answer twice": 0.5,
    },
    "count": {"a small network": 3, "other networks": 4, "arguments unchanged": 0.5, "same answer twice": 0.5},
    "forward_row": {
        "shape": 1, "one neuron": 3, "one layer": 3, "2-3-2-1": 5, "any depth": 3, "arguments unchanged": 0.5,
        "same answer twice": 0.5,
    },
    "forward_all": {
        "shape": 1, "2-3-2-1": 5, "any number of rows": 3, "any depth": 3, "no loop over the rows": 5,
        "arguments unchanged": 0.5, "same answer twice": 0.5,
    },
    "cost": {
        "one number": 1, "mse": 4, "cross_entropy": 5, "any number of rows": 2, "sure and wrong": 1,
        "arguments unchanged": 0.5, "same answer twice": 0.5,
    },
    "slopes": {
        "shape": 1, "mse_slope": 4.5, "cross_entropy_slope": 5.5, "any number of rows": 2, "arguments unchanged": 0.5,
        "same answer twice": 0.5,
    },
    "xor": {"shapes": 1.5, "right side of 0.5": 5.5, "clear answers": 3},
}  # fmt: skip

POINTS = {question: int(sum(checks.values())) for question, checks in CHECK_POINTS.items()}

# Points of the questions that a person grades; there are none here.
MANUAL = {}

# Checks of form, which count only beside one of substance (see ``scoring``).
FORM = {
    "edges": ("arguments unchanged", "same answer twice"),
    "shapes": ("arguments unchanged", "same answer twice"),
    "count": ("arguments unchanged", "same answer twice"),
    "forward_row": ("shape", "arguments unchanged", "same answer twice"),
    "forward_all": ("shape", "arguments unchanged", "same answer twice"),
    "cost": ("one number", "arguments unchanged", "same answer twice"),
    "slopes": ("shape", "arguments unchanged", "same answer twice"),
    "xor": ("shapes",),
}

_INSPECT = {
    "edges": inspect_edges,
    "shapes": inspect_shapes,
    "count": inspect_count,
    "forward_row": inspect_forward_row,
    "forward_all": inspect_forward_all,
    "cost": inspect_cost,
    "slopes": inspect_slopes,
}


def inspections(question, answers, seed=SEED):
    """What judges a question: functions without arguments, each giving a Report with the same checks.

    The first uses the public inputs, the second hidden ones made from ``seed``. ``xor`` has four rows and no others.
    """
    if question == "xor":
        return [lambda: inspect_xor(*answers)]
    inspect = _INSPECT[question]
    return [lambda: inspect(*answers), lambda: inspect(*answers, seed=seed, secret=True)]


def _scored(question):
    return scored(question, inspections, CHECK_POINTS[question], FORM[question])


edges = _scored("edges")
shapes = _scored("shapes")
count = _scored("count")
forward_row = _scored("forward_row")
forward_all = _scored("forward_all")
cost = _scored("cost")
slopes = _scored("slopes")
xor = _scored("xor")
