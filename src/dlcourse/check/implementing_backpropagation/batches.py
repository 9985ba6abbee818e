"""Question ``mini_batches``: every row once, with its y, in an order drawn from ``rng``."""

from itertools import pairwise

import numpy as np

from dlcourse.check.harness.calling import calls, global_random_state
from dlcourse.check.harness.common import arguments_unchanged, failed_call, not_started, timed
from dlcourse.check.harness.compare import as_array
from dlcourse.check.harness.inputs import tell
from dlcourse.check.harness.report import Check, Report

# (m, batch size): with and without a short last batch, one row at a time, all rows at once.
CASES = ((12, 5), (12, 4), (11, 1), (13, 13), (7, 6))
STEPS = 200_000


def data(m, n=3):
    """Rows that can be told apart: row i of X is (i, i + 100, ...) / 8 and its y is i."""
    rows = np.arange(m, dtype=float)
    return (rows[:, None] + 100.0 * np.arange(n)) / 8, rows[:, None]


def _pairs(value):
    """List of (X_batch, y_batch) arrays, or a line that says why not."""
    if value is None:
        return "mini_batches returns nothing. Is there a `return`?"
    if not isinstance(value, (list, tuple)):
        return f"a list of (X_batch, y_batch) is wanted, not {type(value).__name__}"
    pairs = []
    for item in value:
        if not isinstance(item, (list, tuple)) or len(item) != 2:
            return "each batch must be a pair (X_batch, y_batch)"
        X, y = as_array(item[0]), as_array(item[1])
        if X is None or y is None:
            return "X_batch and y_batch must be arrays"
        pairs.append((X, y))
    return pairs


def _empty_batch(pairs, m, size):
    """What is said of the first batch without rows, or None. Its other rows may be right all the same."""
    empty = [k for k, (X, _) in enumerate(pairs) if not X.size]
    if not empty:
        return None
    if len(empty) == len(pairs) - 1 > 1:
        return "every batch but one is empty: does the slice begin at i * batch_size, though i counts rows already?"
    if empty[0] < len(pairs) - 1:
        return f"batch {empty[0]} is empty: every batch has {size} rows, only the last may be shorter"
    why = "has no rest here" if m % size == 0 else "is rounded up once too often"
    return f"the last batch is empty: m / batch_size {why}"


def _shape_problem(pairs, m, n, size):
    for k, (X, y) in enumerate(pairs):
        if X.ndim != 2 or X.shape[1] != n:
            return f"X_batch has shape {X.shape}: rows are examples, it needs {n} columns"
        if y.shape != (len(X), 1):
            return f"y_batch has shape {y.shape} beside {len(X)} rows of X: keep y two-dimensional, (rows, 1)"
        if len(X) != size and (k < len(pairs) - 1 or not 1 <= len(X) < size):
            return f"batch {k} has {len(X)} rows: every batch has {size}, only the last may be shorter"
    return None


def _rows(pairs):
    """Row numbers in the order they come, from y and from X; None where a row is none of ours."""
    pairs = [(np.atleast_1d(X), y) for X, y in pairs if X.size or y.size]
    y = np.concatenate([y.ravel() for _, y in pairs]) if pairs else np.zeros(0)
    X = np.concatenate([X.reshape(len(X), -1)[:, 0] for X, _ in pairs]) * 8 if pairs else np.zeros(0)
    return X, y


def _judge_case(m, size, outcome, found):
    """Put the first problem of this case into ``found`` under its check's name."""
    tested = f"m = {m}, batch_size = {size}"
    if not outcome.ok:
        for name in ("shapes", "all rows once", "aligned"):
            found.setdefault(name, failed_call(name, outcome, tested))
        return
    pairs = _pairs(outcome.value)
    if isinstance(pairs, str):
        check = Check("shapes", False, tested, "pairs", "something else", pairs, "no list of pairs")
        found.setdefault("shapes", check)
        for name in ("all rows once", "aligned"):
            found.setdefault(name, Check(name, None, tested, message="not judged: shapes come first"))
        return
    empty, problem = _empty_batch(pairs, m, size), _shape_problem(pairs, m, 3, size)
    if empty:
        found.setdefault("shapes", Check("shapes", False, tested, "no empty batch", "one", empty, "empty batch"))
    elif problem:
        found.setdefault("shapes", Check("shapes", False, tested, "", "", problem, "shape"))
    elif any(isinstance(part, (list, tuple)) for pair in outcome.value for part in pair):
        text = "X_batch and y_batch must be arrays, not lists"
        found.setdefault("shapes", Check("shapes", False, tested, "arrays", "lists", text, "no array"))
    try:
        X, y = _rows(pairs)
    except (ValueError, IndexError):
        X = y = np.zeros(0)
    rows, counts = np.unique(X, return_counts=True)
    missing, extra = sorted(set(range(m)) - set(rows.tolist())), bool(len(rows) and counts.max() > 1)
    if missing or extra or len(X) != m:
        text, mistake = f"{len(X)} rows come out of {m}", "rows repeated"
        if missing and not extra and len(X) == m - m % size and m % size:
            text, mistake = f"the last batch, with {m % size} rows, is dropped", "last batch dropped"
        elif missing:
            text, mistake = f"{len(missing)} of {m} rows never appear", "rows missing"
        elif extra:
            text = "some rows appear more than once"
        got = f"{len(X)} rows, {len(missing)} of {m} not among them" if missing else f"{len(X)} rows"
        got = f"{got}, some twice" if extra else got
        check = Check("all rows once", False, tested, f"each of {m} rows", got, text, mistake)
        found.setdefault("all rows once", check)
    whole = all(np.array_equal(a[:, 1:] - a[:, :1], np.tile([[12.5, 25.0]], (len(a), 1))) for a, _ in pairs
                if a.size and a.ndim == 2 and a.shape[1] == 3)  # fmt: skip
    if not len(X) and not len(y):
        found.setdefault("aligned", Check("aligned", None, tested, message="not judged: no row comes out"))
    elif X.shape != y.shape or not np.array_equal(X, y) or not whole:
        text = "X and y are shuffled apart: a row of X comes with another row's y"
        check = Check("aligned", False, tested, "pairs that belong", "others", text, "shuffled apart")
        found.setdefault("aligned", check)


