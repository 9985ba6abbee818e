"""A result beside its simplest rivals, each with an error bar.

A rival is a function of the training rows and the test rows that answers for the test rows. None of them is a deep
network, and none has anything to tune: a network that does not beat them has shown nothing.
"""

import html
from math import sqrt

import numpy as np

from dlcourse.nn import Network

SURE = 1.96  # standard errors to either side: an interval that holds the true value 95 times in 100


def mean_target(X_train, y_train, X_test):
    """The mean of the training targets, for every row: the mean image, or the share of each class. ``(m, K)``."""
    return np.repeat(np.mean(y_train, axis=0, keepdims=True), len(X_test), axis=0)


def nearest_neighbour(X_train, y_train, X_test):
    """The target of the training row that is nearest (sum of squared differences). ``(m, K)``."""
    squares = (X_train**2).sum(axis=1) - 2 * X_test @ X_train.T  # without |x|^2, which is the same for all of them
    return np.asarray(y_train)[squares.argmin(axis=1)]


def least_squares(X_train, y_train, X_test):
    """One weighted sum for each output, the best one on the training rows (least squares). ``(m, K)``."""
    ones = [np.hstack([X, np.ones((len(X), 1))]) for X in (X_train, X_test)]
    return ones[1] @ np.linalg.lstsq(ones[0], y_train, rcond=None)[0]


def logistic(X_train, y_train, X_test):
    """Logistic regression as scikit-learn does it, with its own settings. ``(m, K)``, with K = 1 for two classes."""
    from sklearn.linear_model import LogisticRegression

    many = np.shape(y_train)[1] > 1
    model = LogisticRegression(max_iter=5000).fit(X_train, np.argmax(y_train, axis=1) if many else np.ravel(y_train))
    said = model.predict_proba(X_test)
    return said if many else said[:, 1:]


def no_hidden_layer(X_train, y_train, X_test, **settings):
    """The course's network for classes without its hidden layer, trained by ``fit`` with these settings. ``(m, K)``."""
    network = Network([X_train.shape[1], y_train.shape[1]], cost="cross_entropy", rng=0)
    network.fit(X_train, y_train, **settings)
    return network.predict(X_test)


def same_as_last(X_train, y_train, X_test):
    """For windows of a series: the next value is the last one of the window. ``(m, 1)``."""
    return np.asarray(X_test)[:, -1:]


def compare(true, answers, measure="right", guess=None):
    """Several answers to the same rows, best first, each with its error bar.

    Parameters
    ----------
    true : (m, K) array, the targets of m rows that nobody trained with
    answers : {name: (m, K) array}; the first is the one that the others are compared with
    measure : "right", the share of rows whose class is right; "off", the root of the mean squared error;
        "psnr", the peak signal-to-noise ratio of images with brightness from 0 to 1, in decibels
    guess : the name that the reader expects to win; the table is folded until there is one

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError, naming what cannot be used.
    """
    if measure not in MEASURES:
        raise ValueError(f"measure must be one of {', '.join(MEASURES)}, not {measure!r}")
    if guess is not None and guess not in answers:
        raise ValueError(f"guess must be one of {', '.join(answers)}, not {guess!r}")
    for name, given in answers.items():
        if np.shape(given) != np.shape(true) or np.ndim(true) != 2:
            raise ValueError(f"{name}: answers of shape {np.shape(given)} for targets of shape {np.shape(true)}")
    return Comparison(np.asarray(true, float), answers, measure, guess)


