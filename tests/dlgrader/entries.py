"""Entries of the banks for tests: which are drawn, and what came of grading one, found out once in a process."""

import sys
from functools import lru_cache
from pathlib import Path

from dlgrader.mistakes import BANKS
from dlgrader.mistakes.matrix import run

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import mistakes

IDS = frozenset(mistakes.mistake_ids())


def documented(mistake):
    """Whether docs/report-json.md lists a mistake's id, by itself or among those that hold a name."""
    return mistake in IDS or bool(mistakes.COMPOSED.fullmatch(mistake))


# The tests of one entry follow one another in a worker, so a few are enough.
outcome_of = lru_cache(maxsize=8)(run)


def drawn():
    """(bank, entry) of one mistake of each group in each question, every fifth of the rest, and every right style."""
    pairs = []
    for bank in BANKS.values():
        groups = set()
        for k, mutant in enumerate(bank.mutants):
            if (mutant.question, mutant.group) not in groups or k % 5 == 0:
                pairs.append((bank, mutant))
            groups.add((mutant.question, mutant.group))
        pairs += [(bank, variant) for variant in bank.variants]
    return pairs


def small_sample():
    """A handful of them, for a quick look."""
    return drawn()[::9]
