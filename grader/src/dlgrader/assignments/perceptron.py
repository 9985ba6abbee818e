"""The scored form of ``dlcourse.check.perceptron``: the same calls and words, each returning points."""

from dlcourse.check.perceptron import formulas
from dlcourse.check.perceptron.iris import inspect_train_and_test
from dlcourse.check.perceptron.measure import inspect_accuracy
from dlcourse.check.perceptron.neuron import inspect_gates, inspect_predict, inspect_step, inspect_weighted_sum
from dlcourse.check.perceptron.training import inspect_learn, inspect_train
from dlgrader.assignments.scoring import scored

SEED = 31_958
STAND_INS = formulas.STAND_INS
DATA = ("iris",)

QUESTIONS = {
    "weighted_sum": ("weighted_sum",),
    "step": ("step",),
    "gates": ("gates",),
    "predict": ("predict",),
    "learn": ("learn",),
    "train": ("train",),
    "accuracy": ("accuracy",),
    "train_and_test": ("train_and_test",),
}

CHECK_POINTS = {
    "weighted_sum": {
        "one number": 1, "two inputs": 4, "any number of inputs": 3, "arguments unchanged": 1, "same answer twice": 1,
    },
    "step": {"at zero": 3, "values": 4, "shape": 1, "arguments unchanged": 1, "same answer twice": 1},
    "gates": {"AND": 5, "OR": 5, "NAND": 5},
    "predict": {
        "shape": 2, "two inputs": 4, "other sizes": 3, "on the line": 3, "arguments unchanged": 2,
        "same answer twice": 1,
    },
    "learn": {
        "w and b": 1, "says 0, 1 is wanted": 3, "says 1, 0 is wanted": 3, "right already": 3, "on the line": 2,
        "arguments unchanged": 2, "same answer twice": 1,
    },
    "train": {
        "w and b": 1, "AND, OR, NAND": 5, "other data": 3, "XOR": 4, "max_epochs": 3, "learning rate": 2,
        "arguments unchanged": 1, "same answer twice": 1,
    },
    "accuracy": {
        "one number": 0.5, "share of right rows": 2, "any number of rows": 1.5, "arguments unchanged": 0.5,
        "same answer twice": 0.5,
    },
    "train_and_test": {
        "two numbers": 0.5, "setosa and versicolor": 2.5, "versicolor and virginica": 4, "max_epochs": 2,
        "arguments unchanged": 0.5, "same answer twice": 0.5,
    },
}  # fmt: skip

POINTS = {question: int(sum(checks.values())) for question, checks in CHECK_POINTS.items()}
MANUAL = {}

FORM = {
    "weighted_sum": ("one number", "arguments unchanged", "same answer twice"),
    "step": ("shape", "arguments unchanged", "same answer twice"),
    "gates": (),
    "predict": ("shape", "arguments unchanged", "same answer twice"),
    # What leaves everything as it was is right on a row that is right already.
    "learn": ("w and b", "right already", "arguments unchanged", "same answer twice"),
    "train": ("w and b", "arguments unchanged", "same answer twice"),
    "accuracy": ("one number", "arguments unchanged", "same answer twice"),
    # (1.0, 1.0) without any training is right on the flowers that a line separates.
    "train_and_test": ("two numbers", "setosa and versicolor", "arguments unchanged", "same answer twice"),
}

_INSPECT = {
    "weighted_sum": inspect_weighted_sum,
    "step": inspect_step,
    "gates": inspect_gates,
    "predict": inspect_predict,
    "learn": inspect_learn,
    "train": inspect_train,
    "accuracy": inspect_accuracy,
    "train_and_test": inspect_train_and_test,
}


def inspections(question, answers, seed=SEED):
    """What judges a question: functions without arguments, the first on public fixtures, the second on hidden ones."""
    inspect = _INSPECT[question]
    public = [lambda: inspect(*answers)]
    return public if question == "gates" else [*public, lambda: inspect(*answers, seed=seed)]


def _scored(question):
    return scored(question, inspections, CHECK_POINTS[question], FORM[question])


weighted_sum = _scored("weighted_sum")
step = _scored("step")
gates = _scored("gates")
predict = _scored("predict")
learn = _scored("learn")
train = _scored("train")
accuracy = _scored("accuracy")
train_and_test = _scored("train_and_test")
