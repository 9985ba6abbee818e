"""What names stood for when a question's turn came: a notebook is run from top to bottom, and asked at its end.

A helper that is defined twice, or a constant that gets another value further down, is at the end not what it was when
the student's own check ran. What a question meets can be brought back, in the fork that answers for it.
"""

from types import FunctionType

import numpy as np

LARGE = 2**20  # bytes of an array that is not kept for this


class History:
    """The names as they were when each answer's cell began; those of one answer last until the next begins."""

    def __init__(self, names):
        self.names, self.began = names, []

    def begins(self, position):
        """The cell at ``position``, an answer, is run next."""
        kept = {name: value for name, value in self.names.items() if type(name) is str and not _is_large(value)}
        self.began.append((position, kept))

    def changed_later(self):
        """{position of an answer: names that its functions use and that have become something else since}."""
        found = {}
        for (position, before), (_, after) in zip(self.began, self.began[1:], strict=False):
            changed = {name for name, value in after.items() if self.names.get(name) is not value}
            if changed:
                own = {name for name, value in after.items() if before.get(name) is not value}
                used = sorted(changed & (own | used_by(own, after)))
                if used:
                    found[str(position)] = [str(name)[:80] for name in used[:20]]
        return found

    def back_to(self, position):
        """Give the names what they stood for before the next answer began; what has come since stays."""
        for (answer, _), (_, after) in zip(self.began, self.began[1:], strict=False):
            if answer == position:
                self.names.update(after)


def _is_large(value):
    return type(value) is np.ndarray and value.nbytes > LARGE


def used_by(names, space):
    """All names that the functions called ``names`` use, and those that these use."""
    used, waiting = set(), [space.get(name) for name in names]
    while waiting:
        function = waiting.pop()
        if type(function) is FunctionType:
            new = _names_in(function.__code__) - used
            used |= new
            waiting += [space.get(name) for name in new]
    return used


def _names_in(code):
    found = set(code.co_names)
    for constant in code.co_consts:
        if type(constant) is type(code):
            found |= _names_in(constant)
    return found
