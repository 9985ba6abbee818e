"""Checks of the assignment "Bug Hunt": whether an answer has the right form. Whether it is right is judged when graded.

The key is no part of this package.
"""

import ast
from dataclasses import dataclass

from dlcourse import bug_hunt
from dlcourse.check.harness.common import public_check
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.report import Check, Report

CHECKS = {name: ["kind", "line"] for name in bug_hunt.PROGRAMS}


@dataclass
class FormReport(Report):
    """A report that promises nothing about the answer where its form is right."""

    def summary(self):
        if self.passed:
            return f"{self.question}: the form is right. Whether it is the bug is seen when your work is graded"
        return super().summary()


def letter_of(kind):
    """The letter of a kind, given by its letter or its words, in any case; None where it is neither."""
    if not isinstance(kind, str):
        return None
    said = " ".join(kind.split()).rstrip(".").casefold()
    for letter, words in bug_hunt.KINDS.items():
        if said in (letter, words.casefold()):
            return letter
    return None


def line_number(line):
    """A whole number from a Python or NumPy number, or None."""
    array = as_array(line)
    if array is None or array.ndim or isinstance(line, bool) or not float(array).is_integer():
        return None  # infinity and NaN are no whole numbers either
    return int(array)


def statements(source):
    """{line number: (first, last) line of the statement that stands there}; of a block, its head counts alone.

    Comments, blank lines and docstrings hold no statement.
    """
    found = {}
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.stmt) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            continue
        first, last = node.lineno, node.end_lineno
        if getattr(node, "body", None):
            last = max(first, node.body[0].lineno - 1)
        for number in range(first, last + 1):
            if number not in found or found[number][0] < first:
                found[number] = (first, last)
    text = source.splitlines()
    return {number: span for number, span in found.items() if text[number - 1].split("#")[0].strip(' "\t')}


def inspect_form(name, answer):
    """Report on ``{"kind": ..., "line": ...}``: a kind of the list, and a line of the program that holds code."""
    report = FormReport(name, in_order=True)
    if not isinstance(answer, dict):
        said = f"{name} must be a dictionary with kind and line, not {type(answer).__name__}"
        checks = [Check(part, False, "", "a dictionary", type(answer).__name__, said, "not a dictionary")
                  for part in CHECKS[name]]  # fmt: skip
        report.checks = checks
        return report
    kind, line = answer.get("kind"), answer.get("line")
    if kind is None and line is None:
        report.started = False
        return report
    report.checks = [_kind(kind), _line(name, line)]
    return report


def _kind(kind):
    wanted = f"a letter from {min(bug_hunt.KINDS)} to {max(bug_hunt.KINDS)}"
    if kind is None:
        return Check("kind", False, "", wanted, "nothing", "the kind is missing", "kind missing")
    letter = letter_of(kind)
    if letter is None:
        said = f"{str(kind)[:40]!r} is no kind of the list: give {wanted}, in quotes"
        return Check("kind", False, "", wanted, str(kind)[:40], said, "unknown kind")
    return Check("kind", True, f"{letter}: {bug_hunt.KINDS[letter]}")


def _line(name, line):
    source = bug_hunt.source(name)
    last, wanted = len(source.splitlines()), "the number of a line of code"
    if line is None:
        return Check("line", False, "", wanted, "nothing", "the line is missing", "line missing")
    number = line_number(line)
    if number is None:
        said = f"the line must be a whole number without quotes, not {str(line)[:40]!r}"
        return Check("line", False, "", wanted, str(line)[:40], said, "line is no number")
    if not 1 <= number <= last:
        said = f"{name} has lines 1 to {last}, and no line {number}"
        return Check("line", False, "", wanted, str(number), said, "no such line")
    if number not in statements(source):
        said = f"line {number} of {name} holds no code: a comment, a description or nothing"
        return Check("line", False, "", wanted, str(number), said, "no code there")
    return Check("line", True, f"line {number}: {source.splitlines()[number - 1].strip()[:60]}")


def inspect_rents(rents):
    """Report on the form of the answer about ``bug_hunt.rents``."""
    return inspect_form("rents", rents)


def inspect_xor(xor):
    """Report on the form of the answer about ``bug_hunt.xor``."""
    return inspect_form("xor", xor)


def inspect_ring(ring):
    """Report on the form of the answer about ``bug_hunt.ring``."""
    return inspect_form("ring", ring)


def inspect_exam(exam):
    """Report on the form of the answer about ``bug_hunt.exam``."""
    return inspect_form("exam", exam)


def inspect_corners(corners):
    """Report on the form of the answer about ``bug_hunt.corners``."""
    return inspect_form("corners", corners)


def inspect_sine(sine):
    """Report on the form of the answer about ``bug_hunt.sine``."""
    return inspect_form("sine", sine)


rents = public_check("rents", inspect_rents)
xor = public_check("xor", inspect_xor)
ring = public_check("ring", inspect_ring)
exam = public_check("exam", inspect_exam)
corners = public_check("corners", inspect_corners)
sine = public_check("sine", inspect_sine)
