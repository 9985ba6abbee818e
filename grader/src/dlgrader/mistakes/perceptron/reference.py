"""The right solution of "Perceptron", as it stands in the source notebook."""

import numpy as np


def weighted_sum(x, w, b):
    return float(w @ x + b)


def step(z):
    return np.where(z >= 0, 1.0, 0.0)


gates = {"AND": (1, 1, -1.5), "OR": (1, 1, -0.5), "NAND": (-1, -1, 1.5)}


def predict(X, w, b):
    z = X @ w + b
    return step(z).reshape(-1, 1)


def learn(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return w + learning_rate * error * x, b + learning_rate * error


def train(X, y, learning_rate, max_epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(1, max_epochs + 1):
        wrong = 0
        for k in range(len(X)):
            if step(weighted_sum(X[k], w, b)) != y[k, 0]:
                wrong += 1
                w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if wrong == 0:
            return w, b, epoch, True
    return w, b, max_epochs, False


def accuracy(y_hat, y):
    return float(np.mean(y_hat == y))


def train_and_test(X_train, y_train, X_test, y_test, max_epochs):
    w, b, *_ = train(X_train, y_train, 1.0, max_epochs)
    return accuracy(predict(X_train, w, b), y_train), accuracy(predict(X_test, w, b), y_test)
