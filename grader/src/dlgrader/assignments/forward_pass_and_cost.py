"""The description of "Forward Pass and Cost"."""

from functools import partial

from dlcourse.check.forward_pass_and_cost.cost import inspect_cost, inspect_slopes
from dlcourse.check.forward_pass_and_cost.forward import inspect_forward_all, inspect_forward_row
from dlcourse.check.forward_pass_and_cost.index import inspect_count, inspect_edges, inspect_shapes
from dlcourse.check.forward_pass_and_cost.xor import inspect_xor
from dlgrader.assignments.description import Assignment, Question


def _secret(inspect):
    """The same inspection on inputs that are never shown."""
    return partial(inspect, secret=True)


# `xor` has four rows and no others, so no hidden inputs.
ASSIGNMENT = Assignment(
    "forward-pass-and-cost",
    (
        Question(
            "edges",
            {
                "ends of an edge": 4, "weight on an edge": 4, "weights into a neuron": 3, "arguments unchanged": 0.5,
                "same answer twice": 0.5,
            },
            public=inspect_edges,
            hidden=_secret(inspect_edges),
            form=("arguments unchanged", "same answer twice"),
            defines=("ends_of", "weight_on", "weights_into"),
            read_again=("08-forward-pass", "Weights and their three indices"),
        ),
        Question(
            "shapes",
            {
                "weights": 2.5, "biases": 2, "Z and A": 2.5, "arguments unchanged": 0.5, "same answer twice": 0.5,
            },
            public=inspect_shapes,
            hidden=_secret(inspect_shapes),
            form=("arguments unchanged", "same answer twice"),
            read_again=("08-forward-pass", "All rows at once"),
        ),
        Question(
            "count",
            {
                "a small network": 3, "other networks": 4, "arguments unchanged": 0.5, "same answer twice": 0.5,
            },
            public=inspect_count,
            hidden=_secret(inspect_count),
            form=("arguments unchanged", "same answer twice"),
            defines=("count_parameters",),
            read_again=("08-forward-pass", "The network: layers, and one activation per layer"),
        ),
        Question(
            "forward_row",
            {
                "shape": 1, "one neuron": 3, "one layer": 3, "2-3-2-1": 5, "any depth": 3,
                "arguments unchanged": 0.5, "same answer twice": 0.5,
            },
            public=inspect_forward_row,
            hidden=_secret(inspect_forward_row),
            form=("shape", "arguments unchanged", "same answer twice"),
            read_again=("08-forward-pass", "One layer at once"),
        ),
        Question(
            "forward_all",
            {
                "shape": 1, "2-3-2-1": 5, "any number of rows": 3, "any depth": 3, "no loop over the rows": 5,
                "arguments unchanged": 0.5, "same answer twice": 0.5,
            },
            public=inspect_forward_all,
            hidden=_secret(inspect_forward_all),
            form=("shape", "arguments unchanged", "same answer twice"),
            read_again=("08-forward-pass", "All rows at once"),
        ),
        Question(
            "cost",
            {
                "one number": 1, "mse": 4, "cross_entropy": 5, "any number of rows": 2, "sure and wrong": 1,
                "arguments unchanged": 0.5, "same answer twice": 0.5,
            },
            public=inspect_cost,
            hidden=_secret(inspect_cost),
            form=("one number", "arguments unchanged", "same answer twice"),
            defines=("mse", "cross_entropy"),
            read_again=("09-cost", "The cost of all examples"),
        ),
        Question(
            "slopes",
            {
                "shape": 1, "mse_slope": 4.5, "cross_entropy_slope": 5.5, "any number of rows": 2,
                "arguments unchanged": 0.5, "same answer twice": 0.5,
            },
            public=inspect_slopes,
            hidden=_secret(inspect_slopes),
            form=("shape", "arguments unchanged", "same answer twice"),
            defines=("mse_slope", "cross_entropy_slope"),
            read_again=("09-cost", "The slope of the cost"),
        ),
        Question(
            "xor",
            {"shapes": 1.5, "right side of 0.5": 5.5, "clear answers": 3},
            public=inspect_xor,
            form=("shapes",),
            read_again=("05-feed-forward-networks", "A hidden layer: what its neurons compute"),
        ),
    ),
    seed=20_418,
)  # fmt: skip

__getattr__ = ASSIGNMENT.scored  # a test cell calls a question: ``check.NAME(...)``
