"""A code cell of a submission, as the judge gets it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One code cell that a student wrote or kept.

    ``position`` is its index in the repaired notebook. ``question`` is the ``grade_id`` of a solution cell, None for
    every other cell. Test cells are never among them.
    """

    position: int
    question: str | None
    source: str
