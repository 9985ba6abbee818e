"""Naming a mistake of a backward pass from wrong gradients, by the rule of ``harness.one_mistake``."""

import numpy as np

from dlcourse.check.harness import one_mistake
from dlcourse.check.harness.compare import as_array, matches
from dlcourse.check.implementing_backpropagation.backward_mistakes import HYPOTHESES
from dlcourse.check.implementing_backpropagation.backward_mistakes_between import BETWEEN
from dlcourse.check.implementing_backpropagation.backward_mistakes_one_part import ONE_PART


def flat_match(name, got, want):
    """True when ``got`` matches; a bias gradient may have any shape with the right number of entries."""
    if name.startswith("db"):
        array, want = as_array(got), np.asarray(want)
        if array is not None and array.size == want.size and array.ndim > want.ndim:
            got = array.reshape(want.shape)
    return matches(got, want)


def _agree(got, want, names):
    return all((name in got) == (name in want) and (name not in got or flat_match(name, got[name], want[name]))
               for name in names)  # fmt: skip


def _differs(hypothesis, observation, first_only):
    """What ``one_mistake`` asks: whether the hypothesis, which explains this observation, is wrong there; else None."""
    fixture, got, error, first = observation
    if error is not None:  # whether the mistake raises too is not asked: what answers would have to match
        return None if hypothesis.always_answers else False
    try:
        with np.errstate(all="ignore"):
            want = hypothesis.predict(fixture)
    except (ValueError, KeyError, IndexError):
        return None
    names = list(fixture.gradients)
    if first_only:
        # What is right must be right under the hypothesis too; what is wrong further back may have a second cause.
        names = [name for name in names if name == first or _agree(got, fixture.gradients, [name])]
    names = [name for name in names if name not in want or np.isfinite(want[name]).all()]
    return not _agree(want, fixture.gradients, names) if _agree(got, want, names) else None


def fitting_hypothesis(observations, hypotheses=None):
    """``(hypothesis, whole)``: the one mistake that explains a backward pass, and whether it explains every gradient.

    ``(None, False)`` where there is none, or more than one. See :func:`diagnose_backward`.
    """
    hypotheses = [*HYPOTHESES, *ONE_PART, *BETWEEN] if hypotheses is None else hypotheses
    named = [(one.mistake, one) for one in hypotheses]
    fitting = one_mistake.explanations(named, observations, lambda one, seen: _differs(one, seen, False))
    whole = bool(fitting)
    if not whole:
        fitting = one_mistake.explanations(named, observations, lambda one, seen: _differs(one, seen, True))
    return (next(iter(fitting.values())), whole) if len(fitting) == 1 else (None, False)


FLAT = (
    "y flattened",
    "(m, 1) with (m,) broadcasts to an (m, m) table: is y flattened? Keep y as it comes, with m rows",
)


def flat_targets(observations):
    """:data:`FLAT` where the products after ``y_hat - y`` raise because that has become an (m, m) table, else None.

    It is one where each call with one output raises over a size of m, for at least two m, and one example is right.
    """
    one_output = [seen for seen in observations if seen[0].sizes[-1] == 1]
    single = [first is None and error is None for f, _, error, first in one_output if f.m == 1]
    several = [(f.m, error) for f, _, error, _ in one_output if f.m > 1 and f.depth > 1]
    if not single or not all(single) or len({m for m, _ in several}) < 2:
        return None
    told = ("(size 1 is different from {m})", "({m},{m}) and (1,", "({m},{m}) (1,", "({m},{m}) (")
    return FLAT if all(error and any(t.format(m=m) in error for t in told) for m, error in several) else None


def diagnose_backward(observations, hypotheses=None):
    """The one mistake that explains a backward pass, as ``(mistake, message template)``, or None.

    Parameters
    ----------
    observations : list of (fixture, gradients the student gave, error or None, first wrong tensor or None)
    """
    found, _ = fitting_hypothesis(observations, hypotheses)
    return None if found is None else (found.mistake, found.message)


def constant_factor(got, want):
    """c where ``got == c * want`` entrywise with one c, else None."""
    got, want = as_array(got), np.asarray(want, dtype=float)
    if got is None or got.size != want.size or not np.isfinite(got).all():
        return None
    got, scale = got.ravel(), float(np.sum(want * want))
    if scale < 1e-12:
        return None
    factor = float(np.sum(got * want.ravel()) / scale)
    return factor if matches(got, factor * want.ravel()) else None


def name_by_candidates(cases):
    """The one candidate that explains all cases, or None.

    Parameters
    ----------
    cases : list of (got, right value, {(name, words): value the mistake would give})
    """

    def differs(mistake, case):
        got, right, candidates = case
        want = candidates.get(mistake)
        return None if want is None or not matches(got, want) else not matches(want, right)

    known = dict.fromkeys(mistake for _, _, candidates in cases for mistake in candidates)
    return one_mistake.only_explanation([(mistake, mistake) for mistake in known], cases, differs)
