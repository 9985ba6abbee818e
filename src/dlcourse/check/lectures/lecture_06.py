"""Checks of the exercises in lecture 06, "Hyperparameters"."""

import math
import numbers

import numpy as np

from dlcourse import nn
from dlcourse.check.harness.calling import call
from dlcourse.check.harness.common import failed_call, lecture_check
from dlcourse.check.harness.exercises import Case, inspect
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls
from dlcourse.check.harness.report import Check, Report
from dlcourse.data import deck_table

UPDATES = 2000
PASS = 90


def inspect_next_weight(function):
    """Report on ``next_weight(w, slope, alpha)``."""
    cases = []
    for w, slope, alpha in ((2.0, 3.0, 0.1), (-1.0, -4.0, 0.5), (0.5, 0.0, 1.0), (1.0, 2.0, 0.25)):
        given = {"w": w, "slope": slope, "alpha": alpha}
        cases.append(Case(f"w = {w}, slope {slope}, alpha = {alpha}", given, w - alpha * slope))
    mistakes = [
        ("uphill", "that goes uphill: subtract", lambda w, s, a: w + a * s),
        ("learning rate left out", "the learning rate is left out", lambda w, s, a: w - s),
        ("step alone", "that is the step. Subtract it from w", lambda w, s, a: a * s),
        ("divided", "multiply by alpha, do not divide", lambda w, s, a: w - s / a),
        ("alpha times w", "alpha belongs to the slope", lambda w, s, a: a * w - s),
        ("sign of the slope alone", "the size of the slope counts too", lambda w, s, a: w - a * np.sign(s)),
    ]
    return inspect("next_weight", function, cases, mistakes)


def limit():
    """The largest learning rate of the game: 2 over the largest curvature of the cost (a quadratic in w and b)."""
    X, _ = deck_table()
    rows = np.hstack([X, np.ones((len(X), 1))])
    return 2 / float(np.linalg.eigvalsh(2 * rows.T @ rows / len(X))[-1])


def converges(rate):
    """Whether the neuron of the game comes to rest with this learning rate."""
    X, y = deck_table()
    parameters = {"W1": np.zeros((1, 2)), "b1": np.zeros(1)}
    start = float(np.mean(y**2))
    with np.errstate(all="ignore"):
        for _ in range(UPDATES):
            _, cache = nn.forward(X, parameters, "identity", "identity")
            parameters = nn.update(parameters, nn.backward(y, parameters, cache, "identity", "identity"), rate)
            if not np.isfinite(cache["A1"]).all() or nn.mse(cache["A1"], y) > 1e6 * start:
                return False
        return nn.mse(nn.forward(X, parameters, "identity", "identity")[0], y) < start


def inspect_largest_rate(function):
    """Report on ``largest_rate()``: a score from 0 to 100."""
    report, outcome = Report("largest_rate", in_order=True), call(function, {})
    if outcome.stub:
        report.started = False
        return report
    tested = f"one neuron, five rows, {UPDATES} updates"
    if not outcome.ok:
        report.checks = [failed_call("call", outcome, tested)]
        return report
    rate = outcome.value
    if not isinstance(rate, numbers.Real) or isinstance(rate, bool) or not math.isfinite(rate) or rate <= 0:
        text = "return one positive number"
        report.checks = [Check("a number", False, tested, "a positive number", repr(rate)[:40], text, "no number")]
        return report
    if not converges(float(rate)):
        text = f"with alpha = {rate:g} it diverges. Score: 0"
        report.checks = [Check("converges", False, tested, "a cost that falls", "it diverges", text, "diverged")]
        return report
    score = min(100, round(100 * float(rate) / limit()))
    report.checks = [Check("converges", True, tested), Check("score", score >= PASS, tested, f"{PASS}", f"{score}")]
    if score < PASS:
        report.checks[1].message = f"alpha = {rate:g} converges. Score: {score} of 100. A larger one converges too"
        report.checks[1].mistake = "too careful"
    report.notes.append(f"Your score: {score} of 100.")
    return report


def inspect_epochs_for(function):
    """Report on ``epochs_for(updates, N, batch_size)``."""
    cases = []
    for updates, N, size in (
        (10, 100, 30),
        (100, 427, 32),
        (8, 8, 8),
        (12, 9, 3),
        (1, 1000, 1),
        (6, 10, 4),
        (9, 10, 4),
    ):
        want = math.ceil(updates / math.ceil(N / size))
        given = {"updates": updates, "N": N, "batch_size": size}
        cases.append(Case(f"{updates} updates, N = {N}, batch_size = {size}", given, want))
    mistakes = [
        ("not rounded per epoch", "round N / batch_size up first", lambda u, N, b: math.ceil(u * b / N)),
        ("short batch dropped", "a short last batch makes an update too: round N / batch_size up",
         lambda u, N, b: math.ceil(u / (N // b))),
        ("rounded down", "the last, unfinished epoch is needed as well: round up",
         lambda u, N, b: u // math.ceil(N / b)),
        ("not rounded", "whole epochs are wanted: round up", lambda u, N, b: u / math.ceil(N / b)),
        ("updates of these epochs", "that is how many updates so many epochs make, not the other way round",
         lambda u, N, b: u * math.ceil(N / b)),
        ("updates per epoch", "that is the number of updates in one epoch", lambda u, N, b: math.ceil(N / b)),
    ]  # fmt: skip
    return inspect("epochs_for", function, cases, mistakes)


next_weight = lecture_check(inspect_next_weight)
largest_rate = lecture_check(inspect_largest_rate)
epochs_for = lecture_check(inspect_epochs_for)
