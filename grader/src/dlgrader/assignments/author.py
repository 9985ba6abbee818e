"""What a description of one's own is written with: see ``docs/author-guide.md``.

``Assignment`` and ``Question`` are :mod:`dlgrader.assignments.description`'s; :func:`ask` and :func:`ask_value` make a
question from its cases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dlcourse.check.harness.calling import fresh
from dlcourse.check.harness.cases import Case
from dlcourse.check.harness.questions import FORM, CasesError, inspection, value_inspection
from dlgrader.assignments import own
from dlgrader.assignments.description import Assignment, DescriptionError, Question

__all__ = ["Assignment", "Case", "DescriptionError", "Question", "ask", "ask_value", "described"]
TRIED = 3  # hidden seeds on which a reference must pass before anybody is judged


def ask(
    name: str,
    points: Mapping[str, float],
    examples: Sequence[Case],
    *,
    reference: Callable,
    draw: Callable | None = None,
    answer: object = None,
    mistakes: Sequence[tuple[str, str, Callable]] = (),
    in_place: str | None = None,
    **more: Any,
) -> Question:
    """A question about one function.

    Parameters
    ----------
    name : of the question and of the function
    points : {check: points}, in the order of the report, together a whole number. A check has the cases that bear its
        name; "shape", "arguments unchanged" and "same answer twice" need none
    examples : the cases that students see
    reference : the right function
    draw : function of a ``numpy.random.Generator`` that gives the hidden cases; without it there are none
    answer, mistakes, in_place : as for ``dlcourse.check.harness.inspection``
    more : other fields of a Question

    Raises
    ------
    DescriptionError
        If the reference does not pass its own checks.
    """
    inspect = inspection(
        name, examples, list(points), answer=answer, reference=reference, draw=draw, mistakes=mistakes,
        in_place=in_place,
    )  # fmt: skip
    form = tuple(check for check in points if check in FORM)
    question = Question(name, points, inspect, None if draw is None else inspect, form, **more)
    for seed in (None, *(range(TRIED) if draw else ())):
        try:
            report = inspect(reference, seed)
        except CasesError as error:
            raise DescriptionError(str(error)) from None
        if not report.passed:
            kind = "an example that students see" if seed is None else "a drawn case"
            said = report.summary().removeprefix(f"{name}: ")
            raise DescriptionError(f"{name}: the reference fails its own checks on {kind}: {said}")
    return question


def ask_value(
    name: str,
    points: Mapping[str, float],
    want: object,
    *,
    answer: object = None,
    mistakes: Sequence[tuple[str, str, object]] = (),
    **more: Any,
) -> Question:
    """A question whose answer is a value: a number worked out by hand, a dictionary of them, a text.

    Parameters
    ----------
    name : of the question and of the value
    points : {check: points}: the keys of ``want`` where that is a dictionary, else "value"
    want, answer, mistakes : as for ``dlcourse.check.harness.value_inspection``
    more : other fields of a Question

    Raises
    ------
    DescriptionError
        If the points and the right value do not have the same keys.
    """
    keys = list(want) if isinstance(want, dict) else ["value"]
    if list(points) != keys:
        raise DescriptionError(f"{name}: its points are for {', '.join(points)}, and its value has {', '.join(keys)}")
    return Question(name, points, value_inspection(name, fresh(want), answer=answer, mistakes=mistakes), **more)


class described:
    """The scored checks of an assignment, for its test cells: ``described("newton").root(root)`` gives points.

    The course folder is the current folder or one above it.

    Raises
    ------
    LookupError
        If no folder above has that description.
    DescriptionError
        If it does not load.
    """

    def __init__(self, name: str):
        here = Path.cwd()
        course = next((one for one in (here, *here.parents) if (one / own.FOLDER / f"{name}.py").is_file()), here)
        found = own.find(name, course)
        if found is None:
            raise LookupError(f"There is no {own.FOLDER}/{name}.py in {here} or above it.")
        self._assignment = own.load(found)

    def __getattr__(self, question: str) -> Callable:
        return self._assignment.scored(question)
