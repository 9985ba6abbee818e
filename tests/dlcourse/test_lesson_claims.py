"""Every step of every lesson shows, within five seconds of 60 pictures, what its sentence claims: measured in Node."""

import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from dlcourse.widgets import Playground
from dlcourse.widgets.playground.lessons import LESSONS

TICKS = 5 * 60
SEEN = 0.08  # of the chart's height: the least distance that counts as seen
OTHERS = 5
CLAIMS = (Path(__file__).parent / "claims.js").as_uri()
KINDS = {"above", "below", "order", "together", "best_rate"}


def seeds_of(lesson):
    """The seed the lesson begins with, and five others; lecture 06 shows some of these."""
    first = LESSONS[lesson]["begin"].get("seed", 0)
    return [first + k for k in range(OTHERS + 1)]


def given(lesson, stage, seed):
    """What the page would run at this step: its state as Python makes it, with this seed."""
    view = Playground(lesson, stage=stage, seed=seed)
    state = {name: getattr(view, name) for name in (*Playground.RESET, *Playground.SHARED)}
    claims = LESSONS[lesson]["steps"][stage]["claims"]
    return {**state, "ticks": TICKS, "measures": sorted({claim["of"] for claim in claims})}


def measured(lesson):
    """``{stage: the outcomes, one for each seed}`` of a lesson, from one run of Node."""
    node = shutil.which("node")
    assert node, "Node is not installed"
    stages, seeds = range(len(LESSONS[lesson]["steps"])), seeds_of(lesson)
    runs = [given(lesson, stage, seed) for seed in seeds for stage in stages]
    code = f'import {{ work }} from "{CLAIMS}"; const all = JSON.parse(await new Response(process.stdin).text());'
    code += "console.log(JSON.stringify(all.map(work), (_, v) => v === Infinity ? 'Infinity' : v));"
    command = [node, "--no-warnings", "--input-type=module", "-e", code]
    done = subprocess.run(command, input=json.dumps(runs), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = iter(json.loads(done.stdout))
    by_seed = [[next(found) for _ in stages] for _ in seeds]
    return {stage: [one[stage] for one in by_seed] for stage in stages}


def broken(claim, outcome, others):
    """Why the claim does not hold for this outcome, or "". On ``others`` an order needs no margin."""
    of, lanes = claim["of"], outcome["lanes"]
    value = lambda k: float(lanes[k][of])  # noqa: E731
    if "run" in claim:
        k = claim["run"]
        if "above" in claim and not value(k) > claim["above"]:
            return f"{of} of run {k} is {value(k):.4g}, not above {claim['above']}"
        if "below" in claim and not value(k) < claim["below"]:
            return f"{of} of run {k} is {value(k):.4g}, not below {claim['below']}"
    for one, other in pairwise(claim.get("order", [])):
        low, high = value(one), value(other)
        least = low * (1 if others else claim["times"]) if "times" in claim else low + (0 if others else claim["apart"])
        if not (high >= least and high > low):
            return f"{of} of run {other} is {high:.4g}, of run {one} {low:.4g}: {claim}"
    if "together" in claim:
        values = [value(k) for k in claim["together"]]
        if max(values) - min(values) > claim["within"]:
            return f"{of} of {claim['together']}: {values} are not together"
    if "best_rate" in claim:
        best = outcome["best"]
        small, large = (best[str(batch)] for batch in claim["best_rate"])
        if large < small * (1.0001 if others else claim["times"]):
            return (
                f"the best alpha is {small} for batch {claim['best_rate'][0]} and {large} for {claim['best_rate'][1]}"
            )
    return ""


def unseen(claim, outcome):
    """Why a difference of costs that the class is told of is not seen: a hair on an axis that reaches much further."""
    if claim["of"] not in ("cost", "held") or "order" not in claim:
        return ""
    heights = [outcome["lanes"][k]["held_height" if claim["of"] == "held" else "height"] for k in claim["order"]]
    gap = min(b - a for a, b in pairwise(heights))
    return "" if gap >= SEEN else f"{claim}: {gap:.0%} of the chart's height"


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_step_shows_within_five_seconds_what_its_sentence_claims(lesson):
    found, seeds = measured(lesson), seeds_of(lesson)
    for stage, step in enumerate(LESSONS[lesson]["steps"]):
        for seed, outcome in zip(seeds, found[stage], strict=True):
            where = f"{step['say']} Seed {seed}"
            assert outcome["over"] and 120 <= outcome["ticks"] <= TICKS - 15, where
            for claim in step["claims"]:
                assert set(claim) & KINDS, claim
                why = broken(claim, outcome, others=seed != seeds[0]) or (seed == seeds[0] and unseen(claim, outcome))
                assert not why, f"{where}: {why}"


def test_every_step_claims_something_or_says_why_not():
    silent = [say["say"] for told in LESSONS.values() for say in told["steps"] if not say["claims"]]
    assert all(say.startswith("Open ") for say in silent), "an invitation claims nothing; any other sentence does"
