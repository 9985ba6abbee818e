"""Gathering a report's data from the gradebook, the verdict store and nbgrader's folders; nothing is changed."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable, Iterable
from pathlib import Path

from dlcourse.check.harness.report import MIME_TYPE
from dlgrader.course.folder import CourseError, open_course
from dlgrader.gradebook.read import Book, Entry, GradedCell, read_book
from dlgrader.plain.names import is_plain, labels
from dlgrader.reports.classdata import Answer, Class, Question, Student
from dlgrader.verdicts.verdict import (
    GRADED,
    NEEDS_A_PERSON,
    NOT_GRADED,
    STATES,
    CheckVerdict,
    Flag,
    QuestionVerdict,
    Verdict,
    of_points,
    plain,
)

SAME_PROCESS = (
    "same process: the tests ran beside the submissions' code, and it can forge what they say. What is found of that "
    "waits for a person"
)


def gather(
    course: Path, assignment: str, *, answers: bool = True, each: Callable[[Iterable], Iterable] = iter
) -> Class:
    """Read a course folder; nothing in it is changed.

    Parameters
    ----------
    course : an nbgrader course folder
    assignment : its name
    answers : whether to read the students' answers too, for comparing them
    each : wraps the loop over the students, for a progress bar

    Raises
    ------
    CourseError
        Where there is no gradebook, no such assignment, or nothing was handed in. One line for the instructor.
    """
    with open_course(Path(course)) as (_, coursedir):
        book = read_book(coursedir, assignment)
        places = _Places(coursedir, assignment, book.notebooks)
        handed_in = places.students("submitted") | set(book.entries)
        if not handed_in:
            raise CourseError(
                f"Nobody has handed in {assignment}: there is nothing to report. "
                f"`dlgrader collect` puts notebooks into {places.root('submitted')}."
            )
        result = Class(assignment)
        result.stubs, result.solutions = (_answers(places.cells(step)) for step in ("release", "source"))
        given = places.cells("release") or places.cells("source")
        cells = _graded(book, given) if is_plain(assignment, coursedir.root) else _questions(book, given)
        for name, question in cells.items():
            cell = book.cells[name]
            result.questions[question] = plain(result.questions.get(question, 0) + cell.max)
            if cell.manual:
                result.manual.add(question)
        verdicts = _verdicts(Path(course).resolve(), assignment, result.notes)
        for student in each(sorted(handed_in)):
            one = _student(student, book, cells, places, verdicts.get(student), result, answers)
            result.students[student] = one
        result.missing = sorted(set(book.students) - handed_in)
        if any(one.same_process for one in result.students.values()):
            result.notes.append(SAME_PROCESS)
    return result


class _Places:
    """Where nbgrader's folders keep a student's notebooks."""

    def __init__(self, coursedir, assignment: str, names: list[str]):
        self.coursedir, self.assignment, self.names = coursedir, assignment, names

    def folder(self, step: str, student: str) -> Path:
        directory = getattr(self.coursedir, f"{step}_directory")
        return Path(self.coursedir.format_path(directory, student, self.assignment))

    def root(self, step: str) -> Path:
        return Path(str(self.folder(step, "*")).partition("*")[0])

    def students(self, step: str) -> set[str]:
        root = self.root(step)
        if not root.is_dir():
            return set()
        return {one.name for one in root.iterdir() if self.folder(step, one.name).is_dir()}

    def notebooks(self, step: str, student: str = ".") -> list[Path]:
        """Those that are there; of an assignment with one notebook also one with another name."""
        folder = self.folder(step, student)
        if len(self.names) < 2:
            return sorted(folder.glob("*.ipynb"))[:1]
        return [path for name in self.names if (path := folder / f"{name}.ipynb").is_file()]

    def read(self, step: str, student: str = ".") -> tuple[list[dict], dict]:
        """The cells of all of them, in order, and what the grader put into their metadata.

        One that cannot be read has nothing. Where two have the same grade id, their names stand in front of it.
        """
        found = {path.stem: _notebook(path) for path in self.notebooks(step, student)}
        ids = [(name, _id(cell)) for name, (cells, _) in found.items() for cell in cells if _id(cell)]
        apart = labels(ids) if len(self.names) > 1 else {}
        whole, kept = [], {}
        for name, (cells, more) in found.items():
            for cell in cells:
                if (label := apart.get((name, _id(cell)))) is not None:
                    cell["metadata"]["nbgrader"]["grade_id"] = label
            whole += cells
            for key, value in more.items():
                kept[key] = kept[key] + value if isinstance(kept.get(key), list) and isinstance(value, list) else value
        return whole, kept

    def cells(self, step: str, student: str = ".") -> list[dict]:
        return self.read(step, student)[0]


def _id(cell: dict) -> str:
    meta = cell["metadata"].get("nbgrader")
    return str(meta.get("grade_id") or "") if isinstance(meta, dict) else ""


def _notebook(path: Path) -> tuple[list[dict], dict]:
    """A notebook's cells, and what the grader put into its metadata; nothing where it cannot be read."""
    try:
        content = json.loads(path.read_bytes())
        cells = [one for one in content["cells"] if isinstance(one, dict) and isinstance(one.get("metadata"), dict)]
        return cells, dict(content.get("metadata", {}).get("dlgrader", {}))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [], {}


