"""``python -m dlgrader.mistakes [ASSIGNMENT ...]``: print the kill matrices. Exit code 1 unless all are perfect."""

import sys
from collections import defaultdict

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from dlgrader.mistakes import BANKS
from dlgrader.mistakes.matrix import run_all


def main(assignments=(), entries=False):
    """Run the banks of the assignments, all where none is named, and print one row per group.

    With ``entries`` a row for every wrong solution stands before them: its id in the bank, the points it gets, the
    checks that fail, and the ids of its mistake, those that a report's JSON gives. Solutions that cannot be told apart
    by their values share one.

    Returns
    -------
    int
        The exit status: 0 where every mistake is killed and named and nothing right loses a point, 1 where not, 2 for
        a name that no assignment has.
    """
    console = Console()
    unknown = [name for name in assignments if name not in BANKS]
    if unknown:
        known = ", ".join(BANKS)
        console.print(
            f"No assignment is called {', '.join(unknown)}. There are: {known}.", markup=False, soft_wrap=True
        )
        return 2
    perfect = [_show(console, BANKS[name], entries) for name in assignments or BANKS]
    return 0 if all(perfect) else 1


def _show(console, bank, entries):
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(f"grading the bank of {bank.title}", total=len(bank.mutants) + len(bank.variants))
        outcomes = run_all(bank, done=lambda outcome: progress.advance(task))
    if entries:
        for line in _lines(outcomes):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    console.print(_table(bank.title, outcomes))
    faulty = [outcome for outcome in outcomes if outcome.faults]
    for outcome in faulty:
        console.print(f"\n{outcome.entry.id}: {outcome.entry.description}", markup=False, style="bold")
        for fault in outcome.faults:
            console.print(f"  {fault}", markup=False, highlight=False)
    return not faulty


def _table(title, outcomes):
    table = Table(title=f"{title}: the bank of mistakes")
    for name, justify in (("group", "left"), ("entries", "right"), ("killed", "right"), ("named", "right"),
                          ("false alarms", "right")):  # fmt: skip
        table.add_column(name, justify=justify)
    groups = defaultdict(list)
    for outcome in outcomes:
        if outcome.is_mutant:
            groups[outcome.entry.group].append(outcome)
    for group, members in groups.items():
        table.add_row(group, *_row(members))
    table.add_section()
    mutants = [outcome for outcome in outcomes if outcome.is_mutant]
    variants = [outcome for outcome in outcomes if not outcome.is_mutant]
    killed = sum(outcome.killed for outcome in mutants)
    alarms = sum(outcome.false_alarm for outcome in outcomes)
    table.add_row("all mistakes", *_row(mutants))
    table.add_row("right solutions", str(len(variants)), "", "", str(sum(outcome.false_alarm for outcome in variants)))
    table.caption = f"kill rate {killed} of {len(mutants)} ({killed / max(len(mutants), 1):.1%}), false alarms {alarms}"
    return table


def _lines(outcomes):
    """The matrix, an entry a line."""
    rows = [("entry", "question", "points", "failed checks", "mistake")]
    for one in outcomes:
        if one.is_mutant:
            question = one.entry.question
            points = f"{one.points[question]:g} of {one.most[question]:g}"
            rows.append(
                (one.entry.id, question, points, ", ".join(sorted(one.failed)), "; ".join(one.mistakes) or "none")
            )
        else:
            points = f"{sum(one.points.values()):g} of {sum(one.most.values()):g}"
            rows.append((one.entry.id, "right", points, "", ""))
    widths = [max(len(row[k]) for row in rows) for k in range(4)]
    for row in rows:
        yield "  ".join([*(text.ljust(width) for text, width in zip(row, widths, strict=False)), row[4]]).rstrip()


def _row(outcomes):
    killed, named = sum(outcome.killed for outcome in outcomes), sum(bool(outcome.mistakes) for outcome in outcomes)
    return str(len(outcomes)), str(killed), str(named), str(sum(outcome.false_alarm for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
