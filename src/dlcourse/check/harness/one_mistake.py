"""The one rule for naming a mistake, for every question of the assignments and of the lectures.

A name is given only where it is safe: the mistake explains what came in every case, at least two cases differ from the
right answer through it, and no mistake of another name explains them too.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

LEAST = 2  # cases that differ from the right answer through the mistake

Mistake, Case = TypeVar("Mistake"), TypeVar("Case")


def only_explanation(
    mistakes: Iterable[tuple[str, Mistake]], cases: Iterable[Case], differs: Callable[[Mistake, Case], bool | None]
) -> Mistake | None:
    """The one mistake that explains all cases, or None; see :func:`explanations`."""
    fitting = explanations(mistakes, cases, differs)
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def explanations(
    mistakes: Iterable[tuple[str, Mistake]], cases: Iterable[Case], differs: Callable[[Mistake, Case], bool | None]
) -> dict[str, Mistake]:
    """Every mistake that explains all cases, by name.

    Parameters
    ----------
    mistakes : (name, mistake) of each; several may share a name, and count as one
    cases : what was seen, one by one
    differs : of a mistake and a case, None where it does not explain what was seen; else whether it differs there from
        what is right, or in how many numbers where there is one case alone
    """
    cases, fitting = list(cases), {}
    for name, mistake in mistakes:
        if name not in fitting and _explains(mistake, cases, differs):
            fitting[name] = mistake
    return fitting


def _explains(mistake, cases, differs):
    telling = 0
    for case in cases:
        found = differs(mistake, case)
        if found is None:
            return False
        telling += found
    return telling >= LEAST
