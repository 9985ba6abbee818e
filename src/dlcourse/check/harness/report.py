"""What a check found, and how it is shown: a small table in a notebook, plain text elsewhere."""

import sys
import textwrap
from dataclasses import dataclass, field

from dlcourse.check.harness.newest import older_version
from dlcourse.check.harness.table import as_html

STUB = "not started yet"
# Mistakes that another check may know by a better name.
GENERAL = ("shape", "gradient missing", "W without .T", "order of the product")
AGAIN = "To try it yourself: "
MIME_TYPE = "application/vnd.dlcourse.report+json"
seen = {}  # name of a check: (whether it passed, what it said), as it was last run in this kernel


@dataclass
class Check:
    """One property that was tried.

    ``passed`` is True, False, or None where it was not judged. ``mistake`` is a short stable name of the mistake when
    it was recognised, such as "average missing"; ``message`` says it in words. ``seconds`` is how long the calls took
    that it looked at; checks share calls. ``again`` is a line of code that makes its inputs in a learner's notebook.
    """

    name: str
    passed: bool | None
    tested: str = ""
    expected: str = ""
    got: str = ""
    message: str = ""
    mistake: str | None = None
    seconds: float = 0
    again: str = ""

    @property
    def word(self):
        """One of "ok", "look here", "not judged"."""
        return {True: "ok", False: "look here", None: "not judged"}[self.passed]


@dataclass
class Report:
    """All checks of one question.

    ``started`` is False where only the stub was there. ``in_order`` makes the first failed check the summary; else a
    check whose mistake was recognised goes before one that only says what differs. ``older`` says, where it is so, that
    a version was judged that is not the one typed last.
    """

    question: str
    checks: list = field(default_factory=list)
    started: bool = True
    notes: list = field(default_factory=list)
    in_order: bool = False
    older: str = ""

    @property
    def passed(self):
        """True when it was started, every check passed, and it is about what was typed last."""
        judged = self.started and bool(self.checks) and not self.older
        return judged and all(check.passed is True for check in self.checks)

    @property
    def mistakes(self):
        """Names of the mistakes that were recognised, in the order of the checks, each once."""
        return list(dict.fromkeys(check.mistake for check in self.checks if check.mistake))

    def summary(self):
        """One line: what is wrong first, or that all is right."""
        if not self.older:
            return self._about_the_answer()
        if not self.checks or all(check.passed for check in self.checks):  # "passed" would be read alone
            return f"{self.question}: {self.older} Mend that cell, run it, and run this check again"
        return f"{self.question}: {self.older} {self._about_the_answer().removeprefix(f'{self.question}: ')}"

    def _about_the_answer(self):
        if not self.started:
            return f"{self.question}: {STUB}"
        if self.passed:
            return f"{self.question}: all {len(self.checks)} checks passed"
        wrong = [check for check in self.checks if check.passed is not True]
        named = [check for check in wrong if check.mistake and check.mistake not in GENERAL and not self.in_order]
        first = named[0] if named else None
        first = first or next((check for check in wrong if check.passed is False), wrong[0] if wrong else None)
        if first is None:
            return f"{self.question}: nothing could be tried"
        said = first.message or f"{first.name}: expected {first.expected}, got {first.got}"
        tested = f" (tested: {first.tested})" if first.tested else ""
        return f"{self.question}: {said}{tested}"

    def _rows(self):
        for check in self.checks:
            yield check.name, check.tested, check.expected, check.got, check.word, check.message

    def _repr_html_(self):
        return as_html(self, AGAIN)

    def as_dict(self):
        """What a program reads from a stored notebook: plain values that JSON can hold."""
        return {
            "question": self.question,
            "started": self.started,
            "passed": self.passed,
            "mistakes": self.mistakes,
            "said": self.summary().removeprefix(f"{self.question}: "),
        }

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": str(self), "text/html": self._repr_html_(), MIME_TYPE: self.as_dict()}

    def __str__(self):
        lines = [self.summary()]
        if not self.started:
            return lines[0]
        width = max((len(check.name) for check in self.checks), default=0)
        for check, (name, tested, expected, got, word, message) in zip(self.checks, self._rows(), strict=True):
            line = f"  {name:<{width}}  {word:<10}  {tested}"
            if expected or got:
                line += f"  expected {expected}, got {got}"
            lines.append(line.rstrip())
            if message:
                lines.append(f"  {'':<{width}}  {message}")
            if check.again:
                lines.append(f"  {'':<{width}}  {AGAIN}{check.again}")
        lines += [f"  Note: {note}" for note in self.notes]
        return "\n".join(lines)


def show(report):
    """Display the report: as a table in a notebook, as text elsewhere."""
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        from IPython.display import display

        display(report)
    else:
        print(report)


class Failed(AssertionError):
    """An AssertionError that a notebook, and nbgrader's Validate, show without the frames of this package."""

    def _render_traceback_(self):
        return textwrap.wrap(str(self), 72)  # Validate cuts longer lines off


class Interrupted(KeyboardInterrupt):
    """A KeyboardInterrupt in one sentence, without the frames of this package."""

    def _render_traceback_(self):
        return textwrap.wrap(str(self), 72)


Interrupted.__name__ = "KeyboardInterrupt"  # what a notebook and its tools know it by


def conclude(report, todo_ok=False):
    """Show the report, and raise an AssertionError of one line if anything in it is wrong.

    With ``todo_ok`` an exercise nobody has started is shown as "to do" and raises nothing.
    """
    __tracebackhide__ = True
    report.older = older_version()
    seen[report.question] = report.passed, report.summary().removeprefix(f"{report.question}: ")
    if not report.started and todo_ok and not report.older:
        print(f"{report.question}: to do")
        return
    show(report)
    if not report.passed:
        raise Failed(report.summary()) from None