class Comparison:
    """What :func:`compare` found.

    ``score[name]`` is the measure, ``interval[name]`` its 95 % error bar (low, high), ``against[name]`` says whether
    the rows can tell this one from the first: "better", "worse", or "too close to tell". ``best`` names the best,
    ``tied`` those that the rows cannot tell from it.

    The interval of a share is Wilson's (1927); that of a mean is the mean and 1.96 standard errors to either side. Two
    answers are compared row by row, because both had the same rows: the mean of the differences, and its own bar.
    """

    def __init__(self, true, answers, measure, guess):
        per_row, self._scored, self._words, self._decimals = MEASURES[measure]
        lost = {name: per_row(np.asarray(given, float), true) for name, given in answers.items()}
        first = next(iter(lost))
        self.measure, self.guess, self.rows = measure, guess, len(true)
        self.score = {name: self._scored(values.mean()) for name, values in lost.items()}
        self.interval = {name: self._interval(values) for name, values in lost.items()}
        self.against = {name: _verdict(values - lost[first]) for name, values in lost.items() if name != first}
        self.best = min(lost, key=lambda name: lost[name].mean())
        verdicts = {name: _verdict(values - lost[self.best]) for name, values in lost.items() if name != self.best}
        self.tied = [name for name, told in verdicts.items() if told == "too close to tell"]
        self._first, self._order = first, sorted(lost, key=lambda name: lost[name].mean())

    def _interval(self, lost):
        low, high = _wilson(lost) if self.measure == "right" else _around(lost)
        return tuple(sorted((self._scored(low), self._scored(high))))

    def _lines(self):
        for name in self._order:
            low, high = (f"{end:.{self._decimals}f}" for end in self.interval[name])
            told = "the one to beat" if name == self._first else f"{self.against[name]}"
            yield name, f"{self.score[name]:.{self._decimals}f}", f"{low} to {high}", told

    def _said(self):
        if self.guess is None:
            return ""
        told = f"Your guess: {self.guess}. On these rows {self.best} is first"
        return f"{told}, and they cannot tell it from: {', '.join(self.tied)}." if self.tied else f"{told}."

    def __repr__(self):
        lines = [f"{name:24} {score:>8}   ({bar})   {told}" for name, score, bar, told in self._lines()]
        return "\n".join([f"{self._words}, {self.rows} rows", *lines, *filter(None, [self._said()])])

    def _repr_html_(self):
        heads = ("", self._words, "95 times in 100 between", f"against {self._first}")
        head = "".join(f'<th scope="col" style="text-align:left">{html.escape(text)}</th>' for text in heads)
        body = "".join(
            f'<tr><th scope="row" style="text-align:left">{html.escape(name)}</th>'
            + "".join(f'<td style="text-align:left">{html.escape(text)}</td>' for text in rest)
            + "</tr>"
            for name, *rest in self._lines()
        )
        table = f"<table><caption>{self.rows} rows, best first</caption><tr>{head}</tr>{body}</table>"
        if self.guess is not None:
            return f"<p>{html.escape(self._said())}</p>{table}"
        names = " | ".join(html.escape(name) for name in self.score)
        return f"<details><summary>Which is the best: {names}? Guess, then open.</summary>{table}</details>"


def _wrong(given, true):
    said, is_class = (a.argmax(axis=1) if a.shape[1] > 1 else a.ravel() > 0.5 for a in (given, true))
    return (said != is_class) * 1.0


def _squares(given, true):
    return ((given - true) ** 2).mean(axis=1)


def _wilson(lost):
    """Wilson's interval of the share of ones in ``lost``."""
    m, share = len(lost), lost.mean()
    middle, half = share + SURE**2 / (2 * m), SURE * sqrt(share * (1 - share) / m + SURE**2 / (4 * m * m))
    return ((middle + sign * half) / (1 + SURE**2 / m) for sign in (-1, 1))


def _around(lost):
    half = SURE * lost.std(ddof=1) / sqrt(len(lost)) if len(lost) > 1 else np.inf
    return max(lost.mean() - half, 1e-12), lost.mean() + half


def _verdict(difference):
    """What the losses of one answer less those of another say, row by row."""
    error = difference.std(ddof=1) / sqrt(len(difference)) if len(difference) > 1 else np.inf
    if abs(difference.mean()) <= SURE * error:
        return "too close to tell"
    return "better" if difference.mean() < 0 else "worse"


# measure: loss of each row, score from the mean loss, words, decimals
MEASURES = {
    "right": (_wrong, lambda lost: 100 * (1 - lost), "right, of 100", 1),
    "off": (_squares, lambda lost: sqrt(lost), "off by (root mean square)", 3),
    "psnr": (_squares, lambda lost: 10 * np.log10(1 / max(lost, 1e-12)), "decibels (PSNR)", 2),
}
