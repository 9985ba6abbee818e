"""From a report to points, and from any answer of a student to a report, without ever raising or writing to stderr.

Rules:

* A check earns its points when it passed on every fixture, public and hidden. One that failed, or was not judged,
  earns nothing; its message says why.
* Checks of form (shapes, purity, two calls alike, keys) are no evidence by themselves: a function that returns zeros
  of the right shape passes them. They count only when at least one check of substance of the same question passed.
* A stub earns 0 and says "not started yet".
* The result is a Python int or float, never a NumPy scalar, whose text nbgrader would not read as a number.
"""

import contextlib
import os
import sys
import warnings
from dataclasses import replace

import numpy as np

from dlcourse.check.harness.kept import BETWEEN_CALLS
from dlcourse.check.harness.report import Check, Report, show


def points_of(report, points, form):
    """Points a report earns.

    Parameters
    ----------
    report : Report
    points : {check name: points}
    form : names of the checks that count only beside one of substance
    """
    if not report.started:
        return 0
    passed = {check.name for check in report.checks if check.passed is True}
    if not passed - set(form):
        return 0
    earned = sum(value for name, value in points.items() if name in passed)
    return _plain(earned)


def _plain(number):
    number = round(float(number), 2)
    return int(number) if number == int(number) else number


@contextlib.contextmanager
def quiet():
    """Keep what a submission writes, through Python or straight to descriptors 1 and 2, out of the notebook.

    nbgrader takes anything on stderr for a failure; correct code may warn and print.
    """
    saved = []
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):
            saved.append((descriptor, os.dup(descriptor)))
            os.dup2(sink, descriptor)
    try:
        with (
            open(os.devnull, "w") as nowhere,  # noqa: PTH123 - a null sink, whatever its length
            warnings.catch_warnings(),
            contextlib.redirect_stdout(nowhere),
            contextlib.redirect_stderr(nowhere),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        for descriptor, kept in saved:
            os.dup2(kept, descriptor)
            os.close(kept)
        os.close(sink)


PUBLIC_ALONE = (
    "public values written down",
    "it is right for the examples of your own check, and wrong for all others: are their values written down?",
)


def inspected(question, inspections, form=()):
    """The report of a question: that of the hidden fixtures where all is right, else of the public ones and them.

    What is right for networks of random numbers and other shapes needs no second look. Where something is wrong, the
    public fixtures say more: their values may be shown, and who is right for them alone has written them down.

    Parameters
    ----------
    inspections : functions without arguments, each giving a Report with the same checks; the hidden fixtures are last
    form : names of the checks that are no evidence by themselves
    """
    *public, hidden = inspections
    last = _report_of(question, hidden)
    if not public or not last.started or last.passed:
        return last
    reports = [*(_report_of(question, inspect) for inspect in public), last]
    whole = next((report for report in reports if not report.started), None) or merged(question, reports)
    if right_for_public_alone(reports, form):
        for check in whole.checks:
            if check.passed is not True and check.name not in form:
                check.mistake, check.message = PUBLIC_ALONE
    return whole


def right_for_public_alone(reports, form):
    """Whether all is right for the public fixtures, and nothing but form for the hidden ones, the last."""
    if len(reports) < 2 or not reports[0].passed or not reports[-1].started:
        return False
    values = {check.name for check in reports[0].checks} - set(form)
    wrong = [check for check in reports[-1].checks if check.name in values and check.passed is not True]
    return bool(values) and len(wrong) == len(values)


def _report_of(question, inspect):
    try:
        # Numbers of a student may be huge: what our checks work out from them overflows, and a warning says no more.
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return inspect()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        kind = type(error).__name__
        message = f"what came back could not be looked at ({kind}); return plain NumPy arrays and numbers"
        return Report(question, [Check("answer", False, message=message)])


def merged(question, reports):
    """One report: a check passed when it passed in all of them, and speaks through the first in which it did not."""
    first = reports[0]
    whole = Report(question, [], True, list(dict.fromkeys(note for report in reports for note in report.notes)))
    for check in first.checks:
        twins = [next((c for c in report.checks if c.name == check.name), None) for report in reports]
        failing = [twin for twin in twins if twin is not None and twin.passed is not True]
        if any(twin is None for twin in twins):
            failing = failing or [Check(check.name, None, message="not judged: the question gave no usable answer")]
        seconds = sum(twin.seconds for twin in twins if twin is not None)
        whole.checks.append(replace(_told(failing) if failing else check, seconds=seconds))
    odd = [c for report in reports for c in report.checks if c.name not in {k.name for k in first.checks}]
    whole.checks += odd[:1]
    return whole


def _told(failing):
    """The first of these checks; what another knows of calls before, which may have been the others' calls, it says."""
    first = failing[0]
    kept = next((check for check in failing if check.mistake in BETWEEN_CALLS), None)
    if first.mistake is not None or first.passed is not False or kept is None:
        return first
    return replace(first, mistake=kept.mistake, message=kept.message)


def score(question, inspections, points, form):
    """Inspect, display the report, and return the points as a plain Python number. Raises nothing."""
    try:
        with quiet():
            report = inspected(question, inspections, form)
            earned = points_of(report, points, form)
            most = _plain(sum(points.values()))
            report.notes.insert(0, f"{earned} of {most} points")
    except KeyboardInterrupt:
        raise
    except BaseException:
        report, earned = Report(question, [Check("answer", False, message="the answer could not be judged")]), 0
    with contextlib.suppress(Exception):
        show(report)
    return earned


def scored(question, inspections, points, form):
    """The scored form of one question's check: a function of the student's answers that gives points.

    Parameters
    ----------
    inspections : function (question, answers) -> functions without arguments, each giving a Report
    points, form : see :func:`points_of`
    """

    def check(*answers):
        return score(question, inspections(question, answers), points, form)

    check.__name__, check.__doc__ = question, f"Points for ``{question}``."
    return check
