"""Checks of the assignment "Implementing Backpropagation".

One call per question, ``check.forward(forward)``, shows a table of what was tried and ends in an AssertionError that
says in one line what to look at. Nothing here compares with another answer of yours: each check feeds its own
arrays, made by ``dlcourse.nn``. Where your function calls another of yours that is still wrong, it
is tried a second time with a correct one in its place, and the better result counts.
"""

from dlcourse.check.harness.common import public_check
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls
from dlcourse.check.implementing_backpropagation.activations import inspect_activations
from dlcourse.check.implementing_backpropagation.backward import inspect_backward
from dlcourse.check.implementing_backpropagation.batches import inspect_mini_batches
from dlcourse.check.implementing_backpropagation.by_hand import inspect_by_hand
from dlcourse.check.implementing_backpropagation.cost import inspect_cost
from dlcourse.check.implementing_backpropagation.forward import inspect_forward
from dlcourse.check.implementing_backpropagation.gradient_check import inspect_gradient_check
from dlcourse.check.implementing_backpropagation.parameters import inspect_initialization, inspect_update
from dlcourse.check.implementing_backpropagation.train import inspect_train

CHECKS = {
    "activations": [
        "sigmoid", "tanh", "relu", "sigmoid_prime", "tanh_prime", "relu_prime",
        "large z", "any shape", "arguments unchanged", "same answer twice",
    ],
    "initialization": ["keys and shapes", "float64", "random weights", "uses rng", "only rng", "arguments unchanged"],
    "forward": [
        "cache keys", "shapes", "values", "every activation", "any depth", "arguments unchanged", "same answer twice",
    ],
    "cost": ["one number", "value", "any batch size", "arguments unchanged", "same answer twice"],
    "by_hand": [
        "z1_0", "z1_1", "a1_0", "a1_1", "z2", "a2", "cost", "dA2", "dZ2", "dW2_00", "dW2_01", "db2",
        "dZ1_0", "dZ1_1", "dW1_00", "dW1_01", "dW1_10", "dW1_11", "db1_0", "db1_1",
    ],
    "backward": [
        "shapes", "output layer", "hidden layers", "every activation", "any depth", "any batch size",
        "arguments unchanged", "same answer twice",
    ],
    "gradient_check": [
        "right gradients", "wrong gradients", "every entry", "largest entry", "central differences", "epsilon",
        "arguments unchanged",
    ],
    "update": ["new dictionary", "weights", "biases", "any learning rate", "same answer twice"],
    "mini_batches": [
        "shapes", "all rows once", "aligned", "shuffled by rng", "only rng", "arguments unchanged",
    ],
    "train": [
        "history", "falling cost", "history is the cost", "every row used", "new order", "batch size", "max_epochs",
        "tolerance", "activations", "arguments unchanged",
    ],
}  # fmt: skip


activations = public_check("activations", inspect_activations)
initialization = public_check("initialization", inspect_initialization)
forward = public_check("forward", inspect_forward)
cost = public_check("cost", inspect_cost)
by_hand = public_check("by_hand", inspect_by_hand)
backward = public_check("backward", inspect_backward)
gradient_check = public_check("gradient_check", inspect_gradient_check)
update = public_check("update", inspect_update)
mini_batches = public_check("mini_batches", inspect_mini_batches)
train = public_check("train", inspect_train)
