"""The description of "Perceptron"."""

from dlcourse.check.perceptron import formulas
from dlcourse.check.perceptron.iris import inspect_train_and_test
from dlcourse.check.perceptron.measure import inspect_accuracy
from dlcourse.check.perceptron.neuron import inspect_gates, inspect_predict, inspect_step, inspect_weighted_sum
from dlcourse.check.perceptron.training import inspect_learn, inspect_train
from dlgrader.assignments.description import Assignment, Question

# Of form: what leaves everything as it was is right on a row that is right already, and (1.0, 1.0) without any training
# is right on the flowers that a line separates.
ASSIGNMENT = Assignment(
    "perceptron",
    (
        Question(
            "weighted_sum",
            {
                "one number": 1, "two inputs": 4, "any number of inputs": 3, "arguments unchanged": 1,
                "same answer twice": 1,
            },
            public=inspect_weighted_sum,
            hidden=inspect_weighted_sum,
            form=("one number", "arguments unchanged", "same answer twice"),
            read_again=("02-neurons", "The first part: the weighted sum"),
        ),
        Question(
            "step",
            {"at zero": 3, "values": 4, "shape": 1, "arguments unchanged": 1, "same answer twice": 1},
            public=inspect_step,
            hidden=inspect_step,
            form=("shape", "arguments unchanged", "same answer twice"),
            read_again=("04-perceptron", "Its activation: the binary step"),
        ),
        Question(
            "gates",
            {"AND": 5, "OR": 5, "NAND": 5},
            public=inspect_gates,
            read_again=("04-perceptron", "Which classes: linearly separable ones"),
        ),
        Question(
            "predict",
            {
                "shape": 2, "two inputs": 4, "other sizes": 3, "on the line": 3, "arguments unchanged": 2,
                "same answer twice": 1,
            },
            public=inspect_predict,
            hidden=inspect_predict,
            form=("shape", "arguments unchanged", "same answer twice"),
            read_again=("04-perceptron", "Its activation: the binary step"),
        ),
        Question(
            "learn",
            {
                "w and b": 1, "says 0, 1 is wanted": 3, "says 1, 0 is wanted": 3, "right already": 3,
                "on the line": 2, "arguments unchanged": 2, "same answer twice": 1,
            },
            public=inspect_learn,
            hidden=inspect_learn,
            form=("w and b", "right already", "arguments unchanged", "same answer twice"),
            read_again=("04-perceptron", "The parameters, and the rule that learns them"),
        ),
        Question(
            "train",
            {
                "w and b": 1, "AND, OR, NAND": 5, "other data": 3, "XOR": 4, "max_epochs": 3, "learning rate": 2,
                "arguments unchanged": 1, "same answer twice": 1,
            },
            public=inspect_train,
            hidden=inspect_train,
            form=("w and b", "arguments unchanged", "same answer twice"),
            read_again=("04-perceptron", "The parameters, and the rule that learns them"),
        ),
        Question(
            "accuracy",
            {
                "one number": 0.5, "share of right rows": 2, "any number of rows": 1.5, "arguments unchanged": 0.5,
                "same answer twice": 0.5,
            },
            public=inspect_accuracy,
            hidden=inspect_accuracy,
            form=("one number", "arguments unchanged", "same answer twice"),
            read_again=("07-first-network", "Evaluate"),
        ),
        Question(
            "train_and_test",
            {
                "two numbers": 0.5, "setosa and versicolor": 2.5, "versicolor and virginica": 4, "max_epochs": 2,
                "arguments unchanged": 0.5, "same answer twice": 0.5,
            },
            public=inspect_train_and_test,
            hidden=inspect_train_and_test,
            form=("two numbers", "setosa and versicolor", "arguments unchanged", "same answer twice"),
            read_again=("07-first-network", "Split: keep some rows for later"),
        ),
    ),
    seed=31_958,
    stand_ins=formulas.STAND_INS,
    data=("iris",),
)  # fmt: skip

__getattr__ = ASSIGNMENT.scored  # a test cell calls a question: ``check.NAME(...)``
