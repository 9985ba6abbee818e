"""The report as one page: no script, nothing loaded, every text of a student's escaped."""

from __future__ import annotations

import difflib
import functools
from datetime import UTC, datetime
from pathlib import Path

import jinja2

from dlcourse.look.fonts import page_style
from dlgrader.reports import statistics
from dlgrader.reports.classdata import ALIKE, Class
from dlgrader.reports.similar import Together
from dlgrader.reports.syntax import line_shape
from dlgrader.reports.terminal import number, safe
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED

# Sets of nearly equal answers that are shown in full, and lines of each answer.
MOST_PAIRS, MOST_LINES = 40, 200


def as_page(whole: Class, pairs: list[Together], now: datetime | None = None) -> str:
    """The page's HTML."""
    figures = statistics.question_figures(whole)
    found = statistics.mistakes(whole)
    students = list(whole.students.values())
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            whole=whole,
            made=f"{now or datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            counts={state: len(whole.in_state(state)) for state in (GRADED, NEEDS_A_PERSON, NOT_GRADED)},
            penalties=sum(student.penalty > 0 for student in students),
            spread=statistics.spread(whole),
            figures=figures,
            mistakes=found,
            most_mistakes=max((one.count for one in found), default=1),
            by_hand=[student for student in students if student.only_for_a_person],
            waiting=[
                (state, [one for one in whole.in_state(state) if not one.only_for_a_person])
                for state in (NEEDS_A_PERSON, NOT_GRADED)
            ],
            flags=[(one, flag) for one in students for flag in one.flags if flag.kind != ALIKE],
            pairs=[(pair, _sides(whole, pair) if k < MOST_PAIRS else []) for k, pair in enumerate(pairs)],
            definitions=statistics.DEFINITIONS,
        )
    )


class _Side:
    """One student's answer beside another's: its lines, each with whether the other has it too."""

    def __init__(self, student: str, lines: list[tuple[bool, str]]):
        self.student, self.lines = student, lines


def _sides(whole: Class, pair: Together) -> list[tuple[str, list[_Side]]]:
    shown = []
    for part in pair.parts:
        one, other = _unlike(whole, part.question, pair.students)
        texts = [_text(whole, student, part.question).splitlines()[:MOST_LINES] for student in (one, other)]
        shapes = [[line_shape(line) for line in lines] for lines in texts]
        same: list[set[int]] = [set(), set()]
        for block in difflib.SequenceMatcher(None, *shapes, autojunk=False).get_matching_blocks():
            same[0].update(range(block.a, block.a + block.size))
            same[1].update(range(block.b, block.b + block.size))
        sides = [
            _Side(student, [(k in same[side] and bool(shapes[side][k]), line) for k, line in enumerate(texts[side])])
            for side, student in enumerate((one, other))
        ]
        shown.append((part.question, sides))
    return shown


def _unlike(whole: Class, question: str, students: tuple[str, ...]) -> tuple[str, str]:
    """Two of the students, with different texts where there are any."""
    first = students[0]
    other = next((one for one in students if _text(whole, one, question) != _text(whole, first, question)), students[1])
    return first, other


def _text(whole: Class, student: str, question: str) -> str:
    answers = whole.answers.get(student, {})
    found = answers.get(question) or answers.get("")
    return found.text if found else ""


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["look_css"] = page_style()
    environment.filters |= {"safe_line": safe, "number": number, "plain": lambda value: f"{float(value):g}"}
    return environment
