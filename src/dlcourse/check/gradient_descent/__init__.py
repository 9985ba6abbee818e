"""Checks of the assignment "Gradient Descent": one call per question, as in :mod:`dlcourse.check`."""

from dlcourse.check.gradient_descent.loops import inspect_descend
from dlcourse.check.gradient_descent.neuron import inspect_fit, inspect_neuron_gradient, inspect_updates_per_epoch
from dlcourse.check.gradient_descent.rates import inspect_learning_rate
from dlcourse.check.gradient_descent.slopes import inspect_derivative, inspect_gradient, inspect_update
from dlcourse.check.harness.common import public_check
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls

CHECKS = {
    "derivative": ["one number", "polynomials", "other functions", "central differences", "same answer twice"],
    "update": ["numbers", "arrays", "whole numbers", "arguments unchanged", "same answer twice"],
    "descend": ["max_steps", "tolerance", "two variables", "arguments unchanged", "same answer twice"],
    "gradient": [
        "shape", "two variables", "other sizes", "whole numbers", "central differences", "arguments unchanged",
        "same answer twice",
    ],
    "neuron_gradient": [
        "dw and db", "one input", "more inputs", "one row", "arguments unchanged", "same answer twice",
    ],
    "updates_per_epoch": ["it divides", "a short last batch", "same answer twice"],
    "fit": [
        "w and b", "batch", "mini-batch", "stochastic", "short last batch", "arguments unchanged", "same answer twice",
    ],
    "learning_rate": [
        "one number", "one weight", "several weights", "below the border", "above the border", "steep and flat",
        "arguments unchanged", "same answer twice",
    ],
}  # fmt: skip

derivative = public_check("derivative", inspect_derivative)
update = public_check("update", inspect_update)
descend = public_check("descend", inspect_descend)
gradient = public_check("gradient", inspect_gradient)
neuron_gradient = public_check("neuron_gradient", inspect_neuron_gradient)
updates_per_epoch = public_check("updates_per_epoch", inspect_updates_per_epoch)
fit = public_check("fit", inspect_fit)
learning_rate = public_check("learning_rate", inspect_learning_rate)