def text_of(cell: dict) -> str:
    """A cell's source as one string."""
    source = cell.get("source", "")
    return "".join(part for part in source if isinstance(part, str)) if isinstance(source, list) else str(source)


def _graded(book: Book, cells: list[dict]) -> dict[str, str]:
    """{graded cell: question} of a plain assignment, in the notebooks' order: each is a question of its own."""
    order = [_id(cell) for cell in cells if _id(cell) in book.cells]
    return {name: name for name in dict.fromkeys([*order, *book.cells])}


def _questions(book: Book, cells: list[dict]) -> dict[str, str]:
    """{graded cell: question} in the notebook's order: a test's own name, else the answer before it."""
    order, before = {}, None
    for cell in cells:
        meta = cell["metadata"].get("nbgrader") or {}
        name = meta.get("grade_id")
        if meta.get("solution"):
            before = name
        if name in book.cells and name not in order:
            manual = book.cells[name].manual or name.startswith("test_") or before is None
            order[name] = name.removeprefix("test_") if manual else before
    return order | {name: name.removeprefix("test_") for name in book.cells if name not in order}


def _verdicts(course: Path, assignment: str, notes: list[str]) -> dict[str, Verdict]:
    from dlgrader.course.secret import NAME, course_secret, is_lost
    from dlgrader.verdicts.store import FOLDER, Store

    if not os.path.lexists(course / NAME):
        if is_lost(course, course / FOLDER / assignment):
            notes.append(
                f"{NAME} is missing: what it signed is not believed, and the graded notebooks speak. "
                "Bring it back from a backup"
            )
        return {}
    store = Store(course, assignment, course_secret(course))
    found = store.latest()
    notes += store.notes
    return found


def _student(
    student: str, book: Book, cells: dict, places: _Places, verdict: Verdict | None, whole: Class, answers: bool
) -> Student:
    entry = book.entries.get(student)
    result = Student(student, book.students.get(student, ""))
    graded = places.notebooks("autograded", student)
    autograded, kept = places.read("autograded", student) if graded and (answers or verdict is None) else ([], {})
    if entry is None or not entry.grades:
        named = shlex.quote(student)
        result.notes.append(f"not been graded yet: run `dlgrader autograde {whole.assignment} --student {named}`")
        entry = Entry()
        verdict = Verdict(whole.assignment, NOT_GRADED)
    elif verdict is None:
        verdict = _shown(autograded, kept, cells, whole.assignment)
    result.late, result.penalty = entry.late, plain(entry.penalty)
    result.flags = list(verdict.flags)
    result.notes = [*verdict.notes, *result.notes]
    for name, question in cells.items():
        one = _question(entry, book.cells[name], verdict, question, result)
        if before := result.questions.get(question):  # two graded cells of one question
            one = _joined(before, one)
        result.questions[question] = one
    result.state = _state([question.state for question in result.questions.values()], verdict.state)
    if result.late or result.penalty:
        said = f"late; the penalty of {result.penalty:g} is not taken off here" if result.penalty else "late"
        result.notes.append(said)
    if graded and _is_newer(places.notebooks("submitted", student), graded):
        result.notes.append(f"handed in again since it was graded: run `dlgrader autograde {whole.assignment}`")
    if verdict.unsafe:
        result.notes.append("run without the sandbox")
    result.same_process = verdict.same_process
    if answers:
        whole.answers[student] = _answers(autograded)
    return result


