"""The report in a terminal, by Rich."""

from __future__ import annotations

from rich import box
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from dlgrader.clean.terminal import safe
from dlgrader.reports.classdata import Class
from dlgrader.reports.similar import Together
from dlgrader.reports.statistics import DEFINITIONS, mistakes, question_figures, spread
from dlgrader.verdicts.verdict import GRADED, NEEDS_A_PERSON, NOT_GRADED

# Lines of a list before the rest is only counted.
MOST = 30
_WIDE = 150


def show(whole: Class, pairs: list[Together], console: Console | None = None) -> None:
    """Print the whole report."""
    import sys

    console = console or Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False)
    _head(console, whole)
    _bars(console, whole)
    console.print(_questions(whole, narrow=console.width < 100))
    _mistakes(console, whole)
    _people(console, whole)
    _flags(console, whole)
    _pairs(console, pairs)
    for line in DEFINITIONS:
        console.print(Text(line, style="dim"))


def _head(console: Console, whole: Class) -> None:
    counts = {state: len(whole.in_state(state)) for state in (GRADED, NEEDS_A_PERSON, NOT_GRADED)}
    said = ", ".join(f"{number} {state}" for state, number in counts.items())
    console.print(Text(f"{whole.assignment}: {len(whole.students)} handed in, {said}", style="bold"))
    if whole.missing:
        names = ", ".join(whole.missing[:20]) + (" ..." if len(whole.missing) > 20 else "")
        console.print(Text(safe(f"Nothing from {len(whole.missing)}: {names}", 1000)))
    if late := sum(student.late for student in whole.students.values()):
        console.print(Text(f"{late} late"))
    if penalties := sum(student.penalty > 0 for student in whole.students.values()):
        said = f"{penalties} with a late penalty; points here are without it (`dlgrader export` takes it off)"
        console.print(Text(said))
    for note in whole.notes:
        console.print(Text(safe(note), style="yellow"))


def _bars(console: Console, whole: Class) -> None:
    found = spread(whole)
    if found is None:
        console.print("\nNobody is graded yet.")
        return
    without = f", without {', '.join(found.left_out)}" if found.left_out else ""
    console.print(
        f"\n[bold]Points[/bold] of {found.count} graded{safe(without)}, of {found.max:g}: mean {found.mean:.1f}, "
        f"median {found.median:g}, standard deviation {found.deviation:.1f}, from {found.least:g} to {found.most:g}"
    )
    highest = max(count for _, _, count in found.bins) or 1
    for low, high, count in found.bins:
        bar = "█" * round(40 * count / highest) or ("▏" if count else "")
        console.print(Text(f"  {low:>5g} to {high:<5g} {bar} {count or ''}"))


def _table(title: str, *columns: tuple[str, JustifyMethod]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE, padding=(0, 1, 0, 0))
    for name, justify in columns:
        table.add_column(name, justify=justify, overflow="fold")
    return table


def number(value: float | None, form: str = ".2f") -> str:
    """A number, or a dash where there is none."""
    return "-" if value is None else format(value, form)


def _questions(whole: Class, narrow: bool) -> Table:
    """In a narrow terminal the mean is left out: the difficulty says the same."""
    figures = ["points", "difficulty", "discrim."] if narrow else ["points", "mean", "difficulty", "discrimination"]
    counts = ["full", "part", "none", "blank" if narrow else "not begun", "held"]
    numbers: list[tuple[str, JustifyMethod]] = [(name, "right") for name in [*figures, *counts]]
    table = _table("Questions", ("question", "left"), *numbers)
    for one in question_figures(whole):
        name = Text(safe(one.name) + (" (by a person)" if one.name in whole.manual else ""))
        mean = [] if narrow else [number(one.mean, ".1f")]
        how = [f"{one.max:g}", *mean, number(one.difficulty), number(one.discrimination)]
        many = (one.full, one.part, one.none, one.untouched, one.held)
        table.add_row(name, *how, *(str(count) if count else "" for count in many))
    return table


def _mistakes(console: Console, whole: Class) -> None:
    found = mistakes(whole)
    if not found:
        console.print("No mistake was recognised.\n")
        return
    table = _table("Mistakes", ("students", "right"), ("question", "left"), ("mistake", "left"), ("who", "left"))
    for one in found[:MOST]:
        who = ", ".join(one.students[:6]) + (" ..." if one.count > 6 else "")
        table.add_row(str(one.count), Text(safe(one.question)), Text(safe(one.mistake)), Text(safe(who)))
    console.print(table)
    _rest(console, len(found))


def _people(console: Console, whole: Class) -> None:
    by_hand = [student for student in whole.in_state(NEEDS_A_PERSON) if student.only_for_a_person]
    if by_hand:
        names = ", ".join(sorted({one for student in by_hand for one in student.held}))
        console.print(Text(f"{len(by_hand)} wait only for what a person grades: {safe(names)}\n", style="bold"))
    for state, title, following in (
        (NEEDS_A_PERSON, "Needs a person", "Next: open it in formgrader and give the points by hand."),
        (NOT_GRADED, "Not graded", f"Next: `dlgrader autograde {whole.assignment}` again."),
    ):
        waiting = [student for student in whole.in_state(state) if not student.only_for_a_person]
        if not waiting:
            continue
        table = _table(f"{title}: {len(waiting)}", ("student", "left"), ("name", "left"), ("why", "left"))
        for student in waiting[:MOST]:
            table.add_row(*(Text(safe(part)) for part in (student.id, student.name, student.why())))
        console.print(table)
        _rest(console, len(waiting))
        console.print(Text(f"  {following}\n"))


def _flags(console: Console, whole: Class) -> None:
    from dlgrader.reports.classdata import ALIKE

    rows = [(one, flag) for one in whole.students.values() for flag in one.flags if flag.kind != ALIKE]
    if not rows:
        return
    names = ("student", "question", "flag", "points", "evidence")
    columns: list[tuple[str, JustifyMethod]] = [(name, "left") for name in names]
    table = _table(f"Flags: {len(rows)}", *columns)
    for student, flag in rows[:MOST]:
        points = "none, decisive" if flag.decisive else "held"
        cells = (student.id, flag.question, flag.kind, points, flag.evidence)
        table.add_row(*(Text(safe(part)) for part in cells))
    console.print(table)
    _rest(console, len(rows))


def _pairs(console: Console, pairs: list[Together]) -> None:
    if not pairs:
        return
    table = _table(f"Nearly the same: {len(pairs)}", ("students", "left"), ("what", "left"))
    for pair in pairs[:MOST]:
        who = ", ".join(pair.students[:8]) + (" ..." if len(pair.students) > 8 else "")
        table.add_row(Text(safe(who)), Text(safe(pair.words())))
    console.print(table)
    _rest(console, len(pairs))
    console.print(Text("  Read them side by side (--html FILE) before you speak to anybody: this proves nothing.\n"))


def _rest(console: Console, total: int) -> None:
    if total > MOST:
        console.print(Text(f"  and {total - MOST} more (--html, --csv and --json have all)"))
