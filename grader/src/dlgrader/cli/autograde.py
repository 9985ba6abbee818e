"""`dlgrader autograde`: chooses the engine, says what came out."""

from __future__ import annotations

import sys
from pathlib import Path

from dlgrader.batch.batch import EngineError, Outcome, StoreError, autograde
from dlgrader.clean.terminal import safe, visible
from dlgrader.course.folder import CourseError
from dlgrader.gradebook.textwork import judging_seconds
from dlgrader.sandbox import Limits
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED

_NEXT = {
    NEEDS_A_PERSON: "open it in formgrader and give the points by hand",
    NOT_GRADED: "run the same command again",
}
_THEIRS = "put the right file there, then run the command again"


def run(course: Path, assignment: str, students: list, jobs: int, scheduler: str | None, **options) -> int:
    """Grade, print the summary, and return the exit status (see ``dlgrader autograde --help``)."""
    limits = Limits(total_seconds=options.pop("limit"))
    quiet = options["quiet"]
    try:
        engine = _engine(jobs, scheduler, limits)
        outcome = autograde(course, assignment, students, engine=engine, limits=limits, **options)
    except (CourseError, EngineError, StoreError) as error:
        print(visible(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Every verdict so far is kept; the same command goes on.", file=sys.stderr)
        return 130
    _summary(outcome, assignment, quiet)
    return outcome.status


def _engine(jobs: int, scheduler: str | None, limits: Limits):
    if scheduler:
        from dlgrader.workers.cluster import Cluster

        return Cluster(scheduler)
    from dlgrader.workers.processes import Processes

    return Processes(jobs, seconds=judging_seconds(limits))


def _summary(outcome: Outcome, assignment: str, quiet: bool) -> None:
    for note in outcome.notes:
        print(safe(note, 1000))
    for student, reason in sorted(outcome.reasons.items()):
        state = outcome.states[student]
        said = " ".join(reason.split()).removeprefix(f"{student}: ").removeprefix(f"{state}: ")
        then = _THEIRS if student in outcome.theirs else _NEXT[state]
        print(f"{safe(student)}: {state}: {safe(said, 1000)} Next: {then}.")
    for question in sorted({name for answers in outcome.by_hand.values() for name in answers}):
        points = [answers[question] for answers in outcome.by_hand.values() if question in answers]
        said = (
            f"{len(points)} answer waits for a person"
            if len(points) == 1
            else f"{len(points)} answers wait for a person"
        )
        if before := sum(one is not None for one in points):
            said += f" ({before} graded before: the points stay, look whether the answer changed)"
        print(f"{question}: {said}. Next: formgrader, Manual Grading, {assignment}.")
    if not quiet:
        counts = outcome.counts()
        parts = [f"{counts[state]} {state}" for state in (GRADED, NOT_GRADED, NEEDS_A_PERSON)]
        print(f"{', '.join(parts)} ({outcome.judged} judged now, {outcome.kept} from earlier runs).")
