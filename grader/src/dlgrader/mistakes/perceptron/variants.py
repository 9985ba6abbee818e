"""Right solutions in other styles. Each must get every point."""

import numpy as np

from dlgrader.mistakes.bank import Variant
from dlgrader.mistakes.perceptron.reference import accuracy, learn, predict, train


def sum_loop(x, w, b):
    total = 0
    for xj, wj in zip(x, w, strict=True):
        total += xj * wj
    return total + b


def sum_einsum(x, w, b):
    return np.einsum("j,j->", x, w) + b


def sum_with_bias_input(x, w, b):
    return np.dot(np.append(w, b), np.append(x, 1.0))


def step_boolean(z):
    return z >= 0


def step_integers(z):
    return (np.asarray(z) >= 0).astype(int)


def step_heaviside(z):
    return np.heaviside(z, 1.0)


def step_loop(z):
    if np.ndim(z) == 0:
        return 1 if z >= 0 else 0
    return np.array([step(part) for part in z])  # noqa: F821  its own name in the notebook


def step_masked(z):
    y = np.zeros_like(z, dtype=float)
    y[z >= 0] = 1
    return y


def predict_loop(X, w, b):
    answers = []
    for x in X:
        answers.append([1 if np.dot(x, w) + b >= 0 else 0])  # noqa: PERF401  as a beginner writes it
    return np.array(answers)


def predict_column(X, w, b):
    return (X @ w[:, np.newaxis] + b >= 0).astype(np.float32)


def predict_boolean(X, w, b):
    return ((X * w).sum(axis=1, keepdims=True) + b) >= 0


def predict_lists(X, w, b):
    return [[float(sum(xj * wj for xj, wj in zip(x, w, strict=True)) + b >= 0)] for x in X]


def learn_by_cases(w, b, x, y, learning_rate):
    y_hat = 1 if np.dot(w, x) + b >= 0 else 0
    if y_hat == y:
        return w, b
    if y == 1:
        return w + learning_rate * x, b + learning_rate
    return w - learning_rate * x, b - learning_rate


def learn_copies(w, b, x, y, learning_rate):
    new = w.copy()
    error = y - int(sum(w * x) + b >= 0)
    for j in range(len(new)):
        new[j] += learning_rate * error * x[j]
    b += learning_rate * error
    return [new, b]


def learn_lists(w, b, x, y, learning_rate):
    error = float(y) - float(np.inner(w, x) + b >= 0)
    return [wj + learning_rate * error * xj for wj, xj in zip(w, x, strict=True)], np.array(b + learning_rate * error)


def train_while(X, y, learning_rate, max_epochs):
    w, b, epochs, learnt = np.zeros(X.shape[1]), 0, 0, False
    while not learnt and epochs < max_epochs:
        learnt = True
        for x, target in zip(X, y.ravel(), strict=True):
            before = np.append(w, b)
            w, b = learn(w, b, x, target, learning_rate)
            if not np.array_equal(before, np.append(w, b)):
                learnt = False
        epochs += 1
    return w, b, epochs, learnt


def train_alone(X, y, learning_rate, max_epochs):
    m, n = X.shape
    w = np.zeros(n)
    b = 0.0
    for epoch in range(max_epochs):
        mistakes = 0
        for k in range(m):
            y_hat = 1.0 if X[k] @ w + b >= 0 else 0.0
            error = y[k][0] - y_hat
            if error:
                mistakes += 1
            w = w + learning_rate * error * X[k]
            b = b + learning_rate * error
        if mistakes == 0:
            return [w, b, epoch + 1, np.bool_(True)]
    return [w, b, max_epochs, np.bool_(False)]


def train_with_plot(X, y, learning_rate, max_epochs):
    history, w, b = [], np.zeros(X.shape[1]), 0.0
    for _ in range(max_epochs):
        errors = []
        for k, x in enumerate(X):
            errors.append(float(y[k, 0]) - predict(x.reshape(1, -1), w, b)[0, 0])
            w, b = learn(w, b, x, y[k, 0], learning_rate)
        history.append(sum(map(abs, errors)))
        if history[-1] == 0:
            break
    print("wrong rows per epoch:", history)
    return w, b, len(history), history[-1] == 0


def accuracy_loop(y_hat, y):
    right = 0
    for k in range(len(y)):
        if y_hat[k, 0] == y[k, 0]:
            right = right + 1
    return right / len(y)


def accuracy_errors(y_hat, y):
    return 1 - np.abs(y - y_hat).mean()


def accuracy_zero_dimensional(y_hat, y):
    return np.array(np.count_nonzero(y_hat.ravel() == y.ravel()) / y.size)


def train_and_test_lists(X_train, y_train, X_test, y_test, max_epochs):
    w, b, *_ = train(X_train, y_train, 1, max_epochs)
    return [np.mean(predict(X, w, b) == y) for X, y in ((X_train, y_train), (X_test, y_test))]


def train_and_test_rate(X_train, y_train, X_test, y_test, max_epochs):
    result = train(X=X_train, y=y_train, learning_rate=0.5, max_epochs=max_epochs)
    return (
        accuracy(y_hat=predict(X_train, result[0], result[1]), y=y_train),
        accuracy(y_hat=predict(X_test, result[0], result[1]), y=y_test),
    )


OTHER_LINES = {"AND": (2, 3, -4), "OR": [0.5, 0.7, -0.4], "NAND": (-0.5, -0.5, 0.75)}
ON_THE_SAFE_SIDE = {"AND": np.array([1.0, 1.0, -2.0]).tolist(), "OR": (1, 1, -1), "NAND": (-2, -2, 3)}

# fmt: off
VARIANTS = [
    Variant("reference", "the reference itself", {}),
    Variant("loops", "loops everywhere", {
        "weighted_sum": sum_loop, "predict": predict_loop, "learn": learn_copies, "accuracy": accuracy_loop}),
    Variant("einsum", "einsum, a column of weights, errors counted", {
        "weighted_sum": sum_einsum, "predict": predict_column, "accuracy": accuracy_errors}),
    Variant("bias-as-weight", "the bias as a weight of an input that is 1", {"weighted_sum": sum_with_bias_input}),
    Variant("step-boolean", "True and False for 1 and 0", {"step": step_boolean, "predict": predict_boolean}),
    Variant("step-integers", "whole numbers", {"step": step_integers}),
    Variant("step-heaviside", "np.heaviside with 1 at 0", {"step": step_heaviside}),
    Variant("step-loop", "calls itself for every part", {"step": step_loop}),
    Variant("step-masked", "zeros, then ones", {"step": step_masked}),
    Variant("gates-other-lines", "other lines", {"gates": OTHER_LINES}),
    Variant("gates-touching", "the border on the row that says 1", {"gates": ON_THE_SAFE_SIDE}),
    Variant("predict-lists", "lists of lists", {"predict": predict_lists}),
    Variant("learn-by-cases", "one case after the other", {"learn": learn_by_cases}),
    Variant("learn-lists", "a list of weights and a 0-d bias", {"learn": learn_lists}),
    Variant("train-while", "a while loop and a flag", {"train": train_while}),
    Variant("train-alone", "calls none of the others; a list", {"train": train_alone}),
    Variant("train-prints", "keeps a history and prints it", {"train": train_with_plot}),
    Variant("accuracy-zero-dimensional", "a 0-d array", {"accuracy": accuracy_zero_dimensional}),
    Variant("test-lists", "a list, np.mean for accuracy", {"train_and_test": train_and_test_lists}),
    Variant("test-rate", "another learning rate, arguments by name", {"train_and_test": train_and_test_rate}),
]
