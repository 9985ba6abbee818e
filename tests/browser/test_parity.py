"""The page's network against dlcourse.nn, in Node and in Chromium: 200 updates with the same batches, to 1e-9."""

import itertools
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from dlcourse import nn

NETWORK = Path(__file__).parents[2] / "src" / "dlcourse" / "widgets" / "network" / "training.js"
ENDS = (
    ("sigmoid", "cross_entropy"), ("sigmoid", "mse"), ("identity", "mse"),
    ("tanh", "mse"), ("relu", "mse"), ("step", "mse"),
)  # fmt: skip
CASES = list(itertools.product(("sigmoid", "tanh", "relu", "step", "identity"), ENDS, ("none", "L1", "L2")))
UPDATES, ALPHA, RATE, SIZES = 200, 0.05, 0.01, [2, 5, 3, 1]
RNG = np.random.default_rng(8)
PARAMETERS = nn.initialize_parameters(SIZES, RNG)
X, Y = RNG.normal(size=(30, 2)), RNG.uniform(size=(30, 1)).round()
BATCHES = [RNG.permutation(30)[:7].tolist() for _ in range(UPDATES)]
GIVEN = {
    "sizes": SIZES, "p": {n: v.tolist() for n, v in PARAMETERS.items()}, "X": X.tolist(), "y": Y.tolist(),
    "batches": BATCHES, "alpha": ALPHA, "rate": RATE,
    "cases": [{"hidden": h, "output": o, "cost": c, "kind": k} for h, (o, c), k in CASES],
}  # fmt: skip
# given, Network -> for each case the parameters and the cost after all updates
TRAIN = """
(given, Network) => given.cases.map((one) => {
  const net = new Network(given.sizes, one);
  net.set(given.p);
  for (const rows of given.batches)
    net.step(rows.map((k) => given.X[k]), rows.map((k) => given.y[k]), given.alpha, one.kind, given.rate);
  return { p: net.parameters(), J: net.costOf(given.X, given.y) };
})
"""


def regularised(parameters, gradients, kind):
    """The gradients with what L1 or L2 adds to those of the weights."""
    extra = {"none": np.zeros_like, "L1": np.sign, "L2": np.array}[kind]
    return {n: g + RATE * extra(parameters[n[1:]]) if n[1] == "W" else g for n, g in gradients.items()}


def agrees(found):
    assert len(found) == len(CASES) == 90
    for (hidden, (output, cost), kind), one in zip(CASES, found, strict=True):
        parameters = PARAMETERS
        for rows in BATCHES:
            _, cache = nn.forward(X[rows], parameters, hidden, output)
            gradients = nn.backward(Y[rows], parameters, cache, hidden, output, cost)
            parameters = nn.update(parameters, regularised(parameters, gradients, kind), ALPHA)
        for name, value in parameters.items():
            np.testing.assert_allclose(one["p"][name], value, rtol=1e-9, atol=1e-9, err_msg=f"{hidden} {output} {kind}")
        expected = nn.COSTS[cost](nn.forward(X, parameters, hidden, output)[0], Y)
        assert one["J"] == pytest.approx(expected, rel=1e-9)


def test_in_node():
    node = shutil.which("node")
    assert node, "Node is not installed"
    text = f"import {{ Network }} from {json.dumps(NETWORK.as_uri())};"
    text += f"console.log(JSON.stringify(({TRAIN})({json.dumps(GIVEN)}, Network)))"
    done = subprocess.run([node, "--input-type=module"], input=text, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    agrees(json.loads(done.stdout))


@pytest.mark.browser
def test_in_chromium(page):
    source = NETWORK.read_text(encoding="utf-8")
    agrees(
        page.evaluate(
            f"""async ([given, source]) => {{
                const address = URL.createObjectURL(new Blob([source], {{ type: "text/javascript" }}));
                const {{ Network }} = await import(address);
                return ({TRAIN})(given, Network);
            }}""",
            [GIVEN, source],
        )
    )


def test_a_wrong_gradient_would_be_seen():
    """The comparison can fail: one slope off by a thousandth is found."""
    node = shutil.which("node")
    text = NETWORK.read_text(encoding="utf-8").replace("1 - a * a", "1.001 - a * a").replace("export class", "class")
    text += f"console.log(JSON.stringify(({TRAIN})({json.dumps(GIVEN)}, Network)))"
    done = subprocess.run([node, "--input-type=module"], input=text, capture_output=True, text=True, timeout=120)
    with pytest.raises(AssertionError):
        agrees(json.loads(done.stdout))
