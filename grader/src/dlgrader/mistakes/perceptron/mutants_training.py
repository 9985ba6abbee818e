"""The learning rule, the loop around it, and the test on flowers that were not seen."""

import numpy as np

from dlgrader.mistakes.bank import Mutant
from dlgrader.mistakes.perceptron.reference import accuracy, learn, predict, step, train, weighted_sum


def learn_away(w, b, x, y, learning_rate):
    error = step(weighted_sum(x, w, b)) - y
    return w + learning_rate * error * x, b + learning_rate * error


def learn_bias_stays(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return w + learning_rate * error * x, b


def learn_weights_stay(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return w, b + learning_rate * error


def learn_no_rate(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return w + error * x, b + error


def learn_bias_without_rate(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return w + learning_rate * error * x, b + error


def learn_no_input(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return w + learning_rate * error, b + learning_rate * error


def learn_by_weight(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return w + learning_rate * error * w, b + learning_rate * error


def learn_no_step(w, b, x, y, learning_rate):
    error = y - weighted_sum(x, w, b)
    return w + learning_rate * error * x, b + learning_rate * error


def learn_above(w, b, x, y, learning_rate):
    error = y - (1 if weighted_sum(x, w, b) > 0 else 0)
    return w + learning_rate * error * x, b + learning_rate * error


def learn_signs(w, b, x, y, learning_rate):
    error = y - (1 if weighted_sum(x, w, b) >= 0 else -1)
    return w + learning_rate * error * x, b + learning_rate * error


def learn_always(w, b, x, y, learning_rate):
    direction = 1 if y == 1 else -1
    return w + learning_rate * direction * x, b + learning_rate * direction


def learn_only_up(w, b, x, y, learning_rate):
    if y == 1 and step(weighted_sum(x, w, b)) == 0:
        return w + learning_rate * x, b + learning_rate
    return w.copy(), b


def learn_absolute(w, b, x, y, learning_rate):
    error = abs(y - step(weighted_sum(x, w, b)))
    return w + learning_rate * error * x, b + learning_rate * error


def learn_bias_times_input(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return w + learning_rate * error * x, b + learning_rate * error * x[0]


def learn_returns_steps(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return learning_rate * error * x, learning_rate * error


def learn_y_alone(w, b, x, y, learning_rate):
    return w + learning_rate * y * x, b + learning_rate * y


def learn_in_place(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    w += learning_rate * error * x
    b += learning_rate * error
    return w, b


def learn_weights_alone(w, b, x, y, learning_rate):
    error = y - step(weighted_sum(x, w, b))
    return w + learning_rate * error * x


def train_always_learnt(X, y, learning_rate, max_epochs):
    w, b, epochs, learnt = np.zeros(X.shape[1]), 0.0, 0, False
    while not learnt and epochs < max_epochs:
        epochs, learnt = epochs + 1, True
        for k in range(len(X)):
            if step(weighted_sum(X[k], w, b)) != y[k, 0]:
                learnt = False
                w, b = learn(w, b, X[k], y[k, 0], learning_rate)
    return w, b, epochs, True


def train_learnt_from_count(X, y, learning_rate, max_epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(1, max_epochs + 1):
        wrong = 0
        for k in range(len(X)):
            wrong += int(step(weighted_sum(X[k], w, b)) != y[k, 0])
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if wrong == 0:
            return w, b, epoch, epoch < max_epochs
    return w, b, max_epochs, False


def train_last_row(X, y, learning_rate, max_epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(1, max_epochs + 1):
        for k in range(len(X)):
            right = step(weighted_sum(X[k], w, b)) == y[k, 0]
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if right:
            return w, b, epoch, True
    return w, b, max_epochs, False


def train_signed_sum(X, y, learning_rate, max_epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(1, max_epochs + 1):
        total = 0
        for k in range(len(X)):
            total += y[k, 0] - step(weighted_sum(X[k], w, b))
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if total == 0:
            return w, b, epoch, True
    return w, b, max_epochs, False


def train_epochs_from_zero(X, y, learning_rate, max_epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(max_epochs):
        wrong = 0
        for k in range(len(X)):
            wrong += int(step(weighted_sum(X[k], w, b)) != y[k, 0])
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if wrong == 0:
            return w, b, epoch, True
    return w, b, epoch, False


def train_uncounted_end(X, y, learning_rate, max_epochs):
    w, b, epochs = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        wrong = 0
        for k in range(len(X)):
            wrong += int(step(weighted_sum(X[k], w, b)) != y[k, 0])
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if wrong == 0:
            return w, b, epochs, True
        epochs += 1
    return w, b, epochs, False


def train_never_stops_early(X, y, learning_rate, max_epochs):
    w, b, learnt = np.zeros(X.shape[1]), 0.0, False
    for _ in range(max_epochs):
        wrong = 0
        for k in range(len(X)):
            wrong += int(step(weighted_sum(X[k], w, b)) != y[k, 0])
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        learnt = wrong == 0
    return w, b, max_epochs, learnt


def train_without_end(X, y, learning_rate, max_epochs):
    w, b, epochs, wrong = np.zeros(X.shape[1]), 0.0, 0, 1
    while wrong > 0:
        wrong, epochs = 0, epochs + 1
        for k in range(len(X)):
            if step(weighted_sum(X[k], w, b)) != y[k, 0]:
                wrong += 1
                w, b = learn(w, b, X[k], y[k, 0], learning_rate)
    return w, b, epochs, True


def train_hundred(X, y, learning_rate, max_epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(1, 101):
        wrong = 0
        for k in range(len(X)):
            wrong += int(step(weighted_sum(X[k], w, b)) != y[k, 0])
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if wrong == 0:
            return w, b, epoch, True
    return w, b, 100, False


def train_once(X, y, learning_rate, max_epochs):
    w, b, wrong = np.zeros(X.shape[1]), 0.0, 0
    for k in range(len(X)):
        wrong += int(step(weighted_sum(X[k], w, b)) != y[k, 0])
        w, b = learn(w, b, X[k], y[k, 0], learning_rate)
    return w, b, 1, wrong == 0


def train_together(X, y, learning_rate, max_epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(1, max_epochs + 1):
        errors = y - np.where(X @ w + b >= 0, 1.0, 0.0).reshape(-1, 1)
        if not errors.any():
            return w, b, epoch, True
        w, b = w + learning_rate * (errors * X).sum(axis=0), b + learning_rate * errors.sum()
    return w, b, max_epochs, False


def train_anew(X, y, learning_rate, max_epochs):
    for epoch in range(1, max_epochs + 1):
        w, b, wrong = np.zeros(X.shape[1]), 0.0, 0
        for k in range(len(X)):
            wrong += int(step(weighted_sum(X[k], w, b)) != y[k, 0])
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if wrong == 0:
            return w, b, epoch, True
    return w, b, max_epochs, False


def train_from_ones(X, y, learning_rate, max_epochs):
    w, b = np.ones(X.shape[1]), 1.0
    for epoch in range(1, max_epochs + 1):
        wrong = 0
        for k in range(len(X)):
            wrong += int(step(weighted_sum(X[k], w, b)) != y[k, 0])
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
        if wrong == 0:
            return w, b, epoch, True
    return w, b, max_epochs, False


def train_no_bias(X, y, learning_rate, max_epochs):
    w = np.zeros(X.shape[1])
    for epoch in range(1, max_epochs + 1):
        wrong = 0
        for k in range(len(X)):
            wrong += int(step(weighted_sum(X[k], w, 0.0)) != y[k, 0])
            w, _ = learn(w, 0.0, X[k], y[k, 0], learning_rate)
        if wrong == 0:
            return w, 0.0, epoch, True
    return w, 0.0, max_epochs, False


def train_no_rate(X, y, learning_rate, max_epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(1, max_epochs + 1):
        wrong = 0
        for k in range(len(X)):
            wrong += int(step(weighted_sum(X[k], w, b)) != y[k, 0])
            w, b = learn(w, b, X[k], y[k, 0], 1.0)
        if wrong == 0:
            return w, b, epoch, True
    return w, b, max_epochs, False


def train_returns_weights(X, y, learning_rate, max_epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(max_epochs):
        for k in range(len(X)):
            w, b = learn(w, b, X[k], y[k, 0], learning_rate)
    return w, b


def test_swapped(X_train, y_train, X_test, y_test, max_epochs):
    w, b, _, _ = train(X_train, y_train, 1.0, max_epochs)
    return accuracy(predict(X_test, w, b), y_test), accuracy(predict(X_train, w, b), y_train)


def test_training_rows_twice(X_train, y_train, X_test, y_test, max_epochs):
    w, b, _, _ = train(X_train, y_train, 1.0, max_epochs)
    return accuracy(predict(X_train, w, b), y_train), accuracy(predict(X_train, w, b), y_train)


def test_on_test_rows(X_train, y_train, X_test, y_test, max_epochs):
    w, b, _, _ = train(X_test, y_test, 1.0, max_epochs)
    return accuracy(predict(X_train, w, b), y_train), accuracy(predict(X_test, w, b), y_test)


def test_on_all_rows(X_train, y_train, X_test, y_test, max_epochs):
    X, y = np.vstack([X_train, X_test]), np.vstack([y_train, y_test])
    w, b, _, _ = train(X, y, 1.0, max_epochs)
    return accuracy(predict(X_train, w, b), y_train), accuracy(predict(X_test, w, b), y_test)


def test_trained_twice(X_train, y_train, X_test, y_test, max_epochs):
    w, b, _, _ = train(X_train, y_train, 1.0, max_epochs)
    v, c, _, _ = train(X_test, y_test, 1.0, max_epochs)
    return accuracy(predict(X_train, w, b), y_train), accuracy(predict(X_test, v, c), y_test)


def test_fixed_epochs(X_train, y_train, X_test, y_test, max_epochs):
    w, b, _, _ = train(X_train, y_train, 1.0, 100)
    return accuracy(predict(X_train, w, b), y_train), accuracy(predict(X_test, w, b), y_test)


def test_not_trained(X_train, y_train, X_test, y_test, max_epochs):
    w, b = np.zeros(X_train.shape[1]), 0.0
    train(X_train, y_train, 1.0, max_epochs)
    return accuracy(predict(X_train, w, b), y_train), accuracy(predict(X_test, w, b), y_test)


def test_no_bias(X_train, y_train, X_test, y_test, max_epochs):
    w, _, _, _ = train(X_train, y_train, 1.0, max_epochs)
    return accuracy(predict(X_train, w, 0.0), y_train), accuracy(predict(X_test, w, 0.0), y_test)


def test_one_number(X_train, y_train, X_test, y_test, max_epochs):
    w, b, _, _ = train(X_train, y_train, 1.0, max_epochs)
    return accuracy(predict(X_test, w, b), y_test)


def test_errors(X_train, y_train, X_test, y_test, max_epochs):
    w, b, _, _ = train(X_train, y_train, 1.0, max_epochs)
    return 1 - accuracy(predict(X_train, w, b), y_train), 1 - accuracy(predict(X_test, w, b), y_test)


def test_always_perfect(X_train, y_train, X_test, y_test, max_epochs):
    return 1.0, 1.0


def _mutant(question, id, description, answer, *killed_by):
    return Mutant(id, question, "learning", description, {question: answer}, set(killed_by))


MOVES = "says 0, 1 is wanted", "says 1, 0 is wanted"
LEARNS = "AND, OR, NAND", "other data"
HARD = "versicolor and virginica", "max_epochs"

# fmt: off
MUTANTS = [
    _mutant("learn", "learn-away", "y_hat - y", learn_away, *MOVES),
    _mutant("learn", "learn-bias-stays", "the bias is not moved", learn_bias_stays, *MOVES),
    _mutant("learn", "learn-weights-stay", "the weights are not moved", learn_weights_stay, *MOVES),
    _mutant("learn", "learn-no-rate", "no learning rate", learn_no_rate, *MOVES),
    _mutant("learn", "learn-bias-without-rate", "no learning rate at the bias", learn_bias_without_rate, *MOVES),
    _mutant("learn", "learn-no-input", "the input is left out", learn_no_input, *MOVES),
    _mutant("learn", "learn-by-weight", "w in the place of x", learn_by_weight, *MOVES),
    _mutant("learn", "learn-no-step", "the error of the sum", learn_no_step, "right already"),
    _mutant("learn", "learn-above", "> for >=", learn_above, "on the line"),
    _mutant("learn", "learn-signs", "-1 for 0", learn_signs, "says 0, 1 is wanted"),
    _mutant("learn", "learn-always", "moves whether right or wrong", learn_always, "right already"),
    _mutant("learn", "learn-only-up", "answers of 1 are never corrected", learn_only_up, "says 1, 0 is wanted"),
    _mutant("learn", "learn-absolute", "abs(y - y_hat)", learn_absolute, "says 1, 0 is wanted"),
    _mutant("learn", "learn-bias-times-input", "the bias gets an input", learn_bias_times_input, *MOVES),
    _mutant("learn", "learn-returns-steps", "returns the steps", learn_returns_steps, *MOVES),
    _mutant("learn", "learn-y-alone", "y for y - y_hat", learn_y_alone, "right already"),
    _mutant("learn", "learn-in-place", "w += ...", learn_in_place, "arguments unchanged"),
    _mutant("learn", "learn-weights-alone", "returns w without b", learn_weights_alone, *MOVES),

    _mutant("train", "train-always-learnt", "learnt = True, also for XOR", train_always_learnt, "XOR"),
    _mutant("train", "train-learnt-from-count", "learnt = epoch < max_epochs", train_learnt_from_count, "max_epochs"),
    _mutant("train", "train-last-row", "stops when the last row is right", train_last_row, *LEARNS),
    _mutant("train", "train-signed-sum", "errors of both signs cancel", train_signed_sum, *LEARNS),
    _mutant("train", "train-epochs-from-zero", "epochs counted from 0", train_epochs_from_zero, *LEARNS),
    _mutant("train", "train-uncounted-end", "the epoch without a mistake is not counted", train_uncounted_end, *LEARNS),
    _mutant("train", "train-never-stops-early", "goes on to max_epochs", train_never_stops_early, *LEARNS),
    _mutant("train", "train-without-end", "XOR: a loop without end", train_without_end, "XOR"),
    _mutant("train", "train-hundred", "100 epochs written down", train_hundred, "XOR", "max_epochs"),
    _mutant("train", "train-once", "one epoch alone", train_once, *LEARNS),
    _mutant("train", "train-together", "one move for all rows", train_together, *LEARNS),
    _mutant("train", "train-anew", "starts from zero in every epoch", train_anew, *LEARNS),
    _mutant("train", "train-from-ones", "starts at 1", train_from_ones, *LEARNS),
    _mutant("train", "train-no-bias", "the bias stays 0", train_no_bias, *LEARNS),
    _mutant("train", "train-no-rate", "the learning rate does not reach the rule", train_no_rate, "learning rate"),
    _mutant("train", "train-returns-weights", "returns (w, b)", train_returns_weights, *LEARNS),

    _mutant("train_and_test", "test-swapped", "accuracies swapped", test_swapped, *HARD),
    _mutant("train_and_test", "test-training-twice", "training rows twice", test_training_rows_twice, *HARD),
    _mutant("train_and_test", "test-on-test", "trained on the test rows", test_on_test_rows, *HARD),
    _mutant("train_and_test", "test-on-all", "trained on all rows", test_on_all_rows, *HARD),
    _mutant("train_and_test", "test-trained-twice", "trained anew for the test", test_trained_twice, *HARD),
    _mutant("train_and_test", "test-fixed-epochs", "max_epochs ignored", test_fixed_epochs, *HARD),
    _mutant("train_and_test", "test-not-trained", "what train returns is not used", test_not_trained, *HARD),
    _mutant("train_and_test", "test-no-bias", "the learnt bias is not used", test_no_bias, *HARD),
    _mutant("train_and_test", "test-one-number", "the test accuracy alone", test_one_number, *HARD),
    _mutant("train_and_test", "test-errors", "shares of wrong rows", test_errors, *HARD),
    _mutant("train_and_test", "test-always-perfect", "1.0 written down", test_always_perfect, *HARD),
]
