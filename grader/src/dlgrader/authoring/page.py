"""The certificate as lines for a terminal, and as one page that loads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files

import jinja2

from dlcourse.look.fonts import page_style
from dlgrader.authoring.certificate import FAILS, HOLDS, Certificate, Claim

MOST_LINES = 30  # of what a claim says, in a terminal
END = {
    HOLDS: "The certificate holds.",
    FAILS: "The certificate does not hold: see the lines marked -.",
}
LOOK_AT = "The certificate holds. Your checks accept the changed answers above: are they as right as yours?"


def lines(found: Certificate) -> Iterator[str]:
    """What is printed."""
    yield f"{found.name}: {found.trials} notebooks judged, {found.seeds} seeds"
    for claim in found.claims:
        yield f"{'+' if claim.holds else '-'} {claim.said}: {rate(claim)}"
        yield from _some(claim.lines)
    if found.killed.tried:
        yield f"  {found.killed.said}: {rate(found.killed)}"
    if found.survivors:
        yield "  Your checks accept this:"
        yield from _some(found.survivors)
    yield end(found)


def end(found: Certificate) -> str:
    """The last line."""
    return END.get(found.status, LOOK_AT)


def rate(claim: Claim) -> str:
    """Such as ``3 of 3 (95 % interval: 44 % to 100 %)``; of one thing there is no rate."""
    if claim.tried == 1:
        return "yes" if claim.holds else "no"
    if not claim.tried:
        return "nothing was tried"
    low, high = (f"{round(100 * end)} %" for end in claim.interval)
    return f"{claim.right} of {claim.tried} (95 % interval: {low} to {high})"


def _some(texts: list[str]) -> Iterator[str]:
    yield from (f"    {text}" for text in texts[:MOST_LINES])
    if len(texts) > MOST_LINES:
        yield f"    and {len(texts) - MOST_LINES} more; --html writes all"


def as_page(found: Certificate, now: datetime | None = None) -> str:
    """The page's HTML."""
    text = (files("dlgrader.authoring") / "templates" / "certificate.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text).render(
        found=found, rate=rate, end=end(found), look_css=page_style(), version=version("dlgrader"),
        made=f"{now or datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
    )  # fmt: skip
