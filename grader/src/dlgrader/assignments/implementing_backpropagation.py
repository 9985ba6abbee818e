"""The scored form of ``dlcourse.check``: the same ten calls and words, each returning points.

Every question is judged on the public fixtures and again on hidden ones of other numbers and shapes.
``QUESTIONS``, ``CHECK_POINTS``, ``FORM``, ``POINTS``, ``MANUAL`` and ``inspections`` are what every assignment's module
has.
"""

from dlcourse import nn
from dlcourse.check.harness.networks import arrays, hidden_networks
from dlcourse.check.harness.substitutes import STAND_INS  # noqa: F401  the judge takes them from here
from dlcourse.check.implementing_backpropagation.activations import inspect_activations
from dlcourse.check.implementing_backpropagation.backward import inspect_backward
from dlcourse.check.implementing_backpropagation.batches import inspect_mini_batches
from dlcourse.check.implementing_backpropagation.by_hand import KEYS, inspect_by_hand
from dlcourse.check.implementing_backpropagation.cost import inspect_cost
from dlcourse.check.implementing_backpropagation.forward import inspect_forward
from dlcourse.check.implementing_backpropagation.gradient_check import inspect_gradient_check
from dlcourse.check.implementing_backpropagation.parameters import inspect_initialization, inspect_update
from dlcourse.check.implementing_backpropagation.train import Training, inspect_train
from dlgrader.assignments.scoring import scored

SEED = 20_417
HIDDEN_SIZES = ([3, 4, 2, 1], [2, 5, 3, 1], [3, 1])
HIDDEN_CASES = ((9, 4), (10, 5), (6, 1), (8, 8), (11, 10))

# The questions in the assignment's order, and the names that each solution cell defines.
QUESTIONS = {
    "activations": ("sigmoid", "tanh", "relu", "sigmoid_prime", "tanh_prime", "relu_prime"),
    "initialization": ("initialize_parameters",),
    "forward": ("forward",),
    "cost": ("cost",),
    "by_hand": ("answers",),
    "backward": ("backward",),
    "gradient_check": ("gradient_check",),
    "update": ("update_parameters",),
    "mini_batches": ("mini_batches",),
    "train": ("train",),
}

# Whose calls are counted while a question's function runs: numerical differences call them for every parameter.
COUNTED = {"backward": ("forward", "cost")}

# Questions whose gradients must come from the chain rule: the function, the place of its parameters, the right
# gradients, and the cost that they are of.
GRADIENTS = {
    "backward": ("backward", 1, nn.backward, lambda y, parameters, cache, **_: nn.mse(_last(cache), y)),
}


def _last(cache):
    """The output that a cache holds."""
    return cache[f"A{max(int(name[1:]) for name in cache)}"]


# Points of each check; per question they sum to the points of its test cell, all together to 100.
CHECK_POINTS = {
    "activations": {
        "sigmoid": 1.25, "tanh": 1, "relu": 1, "sigmoid_prime": 1.5, "tanh_prime": 1.5, "relu_prime": 1.25,
        "large z": 1, "any shape": 0.5, "arguments unchanged": 0.5, "same answer twice": 0.5,
    },
    "initialization": {
        "keys and shapes": 1.5, "float64": 0.5, "random weights": 1, "uses rng": 1, "only rng": 0.5,
        "arguments unchanged": 0.5,
    },
    "forward": {
        "cache keys": 1, "shapes": 1.5, "values": 5, "every activation": 3, "any depth": 3, "arguments unchanged": 1,
        "same answer twice": 0.5,
    },
    "cost": {
        "one number": 0.5, "value": 2, "any batch size": 1.5, "arguments unchanged": 0.5, "same answer twice": 0.5,
    },
    "by_hand": dict.fromkeys(KEYS, 0.5),
    "backward": {
        "shapes": 2, "output layer": 6, "hidden layers": 6, "every activation": 4, "any depth": 3, "any batch size": 2,
        "arguments unchanged": 1, "same answer twice": 1,
    },
    "gradient_check": {
        "right gradients": 2, "wrong gradients": 2, "every entry": 1.5, "largest entry": 1, "central differences": 1.5,
        "epsilon": 1, "arguments unchanged": 1,
    },
    "update": {
        "new dictionary": 1, "weights": 1.5, "biases": 1.5, "any learning rate": 0.5, "same answer twice": 0.5,
    },
    "mini_batches": {
        "shapes": 1, "all rows once": 1.25, "aligned": 1.25, "shuffled by rng": 0.75, "only rng": 0.25,
        "arguments unchanged": 0.5,
    },
    "train": {
        "history": 1, "falling cost": 1.25, "history is the cost": 1.25, "every row used": 1, "new order": 0.5,
        "batch size": 1.25, "max_epochs": 1, "tolerance": 1.5, "activations": 0.75, "arguments unchanged": 0.5,
    },
}  # fmt: skip

