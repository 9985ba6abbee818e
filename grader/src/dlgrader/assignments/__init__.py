"""Assignments: one module for each of the course's own, with its frozen description and what its test cells call."""

from importlib import import_module

# In the order in which a class meets them, named as nbgrader names them. A module bears the name with `_` for `-`.
ASSIGNMENTS = (
    "perceptron",
    "forward-pass-and-cost",
    "gradient-descent",
    "implementing-backpropagation",
    "bug-hunt",
)


def describe(assignment: str):
    """The :class:`~dlgrader.assignments.description.Assignment` of that name.

    Raises
    ------
    LookupError
        If none is called so.
    """
    if assignment not in ASSIGNMENTS:
        raise LookupError(f"no assignment is called {assignment!r}; there are {', '.join(ASSIGNMENTS)}")
    return import_module(f"{__name__}.{assignment.replace('-', '_')}").ASSIGNMENT


def further_reading(assignment: str, question: str) -> str:
    """Such as ``lecture 09, "The cost of all examples"``; empty where nothing is known."""
    if assignment not in ASSIGNMENTS or question not in (description := describe(assignment)):
        return ""
    lecture, heading = description[question].read_again
    return f'lecture {lecture[:2]}, "{heading}"' if lecture else ""