def _order(outcome):
    """The order of the rows as a tuple, or None."""
    pairs = _pairs(outcome.value) if outcome.ok else "no answer"
    if isinstance(pairs, str) or not pairs:
        return None
    try:
        return tuple(_rows(pairs)[0].tolist())
    except (ValueError, IndexError):
        return None


def inspect_mini_batches(mini_batches, fixtures=CASES, seed=5):
    """Judge ``mini_batches`` for several m and batch sizes, and how its order depends on ``rng``."""
    report = Report("mini_batches")

    def given(m, size, rng):
        X, y = data(m)
        return {"X": X, "y": y, "batch_size": size, "rng": rng}, {}

    def shuffled():
        # The same generator twice, as in two epochs: it must not be copied between the calls.
        rngs = [np.random.default_rng(number) for number in (seed, seed, seed + 1) for _ in range(2)]
        rngs[1::2] = rngs[::2]
        return calls(mini_batches, [given(16, 4, rng) for rng in rngs], STEPS, one_rng=True)

    with global_random_state() as used:
        cut = [given(m, size, np.random.default_rng(seed + k)) for k, (m, size) in enumerate(fixtures)]
        outcomes = calls(mini_batches, cut, STEPS)
        runs = [(m, size, outcome) for (m, size), outcome in zip(fixtures, outcomes, strict=True)]
        if not_started(outcome for *_, outcome in runs):
            report.started = False
            return report
        ended = not any(outcome.error and "NeverEnds" in outcome.error for *_, outcome in runs)
        ordered = shuffled() if ended else []
        first, later, again, _, other, _ = map(_order, ordered) if ended else [None] * 6
        touched = used()
    found = {}
    for m, size, outcome in runs:
        _judge_case(m, size, outcome, found)
    for name in ("shapes", "all rows once", "aligned"):
        check = found.get(name) or Check(name, True, f"{len(runs)} pairs of m and batch_size")
        report.checks.append(timed(check, outcomes))

    tested = "m = 16, batch_size = 4"
    by_rng, only = Check("shuffled by rng", True, tested), Check("only rng", True, tested)
    if first is None or other is None or again is None or later is None:
        by_rng.passed = only.passed = None
        by_rng.message = only.message = "not judged: there are no batches"
    else:
        if list(first) == sorted(first):
            by_rng = Check("shuffled by rng", False, tested, "a new order", "0, 1, 2, ...", "the rows are not shuffled")
            by_rng.mistake = "not shuffled"
        elif len({(b - a) % len(first) for a, b in pairwise(first)}) == 1:
            text = "the rows keep their order, which only starts elsewhere or runs backwards: shuffle them"
            by_rng = Check("shuffled by rng", False, tested, "a new order", "turned round", text, "not shuffled")
        elif all(max(rows) - min(rows) == 3 for rows in (first[k : k + 4] for k in range(0, 16, 4))) and not all(
            b == a + 1 for k in range(0, 16, 4) for a, b in pairwise(first[k : k + 4])
        ):
            text = "each batch has the same rows every time, only their order within it is new: shuffle all rows first"
            by_rng = Check("shuffled by rng", False, tested, "rows from anywhere", "blocks of rows", text)
            by_rng.mistake = "shuffled within the batches"
        elif all(b == a + 1 for k in range(0, 16, 4) for a, b in pairwise(first[k : k + 4])):
            text = "the batches come in a new order, but the rows of a batch stay together: shuffle the rows"
            by_rng = Check("shuffled by rng", False, tested, "rows from anywhere", "blocks of rows", text)
            by_rng.mistake = "batches shuffled, not rows"
        elif first == later and not touched:
            text = "two calls with one rng give the same order: every epoch would see the same batches"
            mistake = "same order every epoch"
            by_rng = Check("shuffled by rng", False, tested, "another order", "the same", text, mistake)
        elif touched:
            text = "the order comes from NumPy's global np.random; use rng.permutation(m)"
            by_rng = Check("shuffled by rng", False, tested, "rng", "np.random", text, "global np.random")
        elif first == other:
            text = "another rng gives the same order: it must be drawn from `rng`"
            by_rng = Check("shuffled by rng", False, tested, "another order", "the same", text, "rng not used")
        elif first != again:
            text = "the same rng gives another order the second time: it is not drawn from `rng`"
            by_rng = Check("shuffled by rng", False, tested, "the same order", "another", text, "not only rng")
        if touched:
            text = "NumPy's global np.random is used: the same rng no longer repeats a run"
            only = Check("only rng", False, tested, "rng alone", "np.random too", text, "global np.random")
        elif first != again:
            text = "the same rng gives another order the second time: something besides `rng` decides it"
            only = Check("only rng", False, tested, "the same order", "another", text, "not only rng")
    unchanged = arguments_unchanged("mini_batches", [(o, f"m = {m}, batch_size = {s}") for m, s, o in runs])
    report.checks += [timed(by_rng, ordered), timed(only, ordered), timed(unchanged, outcomes)]
    tried = [(f"m = {m}, batch_size = {size}", own) for (m, size), (own, _) in zip(fixtures, cut, strict=True)]
    tried.append((tested, given(16, 4, np.random.default_rng(seed))[0]))
    return tell(report, "mini_batches", tried) if fixtures is CASES else report