POINTS = {question: int(sum(checks.values())) for question, checks in CHECK_POINTS.items()}

# Points of the questions that a person grades; there are none here.
MANUAL = {}

# Checks of form, which count only beside one of substance (see ``scoring``).
FORM = {
    "activations": ("any shape", "arguments unchanged", "same answer twice"),
    "initialization": ("keys and shapes", "float64", "only rng", "arguments unchanged"),
    "forward": ("cache keys", "shapes", "arguments unchanged", "same answer twice"),
    "cost": ("one number", "arguments unchanged", "same answer twice"),
    "by_hand": (),
    "backward": ("shapes", "arguments unchanged", "same answer twice"),
    "gradient_check": ("right gradients", "central differences", "arguments unchanged"),
    "update": ("new dictionary", "same answer twice"),
    "mini_batches": ("shapes", "only rng", "arguments unchanged"),
    "train": ("history", "max_epochs", "tolerance", "activations", "arguments unchanged"),
}


def inspections(question, answers, seed=SEED):
    """What judges a question: functions without arguments, each giving a Report with the same checks.

    The first uses the public fixtures, the second hidden ones made from ``seed``. ``answers`` are the objects that
    ``QUESTIONS[question]`` names, in that order.
    """
    inspect, hidden = {
        "activations": (inspect_activations, lambda: {"fixtures": arrays(seed, secret=True)}),
        "initialization": (inspect_initialization, lambda: {"fixtures": HIDDEN_SIZES, "seed": seed}),
        "forward": (inspect_forward, lambda: {"fixtures": hidden_networks(seed)}),
        "cost": (inspect_cost, lambda: {"fixtures": arrays(seed, secret=True)}),
        "by_hand": (inspect_by_hand, None),
        "backward": (inspect_backward, lambda: {"fixtures": hidden_networks(seed)}),
        "gradient_check": (inspect_gradient_check, lambda: {"fixtures": hidden_networks(seed)}),
        "update": (inspect_update, lambda: {"fixtures": hidden_networks(seed)}),
        "mini_batches": (inspect_mini_batches, lambda: {"fixtures": HIDDEN_CASES, "seed": seed}),
        "train": (inspect_train, lambda: {"fixtures": _hidden_training(seed)}),
    }[question]
    public = [lambda: inspect(*answers)]
    return public if hidden is None else [*public, lambda: inspect(*answers, **hidden())]


def _hidden_training(seed):
    return Training(seed=seed, m=9, layer_sizes=(3, 4, 2, 1), batch_size=2, secret=True)


def _scored(question):
    return scored(question, inspections, CHECK_POINTS[question], FORM[question])


activations = _scored("activations")
initialization = _scored("initialization")
forward = _scored("forward")
cost = _scored("cost")
by_hand = _scored("by_hand")
backward = _scored("backward")
gradient_check = _scored("gradient_check")
update = _scored("update")
mini_batches = _scored("mini_batches")
train = _scored("train")
