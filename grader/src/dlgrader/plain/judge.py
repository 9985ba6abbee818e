"""From a read notebook of a plain assignment to a verdict: as nbgrader would grade it, but for its known injustices."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from importlib.metadata import version

from nbformat import NotebookNode

from dlcourse.notebooks.arrange import MOVED
from dlcourse.notebooks.cells import same_text
from dlgrader.plain.assignment import Plain, notebook_of, questions
from dlgrader.plain.code import names_of
from dlgrader.plain.run import GIVEN, OWN, TEST, Outcome, Run
from dlgrader.reading import Submission, message, read_submission
from dlgrader.reading.cell import Cell
from dlgrader.sandbox import Limits, SandboxMissing, available, policy
from dlgrader.sandbox.process import Gone
from dlgrader.verdicts.verdict import (
    GRADED,
    NEEDS_A_PERSON,
    NOT_GRADED,
    CheckVerdict,
    Flag,
    QuestionVerdict,
    Verdict,
    plain,
    sealed,
)

STDERR = "it wrote to stderr; plain nbgrader gives 0 for that, and here it counts nothing"
_REFERENCES: dict[tuple, dict[str, Outcome]] = {}


@dataclass
class _Task:
    """One notebook to judge: what is judged, with what, and what came of the instructor's own solution."""

    submission: Submission
    what: Plain
    notebook: str
    seed: int
    files: dict[str, bytes]
    limits: Limits
    unsafe: bool
    reference: dict[str, Outcome] = field(default_factory=dict)


def judge_notebook(
    submission: Submission,
    what: Plain,
    notebook: str,
    seed: int,
    files: dict[str, bytes],
    *,
    student: str = "",
    limits: Limits | None = None,
    unsafe: bool = False,
) -> Verdict:
    """The verdict on one notebook; its questions are the ids of the graded cells.

    Parameters
    ----------
    submission : the notebook, read and repaired
    what : the assignment
    notebook : the notebook's name
    seed : of the random numbers that its cells draw
    files : what lies beside it, the assignment's own files among them
    student : for what is said about a notebook that cannot be read

    Raises
    ------
    SandboxMissing
        Where no sandbox can be made and ``unsafe`` is not given.
    """
    if submission.problem:
        said = message(student, what.name, submission.problem, submission.salvageable)
        return Verdict(what.name, NEEDS_A_PERSON, notes=[said, *submission.notes], unsafe=unsafe, same_process=True)
    policy.use(what.libraries)
    try:
        if not unsafe and (problem := available()):
            raise SandboxMissing(problem)
        task = _Task(submission, what, notebook, seed, files, limits or Limits(), unsafe)
        task.reference = _reference(task)
        return _judged(task)
    finally:
        policy.use()


def _reference(task: _Task) -> dict[str, Outcome]:
    """What the instructor's own solution gives in each test; nothing where there is none."""
    what, name = task.what, task.notebook
    key = what.digest, name, task.limits, task.unsafe
    if key not in _REFERENCES:
        if len(_REFERENCES) > 20:
            _REFERENCES.clear()
        outcomes: dict[str, Outcome] = {}
        texts = what.notebooks[name]
        if texts.solution is not None:
            release, source = notebook_of(texts.release), notebook_of(texts.source)
            read = read_submission(texts.solution.encode(), release, source)
            own = _Task(read, what, name, 0, what.files, task.limits, task.unsafe)
            if not read.problem:
                run = None
                try:
                    run = _run_of(own)
                    outcomes = {question: outcome for question, _, outcome in _outcomes(own, run)}
                except Gone:  # whatever it is, it is said of each test that a student fails too
                    pass
                finally:
                    if run is not None:
                        run.close()
        _REFERENCES[key] = outcomes
    return _REFERENCES[key]