def _is_newer(submitted: list[Path], graded: list[Path]) -> bool:
    newest = max((path.lstat().st_mtime for path in submitted), default=0)  # it may be a link to nowhere
    return newest > max(path.stat().st_mtime for path in graded)


def _question(entry: Entry, cell: GradedCell, verdict: Verdict, question: str, student: Student) -> Question:
    found = verdict.questions.get(question)
    grade = entry.grades.get(cell.name)
    if grade is None:
        return Question(0, plain(cell.max), NOT_GRADED, manual=cell.manual)
    result = Question(plain(grade.points), plain(cell.max), manual=cell.manual)
    if found is not None:
        result.started, result.said, result.checks = found.started, found.said, of_points(found, cell.max).checks
    elif cell.manual:
        # nbgrader gives an untouched answer its 0 by itself; any other waits for a person.
        result.started = grade.held or grade.manual is not None
    if grade.held:
        said = found.state if found and found.state != GRADED else verdict.state
        result.state = NEEDS_A_PERSON if cell.manual or said == GRADED else said
        if said == GRADED and grade.manual is not None and not cell.manual:  # nbgrader asks for another look
            auto = "nothing" if grade.auto is None else f"{plain(grade.auto):g}"
            student.notes.append(
                f"{question}: {result.points:g} points given by hand stand; the checks now give {auto}. Look again"
            )
    elif grade.manual is not None and not cell.manual:
        before = "held before" if grade.auto is None else f"{plain(grade.auto):g} by the checks"
        student.notes.append(f"{question}: {result.points:g} points given by hand ({before})")
    return result


def _joined(one: Question, other: Question) -> Question:
    return Question(
        plain(one.points + other.points), plain(one.max + other.max), _state([one.state, other.state], GRADED),
        one.started or other.started, one.said or other.said, one.checks or other.checks, one.manual or other.manual,
    )  # fmt: skip


def _state(states: list[str], otherwise: str) -> str:
    if not states:
        return otherwise
    return next((state for state in (NOT_GRADED, NEEDS_A_PERSON) if state in states), GRADED)


def _shown(cells: list[dict], kept: dict, names: dict[str, str], assignment: str) -> Verdict:
    """What the autograded notebook shows, where the verdict store has nothing: graded by nbgrader's own command."""
    verdict = Verdict(assignment, GRADED if cells else NOT_GRADED)
    for cell in cells:
        question = names.get((cell["metadata"].get("nbgrader") or {}).get("grade_id", ""))
        for output in cell.get("outputs") or []:
            report = (output.get("data") or {}).get(MIME_TYPE) if isinstance(output, dict) else None
            if question and isinstance(report, dict):
                verdict.questions[question] = _from_report(report)
    verdict.state = _state([question.state for question in verdict.questions.values()], verdict.state)
    verdict.same_process = kept.get("same_process") is True
    verdict.notes = [str(note) for note in kept.get("notes", [])]
    verdict.flags = [Flag(**flag) for flag in kept.get("flags", [])]
    return verdict


def _from_report(report: dict) -> QuestionVerdict:
    state = str(report.get("state"))
    state = state if state in STATES else GRADED
    checks = [CheckVerdict(**one) for one in report.get("checks", [])]
    checks = checks or [
        CheckVerdict("checks", False, message=str(report.get("said", "")), mistake=str(mistake))
        for mistake in report.get("mistakes", [])
    ]
    said = str(report.get("said", ""))
    return QuestionVerdict(0, 0, state, bool(report.get("started", True)), said, checks)


def _answers(cells: list[dict]) -> dict[str, Answer]:
    """The answer cells by name, and all other code together under ""."""
    found, own = {}, []
    for cell in cells:
        meta = cell["metadata"].get("nbgrader") or {}
        if meta.get("solution"):
            found[str(meta.get("grade_id"))] = Answer(text_of(cell), cell.get("cell_type") == "code")
        elif not meta.get("grade_id") and cell.get("cell_type") == "code":
            own.append(text_of(cell))
    return found | ({"": Answer("\n".join(own))} if own else {})
