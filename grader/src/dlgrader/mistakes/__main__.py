"""``python -m dlgrader.mistakes``: print the kill matrix. Exit code 1 unless it is perfect."""

import sys
from collections import defaultdict

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from dlgrader.mistakes.implementing_backpropagation import MUTANTS, VARIANTS
from dlgrader.mistakes.matrix import run_all


def main():
    """Run the whole bank and print one row per group."""
    console = Console()
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("grading the bank", total=len(MUTANTS) + len(VARIANTS))
        outcomes = run_all([*MUTANTS, *VARIANTS], done=lambda outcome: progress.advance(task))
    console.print(_table(outcomes))
    faulty = [outcome for outcome in outcomes if outcome.faults]
    for outcome in faulty:
        console.print(f"\n{outcome.entry.id}: {outcome.entry.description}", markup=False, style="bold")
        for fault in outcome.faults:
            console.print(f"  {fault}", markup=False, highlight=False)
    return 1 if faulty else 0


def _table(outcomes):
    table = Table(title="Implementing Backpropagation: the bank of mistakes")
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
    table.caption = f"kill rate {killed} of {len(mutants)} ({killed / len(mutants):.1%}), false alarms {alarms}"
    return table


def _row(outcomes):
    killed, named = sum(outcome.killed for outcome in outcomes), sum(bool(outcome.mistakes) for outcome in outcomes)
    return str(len(outcomes)), str(killed), str(named), str(sum(outcome.false_alarm for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