def _judged(task: _Task) -> Verdict:
    start, run = time.monotonic(), None
    submission, what = task.submission, task.what
    verdict = Verdict(what.name, unsafe=task.unsafe, same_process=True, grader=version("dlgrader"))
    most = {one.name: one.points for one in questions(submission.notebook)}
    try:
        run = _run_of(task)
        started = _started(task)
        for name, position, outcome in _outcomes(task, run):
            verdict.questions[name], flags = _question(task, name, most[name], outcome, started[name])
            if outcome.error:
                _say(verdict.questions[name], task, position, outcome, run.loaded.errors.get(position))
            verdict.flags += flags
            if verdict.questions[name].state == NOT_GRADED:
                verdict.notes.append(f"{name}: {verdict.questions[name].said}")
    except Gone as gone:
        verdict.notes.append(f"stopped: {gone.reason}")
        for name in _tests(submission.notebook):  # a busy machine may be why: nobody loses a point for it
            said = f"not tried: {gone.reason}"
            verdict.questions.setdefault(name, QuestionVerdict(0, most[name], NEEDS_A_PERSON, said=said))
    except Exception as error:  # a fault of ours costs no student a point
        verdict.state, verdict.questions = NOT_GRADED, {}
        verdict.notes.append(f"not graded: the grader failed ({type(error).__name__}: {error})")
    finally:
        if run is not None:
            run.close()
            verdict.notes = [*run.loaded.notes, *verdict.notes]
            verdict.outputs = run.loaded.outputs
    verdict.notes = [*_notes(task), *verdict.notes]
    _hold_lost_answers(task, verdict, most)
    states = [question.state for question in verdict.questions.values()]
    if verdict.state == GRADED and set(states) - {GRADED}:
        verdict.state = NEEDS_A_PERSON
    return sealed(verdict, time.monotonic() - start)


def _notes(task: _Task) -> list[str]:
    here = "graded cells were moved; shown and run in the assignment's order"
    return [here if note == MOVED else note for note in task.submission.notes]


def _tests(notebook: NotebookNode) -> list[str]:
    return [one.name for one in questions(notebook) if not one.manual]


def _run_of(task: _Task) -> Run:
    """The notebook behind the wall, its cells run."""
    what = task.what
    released = {
        cell.source.strip()
        for cell in notebook_of(what.notebooks[task.notebook].release).cells
        if cell.cell_type == "code" and not (cell.metadata.get("nbgrader") or {}).get("solution")
    }
    cells, kinds = [], {}
    for position, cell in enumerate(task.submission.notebook.cells):
        if cell.cell_type != "code":
            continue
        meta = cell.metadata.get("nbgrader") or {}
        answer = bool(meta.get("solution"))
        test = bool(meta.get("grade")) and not answer
        given = not answer and (bool(meta) or cell.source.strip() in released)
        kinds[position] = TEST if test else GIVEN if given else OWN
        source = what.visible(cell.source) if given or test else cell.source
        cells.append(Cell(position, meta.get("grade_id") if answer else None, source))
    return Run(cells, kinds, task.files, task.limits, task.unsafe, task.seed, what.libraries)


def _outcomes(task: _Task, run: Run):
    """``(grade id, position, Outcome)`` of each test, one after the other. Raises Gone."""
    asked = {
        name
        for cell in notebook_of(task.what.notebooks[task.notebook].release).cells
        if cell.cell_type == "code" and (cell.metadata.get("nbgrader") or {}).get("solution")
        for name in names_of(cell.source)
    }
    for position, cell in enumerate(task.submission.notebook.cells):
        if run.kinds.get(position) == TEST:
            seen = run.loaded.errors.get(position)
            late = seen is not None and seen[0] == "TimeIsUp"  # with its hidden lines it would take as long again
            outcome = Outcome(seen) if late else run.test(position, cell.source, asked)
            yield cell.metadata.nbgrader["grade_id"], position, outcome


def _started(task: _Task) -> dict[str, bool]:
    """By test, whether one of the answers since the test before it was begun; a test without any counts as begun."""
    stubs = {
        cell.metadata.nbgrader["grade_id"]: cell.source
        for cell in notebook_of(task.what.notebooks[task.notebook].release).cells
        if (cell.metadata.get("nbgrader") or {}).get("solution")
    }
    found, answers, tested = {}, [], False
    for cell in task.submission.notebook.cells:
        meta = cell.metadata.get("nbgrader") or {}
        if meta.get("solution") and cell.cell_type == "code":
            if tested:
                answers, tested = [], False
            stub = stubs.get(meta["grade_id"])
            answers.append(stub is None or not same_text(cell.source, stub))
        elif meta.get("grade") and not meta.get("solution"):
            found[meta["grade_id"]], tested = any(answers) or not answers, True
    return found


