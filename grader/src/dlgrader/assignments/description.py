"""What an assignment is: one frozen description, checked when it is made.

The judge, the banks of mistakes, the test cells of a notebook, the feedback and the tests read it and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from dlcourse import data as datasets
from dlcourse.check.harness.report import Report
from dlgrader.assignments.scoring import scored

# A lecture's file and one of its headings.
Place = tuple[str, str]
_LECTURE = re.compile(r"\d\d-[a-z-]+")
_QUESTION = re.compile(r"[a-z][a-z0-9_]*")


class DescriptionError(ValueError):
    """A description that contradicts itself; the text says where."""


@dataclass(frozen=True)
class Gradients:
    """That the gradients of a question must come from the chain rule.

    Attributes
    ----------
    function : the name that computes them
    place : where its parameters stand among the arguments, from 0
    right : function of the same arguments that gives the right gradients
    cost : function of the same arguments that gives the cost they are of
    """

    function: str
    place: int
    right: Callable
    cost: Callable


@dataclass(frozen=True)
class Question:
    """One graded question.

    Attributes
    ----------
    name : as nbgrader's cells bear it
    points : {check: points}, in the order of the report; together a whole number
    public : function of the answers that gives the report on the inputs that students see
    hidden : function of the answers and ``seed`` that gives the report on inputs made from that number; or None
    form : the checks that count only beside one of substance
    defines : the names that the solution cell defines; the question's own where nothing else is said
    read_again : a lecture and its heading
    counted : functions of earlier questions whose calls are counted while this one's run
    gradients : where they must come from the chain rule
    """

    name: str
    points: Mapping[str, float]
    public: Callable[..., Report]
    hidden: Callable[..., Report] | None = None
    form: tuple[str, ...] = ()
    defines: tuple[str, ...] = ()
    read_again: Place = ("", "")
    counted: tuple[str, ...] = ()
    gradients: Gradients | None = None

    def __post_init__(self):
        object.__setattr__(self, "points", MappingProxyType(dict(self.points)))
        object.__setattr__(self, "defines", tuple(self.defines) or (self.name,))
        _refuse_unless(
            isinstance(self.name, str) and _QUESTION.fullmatch(self.name), f"{self.name!r} is no name of a question"
        )
        _refuse_unless(self.points, f"{self.name}: it has no check")
        without = [check for check, points in self.points.items() if not points > 0]
        _refuse_unless(not without, f"{self.name}: no points for {', '.join(without)}")
        total = sum(self.points.values())
        _refuse_unless(total == int(total), f"{self.name}: its checks give {total:g} points, which is no whole number")
        unknown = [check for check in self.form if check not in self.points]
        _refuse_unless(not unknown, f"{self.name}: of form, but no check: {', '.join(unknown)}")
        _refuse_unless(len(self.form) < len(self.points), f"{self.name}: no check of substance")
        wrong = [name for name in self.defines if not name.isidentifier()]
        _refuse_unless(not wrong, f"{self.name}: cannot be defined in a cell: {', '.join(wrong)}")
        _refuse_unless(callable(self.public), f"{self.name}: `public` is no function")
        _refuse_unless(self.hidden is None or callable(self.hidden), f"{self.name}: `hidden` is no function")
        lecture, heading = self.read_again
        _refuse_unless(
            not lecture or (_LECTURE.fullmatch(lecture) and heading), f"{self.name}: {lecture!r} is no lecture's file"
        )
        if self.gradients is not None:
            _refuse_unless(
                self.gradients.function in self.defines, f"{self.name}: does not define {self.gradients.function}"
            )

    @property
    def total(self) -> int:
        """All its points."""
        return int(sum(self.points.values()))


@dataclass(frozen=True)
class Assignment:
    """An assignment: its questions in order, and what the whole of it needs.

    Attributes
    ----------
    name : as nbgrader names it, with ``-``
    questions : in the notebook's order
    seed : for the hidden inputs of its test cells; a course's judge uses its own
    manual : {question: points} of those that a person grades
    stand_ins : {name: function}, right answers lent to later questions
    data : names in ``dlcourse.data`` that its cells may ask for
    modules : of the course, that its cells may import besides NumPy; a path is a file that one of them reads
    any_library : whether no library does the work that is asked for
    form_only : whether a student's own check sees the form of an answer and no more
    """

    name: str
    questions: tuple[Question, ...]
    seed: int
    manual: Mapping[str, int] = field(default_factory=dict)
    stand_ins: Mapping[str, Callable] = field(default_factory=dict)
    data: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    any_library: bool = False
    form_only: bool = False

    def __post_init__(self):
        object.__setattr__(self, "manual", MappingProxyType(dict(self.manual)))
        object.__setattr__(self, "stand_ins", MappingProxyType(dict(self.stand_ins)))
        _refuse_unless(self.questions, f"{self.name}: it has no question")
        names = [question.name for question in self.questions] + list(self.manual)
        _refuse_unless(len(names) == len(set(names)), f"{self.name}: a question stands twice: {_twice(names)}")
        defined = [name for question in self.questions for name in question.defines]
        _refuse_unless(len(defined) == len(set(defined)), f"{self.name}: defined twice: {_twice(defined)}")
        unknown = set(self.stand_ins) - set(defined)
        _refuse_unless(not unknown, f"{self.name}: lends what no question defines: {', '.join(sorted(unknown))}")
        earlier: set[str] = set()
        for question in self.questions:
            late = set(question.counted) - earlier
            _refuse_unless(
                not late,
                f"{self.name}: {question.name} counts calls of {', '.join(sorted(late))}, not defined before it",
            )
            earlier |= set(question.defines)
        missing = [name for name in self.data if not hasattr(datasets, name)]
        _refuse_unless(not missing, f"{self.name}: no data are called {', '.join(missing)}")

    def __getitem__(self, name: str) -> Question:
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(question.name == name for question in self.questions)

    @property
    def defines(self) -> dict[str, tuple[str, ...]]:
        """{question: the names that its solution cell defines}, in order."""
        return {question.name: question.defines for question in self.questions}

    @property
    def totals(self) -> dict[str, int]:
        """{question: points} of those that the checks give."""
        return {question.name: question.total for question in self.questions}

    def inspections(self, name: str, answers: list, seed: int | None = None) -> list[Callable[[], Report]]:
        """What judges a question: functions without arguments, each giving a report with the same checks.

        The first uses the inputs that students see, the second, where there is one, inputs made from ``seed``.

        Parameters
        ----------
        name : of the question
        answers : the objects that its cell defines, in the order of ``defines``
        seed : of the hidden inputs; the assignment's own where none is given
        """
        question = self[name]
        found = [partial(question.public, *answers)]
        if question.hidden is not None:
            found.append(partial(question.hidden, *answers, seed=self.seed if seed is None else seed))
        return found

    def scored(self, name: str) -> Callable:
        """What a test cell calls: a function of the answers that shows the report and returns points.

        Raises
        ------
        AttributeError
            If no question is called so.
        """
        if name not in self:
            raise AttributeError(f"{self.name} has no question {name!r}")
        question = self[name]
        return scored(name, self.inspections, question.points, question.form)


def _refuse_unless(right: object, problem: str) -> None:
    if not right:
        raise DescriptionError(problem)


def _twice(names: list[str]) -> str:
    return ", ".join(sorted({name for name in names if names.count(name) > 1}))
