"""The certificate of an assignment: what its checks do to right, wrong and slightly changed answers.

Everything is judged by the judge that judges students, behind the same wall, as whole notebooks.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import nbformat

from dlgrader.authoring import leaks
from dlgrader.authoring.mutants import mutants
from dlgrader.authoring.subject import Solution, Subject
from dlgrader.judging.task import Task, judge_task
from dlgrader.sandbox import Limits
from dlgrader.verdicts.verdict import GRADED, Verdict
from dlgrader.workers import Engine, Lost

HOLDS, FAILS, LOOK = 0, 1, 3  # exit statuses; 3: every claim holds, and there are survivors to look at
_MUTANTS = Limits(cell_seconds=4, call_seconds=2, total_seconds=20)  # many never end


@dataclass
class Claim:
    """One line of the certificate: ``right`` of ``tried`` were as they should be; ``lines`` say what was not."""

    said: str
    right: int
    tried: int
    lines: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether all were."""
        return self.right == self.tried > 0

    @property
    def interval(self) -> tuple[float, float]:
        """See :func:`wilson`."""
        return wilson(self.right, self.tried)


@dataclass
class Certificate:
    """What was found.

    Attributes
    ----------
    claims : what must hold
    killed : the generated mutants that lost points
    survivors : those that did not: one line each
    seeds, trials : how often was judged
    """

    name: str
    claims: list[Claim]
    killed: Claim
    survivors: list[str]
    seeds: int
    trials: int

    @property
    def status(self) -> int:
        """The exit status."""
        if not all(claim.holds for claim in self.claims):
            return FAILS
        return LOOK if self.survivors else HOLDS


