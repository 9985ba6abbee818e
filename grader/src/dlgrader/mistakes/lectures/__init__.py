"""Wrong and unusual-but-right answers to the exercises of the lectures.

Per lecture a module with ``MUTANTS`` and ``VARIANTS``: ``{exercise: {name: function}}``. A mutant's name is the name of
the mistake its check must give; with a "?" in front it is enough that the check fails.
"""

from dlgrader.mistakes.lectures import lecture_00, lecture_08

LECTURES = {"lecture_00": lecture_00, "lecture_08": lecture_08}

__all__ = ["LECTURES"]
