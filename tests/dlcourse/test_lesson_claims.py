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
STEPS = [(lesson, stage) for lesson, told in LESSONS.items() for stage in range(len(told["steps"]))]
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


@pytest.fixture(scope="module")
def measured():
    """``{(lesson, stage): the outcomes, one for each seed}``: all of them in one run of Node."""
    node = shutil.which("node")
    assert node, "Node is not installed"
    runs = [given(lesson, stage, seed) for lesson, stage in STEPS for seed in seeds_of(lesson)]
    code = f'import {{ work }} from "{CLAIMS}"; const all = JSON.parse(await new Response(process.stdin).text());'
    code += "console.log(JSON.stringify(all.map(work), (_, v) => v === Infinity ? 'Infinity' : v));"
    text = json.dumps(runs)
    command = [node, "--no-warnings", "--input-type=module", "-e", code]
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    found = iter(json.loads(done.stdout))
    return {(lesson, stage): [next(found) for _ in seeds_of(lesson)] for lesson, stage in STEPS}


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


@pytest.mark.parametrize(("lesson", "stage"), STEPS)
def test_a_step_shows_what_its_sentence_claims(measured, lesson, stage):
    step = LESSONS[lesson]["steps"][stage]
    for seed, outcome in zip(seeds_of(lesson), measured[lesson, stage], strict=True):
        for claim in step["claims"]:
            assert set(claim) & KINDS, claim
            why = broken(claim, outcome, others=seed != seeds_of(lesson)[0])
            assert not why, f"{step['say']} Seed {seed}: {why}"


@pytest.mark.parametrize(("lesson", "stage"), STEPS)
def test_a_step_is_over_within_five_seconds(measured, lesson, stage):
    for outcome in measured[lesson, stage]:
        assert outcome["over"] and 120 <= outcome["ticks"] <= TICKS - 15


@pytest.mark.parametrize(("lesson", "stage"), STEPS)
def test_what_a_step_compares_is_far_enough_apart_on_the_chart(measured, lesson, stage):
    """A difference of costs that the class is told of is seen: not a hair on an axis that reaches much further."""
    for claim in LESSONS[lesson]["steps"][stage]["claims"]:
        if claim["of"] not in ("cost", "held") or "order" not in claim:
            continue
        outcome = measured[lesson, stage][0]
        heights = [outcome["lanes"][k]["height"] for k in claim["order"]]
        gaps = [b - a for a, b in pairwise(heights)]
        assert min(gaps) >= SEEN, (claim, heights)


def test_every_step_claims_something_or_says_why_not():
    silent = [say["say"] for told in LESSONS.values() for say in told["steps"] if not say["claims"]]
    assert all(say.startswith("Open ") for say in silent), "an invitation claims nothing; any other sentence does"
