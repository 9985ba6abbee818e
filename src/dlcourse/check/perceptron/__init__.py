"""Checks of the assignment "Perceptron": one call per question, as in :mod:`dlcourse.check`."""

from dlcourse.check.harness.common import public_check
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls
from dlcourse.check.perceptron.iris import inspect_train_and_test
from dlcourse.check.perceptron.measure import inspect_accuracy
from dlcourse.check.perceptron.neuron import inspect_gates, inspect_predict, inspect_step, inspect_weighted_sum
from dlcourse.check.perceptron.training import inspect_learn, inspect_train

CHECKS = {
    "weighted_sum": ["one number", "two inputs", "any number of inputs", "arguments unchanged", "same answer twice"],
    "step": ["at zero", "values", "shape", "arguments unchanged", "same answer twice"],
    "gates": ["AND", "OR", "NAND"],
    "predict": ["shape", "two inputs", "other sizes", "on the line", "arguments unchanged", "same answer twice"],
    "learn": [
        "w and b", "says 0, 1 is wanted", "says 1, 0 is wanted", "right already", "on the line", "arguments unchanged",
        "same answer twice",
    ],
    "train": [
        "w and b", "AND, OR, NAND", "other data", "XOR", "max_epochs", "learning rate", "arguments unchanged",
        "same answer twice",
    ],
    "accuracy": ["one number", "share of right rows", "any number of rows", "arguments unchanged", "same answer twice"],
    "train_and_test": [
        "two numbers", "setosa and versicolor", "versicolor and virginica", "max_epochs", "arguments unchanged",
        "same answer twice",
    ],
}  # fmt: skip

weighted_sum = public_check("weighted_sum", inspect_weighted_sum)
step = public_check("step", inspect_step)
gates = public_check("gates", inspect_gates)
predict = public_check("predict", inspect_predict)
learn = public_check("learn", inspect_learn)
train = public_check("train", inspect_train)
accuracy = public_check("accuracy", inspect_accuracy)
train_and_test = public_check("train_and_test", inspect_train_and_test)