def wilson(right: int, tried: int, z: float = 1.96) -> tuple[float, float]:
    """The interval that Wilson gives for a rate (95 %): where the true one may lie, after so many tries."""
    if not tried:
        return 0.0, 1.0
    rate = right / tried
    middle = (rate + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z / (1 + z * z / tried) * math.sqrt(rate * (1 - rate) / tried + z * z / (4 * tried * tried))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class _Trial:
    kind: str
    solution: Solution
    seed: int


def certify(
    subject: Subject,
    engine: Engine,
    *,
    seeds: int = 20,
    most_mutants: int = 150,
    sample: int | None = None,
    unsafe: bool = False,
    done: Callable[[int, int], None] = lambda done, of: None,
) -> Certificate:
    """Try everything.

    Parameters
    ----------
    engine : where it is judged
    seeds : how often each solution is judged, on other hidden inputs each time
    most_mutants : of all questions together; more are drawn from
    sample : how many of the wrong and of the right solutions are tried; None tries all
    done : told how many of how many trials have ended
    """
    chance = random.Random(subject.name)  # noqa: S311 - the same draw each time
    wrong, right = (_drawn(chance, some, sample) for some in (subject.wrong, subject.right))
    changed = _mutants(subject, chance, most_mutants)
    numbers = [chance.randrange(2**31) for _ in range(max(seeds, 1))]
    own = Solution("the author's notebook", "", {})
    trials = [_Trial("reference", own, seed) for seed in numbers]
    trials += [_Trial("release", Solution("the untouched release", "", {}), numbers[0])]
    for kind, some in (("wrong", wrong), ("right", right)):
        trials += [_Trial(kind, one, seed) for one in some for seed in numbers]
    trials += [_Trial("mutant", one, numbers[0]) for one in changed]
    verdicts = _judged(subject, trials, engine, unsafe, done)
    found = {kind: [(trial, verdicts[trial_number]) for trial_number, trial in enumerate(trials) if trial.kind == kind]
             for kind in ("reference", "release", "wrong", "right", "mutant")}  # fmt: skip
    missing, on = partial(_missing, subject), f", on {len(numbers)} seeds"
    on_several = on if len(numbers) > 1 else ""
    claims = [
        _each(f"The author's own notebook gets all points{on_several}", found["reference"], missing),
        _nothing(found["release"]),
        _each(f"Every wrong solution loses the check that names it{on}", found["wrong"], _kept),
        _each(f"Every right solution gets all points{on_several}", found["right"], missing),
        _alike([*found["reference"], *found["wrong"], *found["right"]], len(numbers)),
        _leaks(subject),
        Claim("Notebook, description and solutions agree", int(not subject.problems), 1, list(subject.problems)),
    ]
    survivors = [
        f"{one.solution.name}: {one.solution.said}"
        for one, verdict in found["mutant"]
        if not _lost(one, verdict, subject)
    ]
    tried = len(found["mutant"])
    killed = Claim("Changed answers that lose points", tried - len(survivors), tried)
    return Certificate(subject.name, claims, killed, survivors, len(numbers), len(trials))


def _drawn(chance: random.Random, solutions: list[Solution], most: int | None) -> list[Solution]:
    return solutions if most is None or len(solutions) <= most else chance.sample(solutions, most)


def _mutants(subject: Subject, chance: random.Random, most: int) -> list[Solution]:
    made = []
    for question in subject.cells:
        text, own = subject.answer(question)
        lines = text.splitlines()
        for one in mutants(text):
            if one.line not in own:  # students get it as it is
                continue
            said = f"{one.said}, in `{lines[one.line - 1].strip()}`"
            made.append(Solution(f"{question}, line {one.line}", said, {question: one.text}, {question: ()}))
    return made if len(made) <= most else [made[k] for k in sorted(chance.sample(range(len(made)), most))]


def _judged(subject: Subject, trials: list[_Trial], engine: Engine, unsafe: bool, done) -> dict[int, Verdict | Lost]:
    release, tests = nbformat.writes(subject.release), nbformat.writes(subject.tests)
    verdicts: dict[int, Verdict | Lost] = {}

    def tasks():
        for number, trial in enumerate(trials):
            data = release.encode() if trial.kind == "release" else subject.handed_in(trial.solution.answers)
            limits = _MUTANTS if trial.kind == "mutant" else None
            yield Task(str(number), subject.name, "", data, release, tests, trial.seed, limits, unsafe, own=subject.own)

    def keep(task: Task, result: Verdict | Lost) -> None:
        verdicts[int(task.student)] = result
        done(len(verdicts), len(trials))

    engine.run(judge_task, tasks(), keep)
    return verdicts


def _points(verdict: Verdict | Lost) -> dict[str, float]:
    return {} if isinstance(verdict, Lost) else {name: one.points for name, one in verdict.questions.items()}


def _why(verdict: Verdict | Lost, question: str | None = None) -> str:
    """What is said about a question, or about all, in one line."""
    if isinstance(verdict, Lost):
        return verdict.reason
    if verdict.flags:
        return f"{verdict.flags[0].question}: {verdict.flags[0].evidence}"
    if question is not None and question in verdict.questions:
        return verdict.questions[question].said
    return verdict.notes[0] if verdict.notes else verdict.state


def _missing(subject: Subject, solution: Solution, verdict: Verdict | Lost) -> str | None:  # noqa: ARG001 - as _kept
    """Why not all points were given for honest work, or None."""
    points = _points(verdict)
    for question, most in subject.description.totals.items():
        if question in subject.cells and points.get(question) != most:
            return f"{points.get(question, 0):g} of {most:g} points for {question}: {_why(verdict, question)}"
    if isinstance(verdict, Lost):
        return _why(verdict)
    return None if verdict.state == GRADED else f"{verdict.state}: {_why(verdict)}"


def _each(said: str, found: list, problem: Callable[[Solution, Verdict | Lost], str | None]) -> Claim:
    """A claim on each solution, on every seed: ``problem`` says what is not as it should be."""
    claim = Claim(said, 0, 0)
    for solution, results in _by_solution(found).items():
        claim.tried += 1
        wrong = [line for trial, verdict in results if (line := problem(trial.solution, verdict))]
        claim.right += not wrong
        claim.lines += [f"{solution}: {line}" for line in wrong[:1]]
    return claim


def _nothing(found: list) -> Claim:
    claim = Claim("The untouched release gets 0 points", 0, len(found))
    for _, verdict in found:
        given = {question: points for question, points in _points(verdict).items() if points}
        claim.right += not given and not isinstance(verdict, Lost)
        claim.lines += [
            f"{points:g} points for {question}, which nobody has begun" for question, points in given.items()
        ]
    return claim


def _kept(solution: Solution, verdict: Verdict | Lost) -> str | None:
    """What a wrong solution did not lose and should, or lost elsewhere; None where it is as it should be."""
    for question, checks in solution.loses.items():
        judged = None if isinstance(verdict, Lost) else verdict.questions.get(question)
        if judged is None:
            return _why(verdict)
        # Of one that was found out by other means there are no checks.
        failed = {check.name for check in judged.checks if check.passed is not True} or set(checks)
        if judged.points >= judged.max:
            return f"{question} gets all {judged.max:g} points"
        if not (set(checks) <= failed if solution.each else failed & set(checks)):
            kept = sorted(set(checks) - failed)
            return f"{question} does not lose {', '.join(kept)}; it loses {', '.join(sorted(failed))}"
    return None


def _alike(found: list, seeds: int) -> Claim:
    claim = Claim(f"The verdict is the same on {seeds} seeds", 0, 0)
    for solution, results in _by_solution(found).items():
        claim.tried += 1
        points = {tuple(sorted(_points(verdict).items())) for _, verdict in results}
        claim.right += len(points) == 1
        if len(points) > 1:
            first, other = sorted(points)[:2]
            differ = next((pair for pair in zip(first, other, strict=False) if pair[0] != pair[1]), None)
            said = f"{differ[0][1]:g} or {differ[1][1]:g} points for {differ[0][0]}" if differ else "judged or not"
            claim.lines.append(f"{solution}: {said}, as the hidden inputs fall")
    return claim


def _leaks(subject: Subject) -> Claim:
    text = subject.own.modules[0].text if subject.own and not subject.own.entry else ""
    lines = list(dict.fromkeys(leaks.found(subject.source, subject.release, subject.beside, text)))
    return Claim("The release holds no answer and no hidden test", int(not lines), 1, lines)


def _lost(trial: _Trial, verdict: Verdict | Lost, subject: Subject) -> bool:
    """Whether a changed answer lost points."""
    (question,) = trial.solution.loses
    most = subject.description.totals.get(question, 0)
    return isinstance(verdict, Lost) or verdict.state != GRADED or _points(verdict).get(question, 0) < most


def _by_solution(found: list) -> dict[str, list]:
    groups: dict[str, list] = {}
    for trial, verdict in found:
        said = f" ({trial.solution.said})" if trial.solution.said else ""
        groups.setdefault(f"{trial.solution.name}{said}", []).append((trial, verdict))
    return groups
