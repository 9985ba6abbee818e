"""The right answers of the assignment "Perceptron", as the checks compute them and as they stand in for a student's."""

import numpy as np

from dlcourse.check.harness.portable import Portable


def weighted_sum(x, w, b):
    """(n,), (n,) and a number give a number."""
    return float(np.dot(w, x) + b)


def step(z):
    """1 where z is 0 or more, else 0; the shape of z."""
    return np.where(np.asarray(z) >= 0, 1.0, 0.0)


def predict(X, w, b):
    """(m, 1) array of 0 and 1."""
    return np.where(np.asarray(X) @ np.asarray(w) + b >= 0, 1.0, 0.0).reshape(-1, 1)


def learn(w, b, x, y, learning_rate):
    """(w, b) after one row."""
    error = float(y) - float(np.dot(w, x) + b >= 0)
    return np.asarray(w) + learning_rate * error * np.asarray(x), b + learning_rate * error


def train(X, y, learning_rate, max_epochs):
    """(w, b, epochs, learnt): from zero, row after row, until an epoch without a mistake or ``max_epochs``."""
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(1, max_epochs + 1):
        wrong = 0
        for x, target in zip(X, y[:, 0], strict=True):
            error = target - float(w @ x + b >= 0)
            if error:
                wrong, w, b = wrong + 1, w + learning_rate * error * x, b + learning_rate * error
        if wrong == 0:
            return w, b, epoch, True
    return w, b, max_epochs, False


def accuracy(y_hat, y):
    """The share of rows that are right."""
    return float(np.mean(np.asarray(y_hat) == np.asarray(y)))


def train_and_test(X_train, y_train, X_test, y_test, max_epochs):
    """(accuracy on the training rows, accuracy on the test rows)."""
    w, b, _, _ = train(X_train, y_train, 1.0, max_epochs)
    return accuracy(predict(X_train, w, b), y_train), accuracy(predict(X_test, w, b), y_test)


# They stand in for a student's where that is wrong (see ``dlcourse.check.harness.substitutes``). None calls another.
STAND_INS = {
    function.__name__: Portable(function) for function in (weighted_sum, step, predict, learn, train, accuracy)
}


def rule(w, b, x, y, rate, error=lambda y, said: y - said, said=lambda z: z >= 0):
    """One step of the learning rule; ``error`` and ``said`` are what a mistake would put in their place."""
    e = error(y, float(said(w @ x + b)))
    return w + rate * e * x, b + rate * e
