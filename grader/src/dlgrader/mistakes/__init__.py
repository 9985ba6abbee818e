"""The banks of mistakes: wrong solutions that must be caught and named, right ones that must get full points.

``BANKS`` maps an assignment's name to its bank, and imports that bank when it is first asked for.
"""

from collections.abc import Mapping
from importlib import import_module

from dlgrader.assignments import ASSIGNMENTS


class _Banks(Mapping):
    """{assignment: Bank}. The package of a bank has the assignment's name, with ``_`` for ``-``."""

    def __getitem__(self, assignment):
        if assignment not in ASSIGNMENTS:
            raise KeyError(assignment)
        return import_module(f"dlgrader.mistakes.{assignment.replace('-', '_')}").BANK

    def __iter__(self):
        return iter(ASSIGNMENTS)

    def __len__(self):
        return len(ASSIGNMENTS)


BANKS = _Banks()

__all__ = ["ASSIGNMENTS", "BANKS"]
