"""The description of "Implementing Backpropagation".

Every question is judged on the public inputs and again on hidden ones of other numbers and shapes.
"""

from dlcourse import nn
from dlcourse.check.harness.networks import arrays, hidden_networks
from dlcourse.check.harness.substitutes import STAND_INS
from dlcourse.check.implementing_backpropagation.activations import inspect_activations
from dlcourse.check.implementing_backpropagation.backward import inspect_backward
from dlcourse.check.implementing_backpropagation.batches import inspect_mini_batches
from dlcourse.check.implementing_backpropagation.by_hand import KEYS, inspect_by_hand
from dlcourse.check.implementing_backpropagation.cost import inspect_cost
from dlcourse.check.implementing_backpropagation.forward import inspect_forward
from dlcourse.check.implementing_backpropagation.gradient_check import inspect_gradient_check
from dlcourse.check.implementing_backpropagation.parameters import inspect_initialization, inspect_update
from dlcourse.check.implementing_backpropagation.train import Training, inspect_train
from dlgrader.assignments.description import Assignment, Gradients, Question

HIDDEN_SIZES = ([3, 4, 2, 1], [2, 5, 3, 1], [3, 1])
HIDDEN_CASES = ((9, 4), (10, 5), (6, 1), (8, 8), (11, 10))


def _cost_of_cache(y, _parameters, cache, **_):
    """The cost of the output that a cache holds."""
    return nn.mse(cache[f"A{max(int(name[1:]) for name in cache)}"], y)


def _hidden_training(seed):
    return Training(seed=seed, m=9, layer_sizes=(3, 4, 2, 1), batch_size=2, secret=True)


ASSIGNMENT = Assignment(
    "implementing-backpropagation",
    (
        Question(
            "activations",
            {
                "sigmoid": 1.25, "tanh": 1, "relu": 1, "sigmoid_prime": 1.5, "tanh_prime": 1.5, "relu_prime": 1.25,
                "large z": 1, "any shape": 0.5, "arguments unchanged": 0.5, "same answer twice": 0.5,
            },
            public=inspect_activations,
            hidden=lambda *answers, seed: inspect_activations(*answers, fixtures=arrays(seed, secret=True)),
            form=("any shape", "arguments unchanged", "same answer twice"),
            defines=("sigmoid", "tanh", "relu", "sigmoid_prime", "tanh_prime", "relu_prime"),
            read_again=("03-activations", "Sigmoid"),
        ),
        Question(
            "initialization",
            {
                "keys and shapes": 1.5, "float64": 0.5, "random weights": 1, "uses rng": 1, "only rng": 0.5,
                "arguments unchanged": 0.5,
            },
            public=inspect_initialization,
            hidden=lambda answer, seed: inspect_initialization(answer, fixtures=HIDDEN_SIZES, seed=seed),
            form=("keys and shapes", "float64", "only rng", "arguments unchanged"),
            defines=("initialize_parameters",),
            read_again=("08-forward-pass", "Why they start at random"),
        ),
        Question(
            "forward",
            {
                "cache keys": 1, "shapes": 1.5, "values": 5, "every activation": 3, "any depth": 3,
                "arguments unchanged": 1, "same answer twice": 0.5,
            },
            public=inspect_forward,
            hidden=lambda answer, seed: inspect_forward(answer, fixtures=hidden_networks(seed)),
            form=("cache keys", "shapes", "arguments unchanged", "same answer twice"),
            read_again=("08-forward-pass", "All rows at once"),
        ),
        Question(
            "cost",
            {
                "one number": 0.5, "value": 2, "any batch size": 1.5, "arguments unchanged": 0.5,
                "same answer twice": 0.5,
            },
            public=inspect_cost,
            hidden=lambda answer, seed: inspect_cost(answer, fixtures=arrays(seed, secret=True)),
            form=("one number", "arguments unchanged", "same answer twice"),
            read_again=("09-cost", "The cost of all examples"),
        ),
        Question(
            "by_hand",
            dict.fromkeys(KEYS, 0.5),
            public=inspect_by_hand,
            defines=("answers",),
            read_again=("11-backpropagation", "The chain rule, with numbers"),
        ),
        Question(
            "backward",
            {
                "shapes": 2, "output layer": 6, "hidden layers": 6, "every activation": 4, "any depth": 3,
                "any batch size": 2, "arguments unchanged": 1, "same answer twice": 1,
            },
            public=inspect_backward,
            hidden=lambda answer, seed: inspect_backward(answer, fixtures=hidden_networks(seed)),
            form=("shapes", "arguments unchanged", "same answer twice"),
            read_again=("11-backpropagation", "All partial derivatives, as matrices"),
            # Numerical differences call them for every parameter.
            counted=("forward", "cost"),
            gradients=Gradients("backward", 1, nn.backward, _cost_of_cache),
        ),
        Question(
            "gradient_check",
            {
                "right gradients": 2, "wrong gradients": 2, "every entry": 1.5, "largest entry": 1,
                "central differences": 1.5, "epsilon": 1, "arguments unchanged": 1,
            },
            public=inspect_gradient_check,
            hidden=lambda answer, seed: inspect_gradient_check(answer, fixtures=hidden_networks(seed)),
            form=("right gradients", "central differences", "arguments unchanged"),
            read_again=("11-backpropagation", "Trust, and check"),
        ),
        Question(
            "update",
            {
                "new dictionary": 1, "weights": 1.5, "biases": 1.5, "any learning rate": 0.5,
                "same answer twice": 0.5,
            },
            public=inspect_update,
            hidden=lambda answer, seed: inspect_update(answer, fixtures=hidden_networks(seed)),
            form=("new dictionary", "same answer twice"),
            defines=("update_parameters",),
            read_again=("11-backpropagation", "Update weights and biases, then repeat"),
        ),
        Question(
            "mini_batches",
            {
                "shapes": 1, "all rows once": 1.25, "aligned": 1.25, "shuffled by rng": 0.75, "only rng": 0.25,
                "arguments unchanged": 0.5,
            },
            public=inspect_mini_batches,
            hidden=lambda answer, seed: inspect_mini_batches(answer, fixtures=HIDDEN_CASES, seed=seed),
            form=("shapes", "only rng", "arguments unchanged"),
            read_again=("10-gradient-descent", "Mini-batch gradient descent"),
        ),
        Question(
            "train",
            {
                "history": 1, "falling cost": 1.25, "history is the cost": 1.25, "every row used": 1,
                "new order": 0.5, "batch size": 1.25, "max_epochs": 1, "tolerance": 1.5, "activations": 0.75,
                "arguments unchanged": 0.5,
            },
            public=inspect_train,
            hidden=lambda answer, seed: inspect_train(answer, fixtures=_hidden_training(seed)),
            form=("history", "max_epochs", "tolerance", "activations", "arguments unchanged"),
            read_again=("12-recap", "Recap: the loop in one picture"),
        ),
    ),
    seed=20_417,
    stand_ins=STAND_INS,
)  # fmt: skip

__getattr__ = ASSIGNMENT.scored  # a test cell calls a question: ``check.NAME(...)``
