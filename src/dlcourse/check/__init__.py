"""Checks of the assignment "Implementing Backpropagation".

One call per question, ``check.forward(forward)``, shows a table of what was tried and ends in an AssertionError that
says in one line what to look at. Nothing here compares with another answer of yours: each check feeds its own
arrays, made by ``dlcourse.nn``. Where your function calls another of yours that is still wrong, it
is tried a second time with a correct one in its place, and the better result counts.
"""

from dlcourse.check.activations import inspect_activations
from dlcourse.check.backward import inspect_backward
from dlcourse.check.batches import inspect_mini_batches
from dlcourse.check.battery import guarded
from dlcourse.check.by_hand import inspect_by_hand
from dlcourse.check.cost import inspect_cost
from dlcourse.check.forward import inspect_forward
from dlcourse.check.gradient_check import inspect_gradient_check
from dlcourse.check.parameters import inspect_initialization, inspect_update
from dlcourse.check.report import conclude
from dlcourse.check.train import inspect_train

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
    "update": ["new dictionary", "weights", "biases", "any learning rate", "integer weights", "same answer twice"],
    "mini_batches": [
        "shapes", "all rows once", "aligned", "shuffled by rng", "only rng", "arguments unchanged",
    ],
    "train": [
        "history", "falling cost", "history is the cost", "every row used", "new order", "batch size", "max_epochs",
        "tolerance", "activations", "arguments unchanged",
    ],
}  # fmt: skip


def _try(question, inspect, *answers):
    __tracebackhide__ = True
    conclude(guarded(question, inspect, *answers))


def activations(sigmoid, tanh, relu, sigmoid_prime, tanh_prime, relu_prime):
    """Values for z of any shape, z = +-1000, arguments unchanged, the same answer twice."""
    __tracebackhide__ = True
    _try("activations", inspect_activations, sigmoid, tanh, relu, sigmoid_prime, tanh_prime, relu_prime)


def initialization(initialize_parameters):
    """Keys and shapes, float64, different neurons, randomness from ``rng`` and nothing else."""
    __tracebackhide__ = True
    _try("initialization", inspect_initialization, initialize_parameters)


def forward(forward):
    """The cache's keys, shapes and values, for every activation, depth 1 to 4, m = 5, 7 and 1."""
    __tracebackhide__ = True
    _try("forward", inspect_forward, forward)


def cost(cost):
    """One real number, (1/m) times the sum of the squared errors."""
    __tracebackhide__ = True
    _try("cost", inspect_cost, cost)


def by_hand(answers):
    """The numbers worked on paper, in order of dependence, each judged from your own earlier ones."""
    __tracebackhide__ = True
    _try("by_hand", inspect_by_hand, answers)


def backward(backward):
    """Shapes and values of all gradients, for every activation, depth 1 to 4, m = 5, 7 and 1."""
    __tracebackhide__ = True
    _try("backward", inspect_backward, backward)


def gradient_check(gradient_check):
    """Small for right gradients, the formula's value for wrong ones, every entry, ``epsilon``, nothing changed."""
    __tracebackhide__ = True
    _try("gradient_check", inspect_gradient_check, gradient_check)


def update(update_parameters):
    """A new dictionary, weights and biases one step downhill, whole numbers too."""
    __tracebackhide__ = True
    _try("update", inspect_update, update_parameters)


def mini_batches(mini_batches):
    """All rows once, X and y together, in an order drawn from ``rng``."""
    __tracebackhide__ = True
    _try("mini_batches", inspect_mini_batches, mini_batches)


def train(train):
    """A falling cost, a history that is the cost, every row used, both stopping rules."""
    __tracebackhide__ = True
    _try("train", inspect_train, train)
