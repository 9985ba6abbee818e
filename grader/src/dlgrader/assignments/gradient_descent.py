"""The description of "Gradient Descent"."""

from dlcourse.check.gradient_descent import formulas
from dlcourse.check.gradient_descent.loops import inspect_descend
from dlcourse.check.gradient_descent.neuron import inspect_fit, inspect_neuron_gradient, inspect_updates_per_epoch
from dlcourse.check.gradient_descent.rates import inspect_learning_rate
from dlcourse.check.gradient_descent.slopes import inspect_derivative, inspect_gradient, inspect_update
from dlgrader.assignments.description import Assignment, Question

# Of form in the last question: one word, True or False, is right on one side of the border.
ASSIGNMENT = Assignment(
    "gradient-descent",
    (
        Question(
            "derivative",
            {
                "one number": 1, "polynomials": 5, "other functions": 3, "central differences": 5,
                "same answer twice": 1,
            },
            public=inspect_derivative,
            hidden=inspect_derivative,
            form=("one number", "same answer twice"),
            read_again=("10-gradient-descent", "Which way is down?"),
        ),
        Question(
            "update",
            {
                "numbers": 3, "arrays": 3, "whole numbers": 1.5, "arguments unchanged": 1.5, "same answer twice": 1,
            },
            public=inspect_update,
            hidden=inspect_update,
            form=("arguments unchanged", "same answer twice"),
            read_again=("10-gradient-descent", "The algorithm"),
        ),
        Question(
            "descend",
            {
                "max_steps": 6, "tolerance": 7, "two variables": 4, "arguments unchanged": 2, "same answer twice": 1,
            },
            public=inspect_descend,
            hidden=inspect_descend,
            form=("arguments unchanged", "same answer twice"),
            read_again=("10-gradient-descent", "When to stop"),
        ),
        Question(
            "gradient",
            {
                "shape": 1, "two variables": 5, "other sizes": 2, "whole numbers": 2, "central differences": 2,
                "arguments unchanged": 2, "same answer twice": 1,
            },
            public=inspect_gradient,
            hidden=inspect_gradient,
            form=("shape", "arguments unchanged", "same answer twice"),
            read_again=("10-gradient-descent", "Two weights: a surface"),
        ),
        Question(
            "neuron_gradient",
            {
                "dw and db": 1, "one input": 3, "more inputs": 3, "one row": 1, "arguments unchanged": 1,
                "same answer twice": 1,
            },
            public=inspect_neuron_gradient,
            hidden=inspect_neuron_gradient,
            form=("dw and db", "arguments unchanged", "same answer twice"),
            read_again=("09-cost", "The slope of the cost"),
        ),
        Question(
            "updates_per_epoch",
            {"it divides": 2, "a short last batch": 2.5, "same answer twice": 0.5},
            public=inspect_updates_per_epoch,
            hidden=inspect_updates_per_epoch,
            form=("same answer twice",),
            read_again=("10-gradient-descent", "Updates per epoch"),
        ),
        Question(
            "fit",
            {
                "w and b": 1, "batch": 3, "mini-batch": 4, "stochastic": 3, "short last batch": 2,
                "arguments unchanged": 1, "same answer twice": 1,
            },
            public=inspect_fit,
            hidden=inspect_fit,
            form=("w and b", "arguments unchanged", "same answer twice"),
            read_again=("10-gradient-descent", "Mini-batch gradient descent"),
        ),
        Question(
            "learning_rate",
            {
                "one number": 0.5, "one weight": 1.5, "several weights": 2, "below the border": 2,
                "above the border": 2, "steep and flat": 1, "arguments unchanged": 0.5, "same answer twice": 0.5,
            },
            public=inspect_learning_rate,
            hidden=inspect_learning_rate,
            form=("one number", "below the border", "above the border", "arguments unchanged", "same answer twice"),
            defines=("largest_learning_rate", "goes_down"),
            read_again=("10-gradient-descent", "Too small, good, too large"),
        ),
    ),
    seed=27_182,
    stand_ins=formulas.STAND_INS,
    data=("iris",),
)  # fmt: skip

__getattr__ = ASSIGNMENT.scored  # a test cell calls a question: ``check.NAME(...)``
