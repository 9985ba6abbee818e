"""The key of "Bug Hunt": which bug stands where, and what judges an answer.

Students receive the six programs and checks of the form of an answer; which bug stands where is written here alone.

A line counts when it belongs to one of the statements in ``BUGS``: any line of a statement that runs over several
lines, and any of the statements where the bug lies between them: in ``xor`` two lines change parameters too early,
and a third uses them.
"""

from dataclasses import dataclass

from dlcourse import bug_hunt
from dlcourse.check.bug_hunt import inspect_form, letter_of, line_number, statements
from dlcourse.check.harness.report import Check, Report


@dataclass(frozen=True)
class Bug:
    """What is wrong with a program.

    Attributes
    ----------
    kind : a letter of ``bug_hunt.KINDS``
    code : texts; each stands in one line of the program, and its statement is where the bug may be said to be
    hint : where to look, for whoever named another kind
    """

    kind: str
    code: tuple[str, ...]
    hint: str


BUGS = {
    "rents": Bug("k", ("range(0, len(X) - batch_size + 1",),
                 "It learns. Compare what one epoch does with what the first lines of the file promise"),
    "xor": Bug("h", ('new["W2"] = new["W2"] -', 'new["b2"] = new["b2"] -', 'dA1 = dZ2 @ new["W2"]'),
               "It learns. Compare one update with the gradient of the cost where it began, layer by layer"),
    "ring": Bug("c", ("dZ1 = dA1 * A1 * (1 - A1)",),
                "Compare the gradients with central differences, layer by layer: which are wrong?"),
    "exam": Bug("j", ("X_now = rng.permutation(X)", "y_now = rng.permutation(y)"),
                "One update is right. Print the first three examples it sees beside the first three of the table"),
    "corners": Bug("i", ('parameters[f"W{l}"] = np.full',),
                   "The gradients are right. Print W1 before training and after: what do its rows have in common?"),
    "sine": Bug("l", ("history[-1] - history[-2] < tolerance",),
                "The gradients are right. How many epochs does it train, and why no more?"),
}  # fmt: skip


def lines_of(name):
    """All line numbers that count as the place of a program's bug."""
    source = bug_hunt.source(name)
    spans, text = statements(source), source.splitlines()
    found = set()
    for code in BUGS[name].code:
        (number,) = (k for k, line in enumerate(text, start=1) if code in line)
        first, last = spans[number]
        found |= set(range(first, last + 1))
    return found


def _function_at(name, number):
    """The name of the function in which a line stands, or None."""
    for line in reversed(bug_hunt.source(name).splitlines()[:number]):
        if line.startswith("def "):
            return line[4:].split("(")[0]
    return None


def inspect_answer(name, answer):
    """Report on an answer: its form as the student's own check judges it, then whether it is the bug."""
    form = inspect_form(name, answer)
    report = Report(name, list(form.checks), form.started, in_order=True)
    if not report.started:
        return report
    for k, judge in enumerate((_kind, _line)):
        if report.checks[k].passed:
            report.checks[k] = judge(name, answer, report.checks[k].tested)
    return report


def _kind(name, answer, tested):
    letter = letter_of(answer["kind"])
    if letter == BUGS[name].kind:
        return Check("kind", True, tested)
    said = f"another kind of bug. {BUGS[name].hint}"
    return Check("kind", False, tested, "another kind", letter or "", said, f"another kind ({letter})")


def _line(name, answer, tested):
    number, right = line_number(answer["line"]), lines_of(name)
    if number in right:
        return Check("line", True, tested)
    here, there = _function_at(name, number), _function_at(name, min(right))
    said, mistake = f"the bug does not stand in line {number}, nor anywhere else in `{here}`", "another function"
    if here is None:
        said, mistake = f"the bug does not stand in line {number}, above all functions", "no function"
    elif here == there:
        said, mistake = f"the bug does not stand in line {number}, but in the same function", "another statement"
    return Check("line", False, tested, "another line", str(number), said, mistake)