def _question(
    task: _Task, name: str, most: float, outcome: Outcome, started: bool
) -> tuple[QuestionVerdict, list[Flag]]:
    """Points of one test, and what a person should look at."""
    reference = task.reference.get(name)
    points, doubt = points_of(outcome, most, reference)
    notes, state = [STDERR] if outcome.warned and points else [], GRADED
    # For the instructor alone: a line may speak of what a hidden line of the test uses.
    held = bool(points or doubt)
    flags = [Flag("same process", name, line, not held) for line in [*filter(None, [doubt]), *outcome.found]]
    if flags and held:
        state = NEEDS_A_PERSON
    if outcome.error and reference is not None and reference.error:
        state = NOT_GRADED
    passed = None if state != GRADED else not outcome.error and points == most
    said = f"{points:g} of {most:g} points by its last line" if passed is False and not outcome.error else ""
    check = CheckVerdict("tests", passed, points, most, said)
    begun = started or points > 0 or state != GRADED
    return QuestionVerdict(plain(points), plain(most), state, begun, said, [check] if begun else [], notes), flags


def _say(found: QuestionVerdict, task: _Task, position: int, outcome: Outcome, seen: tuple[str, str] | None) -> None:
    """What a student reads about a test that did not pass: never a word that only a hidden line can have said."""
    source = task.submission.notebook.cells[position].source
    error = outcome.error or ("", "")
    told = ": ".join(filter(None, error))
    if found.state == NOT_GRADED:
        said = "the instructor's own solution does not pass this test either"
    elif seen:
        said = ": ".join(filter(None, seen))
    elif outcome.stopped:
        said = outcome.stopped
    elif error[0] == "TimeIsUp":  # whoever raised it: its words are not told
        said = f"stopped after {task.limits.cell_seconds:g} s"
    elif task.what.visible(source) == source:
        said = told
    else:
        said = f"a hidden test did not pass{f' ({told})' if task.what.show_hidden else ''}"
    found.said = said
    for check in found.checks:
        check.message = said


def points_of(outcome: Outcome, most: float, reference: Outcome | None) -> tuple[float, str]:
    """Points by nbgrader's rule, and why a person must look first where the result is no honest one ("" else).

    nbgrader's rule: 0 after an error, the number in which a test cell ends, all points otherwise. It takes NaN, a
    number below 0 and any object for all of them; where the instructor's own solution ends in a number of points, only
    such a number counts here.
    """
    if outcome.error:
        return 0, ""
    in_points = reference is not None and reference.kind == "number" and 0 <= reference.number <= most
    shows = reference is not None and not reference.error and reference.kind != "nothing" and not in_points
    if outcome.kind == "number":
        number = outcome.number
        if math.isfinite(number) and 0 <= number <= most and not (shows and number == most):
            return number, ""
        if shows and reference is not None and reference.kind == "number":
            return most, ""  # its last line shows a value: that of the instructor's own is no number of points either
        return 0, f"its last line gave {number:g}, which is no number of points from 0 to {most:g}"
    if outcome.kind == "other" and in_points:
        return 0, "its last line gave no number, where the instructor's own solution gives points"
    if outcome.kind == "other" and outcome.own and not (reference is not None and reference.own):
        return 0, "its last line gave an object of a class of the submission's own"
    return most, ""


def _hold_lost_answers(task: _Task, verdict: Verdict, most: dict[str, float]) -> None:
    """An answer for a person that was not there waits for that person, where a text elsewhere may be it."""
    notebook = task.submission.notebook
    release = notebook_of(task.what.notebooks[task.notebook].release)
    released = {cell.source.strip() for cell in release.cells}
    manual = {one.name for one in questions(notebook) if one.manual}
    kinds = {(cell.metadata.get("nbgrader") or {}).get("grade_id"): cell.cell_type for cell in notebook.cells}
    loose = {
        cell.cell_type
        for cell in notebook.cells
        if not cell.metadata.get("nbgrader") and cell.source.strip() and cell.source.strip() not in released
    }
    for name in task.submission.lost:
        if name in manual and kinds.get(name) in loose:
            said = "its cell was not there, and a text that may be the answer stands in another cell"
            verdict.questions[name] = QuestionVerdict(0, most[name], NEEDS_A_PERSON, said=said)
            verdict.flags.append(Flag("answer elsewhere", name, said))
