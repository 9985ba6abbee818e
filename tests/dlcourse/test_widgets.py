"""The live views without a browser: their models, their still pictures, their JavaScript against dlcourse.nn."""

import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.data import deck_table
from dlcourse.widgets import ForwardStepper, HelloSlider
from dlcourse.widgets.network.forward import layer_sizes_of, pass_order, trace

JS = Path(__file__).parents[2] / "src" / "dlcourse" / "widgets"
CASES = [([2, 3, 2, 1], "sigmoid", "sigmoid"), ([4, 4, 4, 4], "relu", "identity"), ([1, 2], "tanh", "step")]


def parameters_of(sizes, seed=0):
    return nn.initialize_parameters(sizes, np.random.default_rng(seed))


def node(code, *data):
    """What ``code`` prints as JSON; ``data`` is what it finds in ``data``."""
    executable = shutil.which("node")
    assert executable, "node is missing: install it (Debian: apt-get install nodejs)"
    imports = "".join(
        f"import * as {name} from {json.dumps((JS / file).as_uri())};"
        for name, file in (
            ("engine", "network/forward.js"),
            ("forward_text", "steppers/forward_text.js"),
            ("draw", "shared/draw.js"),
        )
    )
    program = f"{imports} const data = {json.dumps(data)}; console.log(JSON.stringify({code}));"
    command = [executable, "--input-type=module", "--eval", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def plain(parameters):
    return {name: value.tolist() for name, value in parameters.items()}


@pytest.mark.parametrize(("sizes", "hidden", "output"), CASES)
def test_the_model_and_the_page_compute_what_nn_computes(sizes, hidden, output):
    parameters = parameters_of(sizes)
    x = np.linspace(-1, 1, sizes[0])
    cache = nn.forward(x[None, :], parameters, hidden, output)[1]
    Z, A = trace(x, parameters, hidden, output)
    page = node("engine.forward(...data)", x.tolist(), plain(parameters), hidden, output)
    for l in range(1, len(sizes)):
        np.testing.assert_allclose(Z[l], cache[f"Z{l}"][0], rtol=1e-14)
        np.testing.assert_allclose(A[l], cache[f"A{l}"][0], rtol=1e-14)
        np.testing.assert_allclose(page["Z"][l], Z[l], atol=1e-14)
        np.testing.assert_allclose(page["A"][l], A[l], atol=1e-14)


def test_activations_of_the_page_at_the_edges():
    for name in nn.ACTIVATIONS:
        z = [-1000.0, -1.0, 0.0, 1.0, 1000.0]
        page = node("data[1].map(engine.ACTIVATIONS[data[0]])", name, z)
        np.testing.assert_allclose(page, nn.ACTIVATIONS[name].g(np.array(z)), atol=1e-15)


def test_order_of_the_pass_is_the_same_in_both():
    assert pass_order([2, 3, 1]) == [(1, 0), (1, 1), (1, 2), (2, 0)]
    assert node("forward_text.passOrder(data[0])", [2, 3, 1]) == [list(pair) for pair in pass_order([2, 3, 1])]


def test_what_the_page_says_of_an_edge():
    parameters = {"W1": np.array([[0.5, -0.25]]), "b1": np.array([-1.0])}
    said = node("forward_text.edgeText(1, 0, 1, data[0], [[2, 4], [0]], true)", plain(parameters))
    assert said == (
        "W^1_(0,1) = −0.250: from input 1 to output neuron 0 of layer 1, in code W1[0, 1]. "
        "It carries −0.250 · 4.000 = −1.000."
    )
    lines = node(
        "forward_text.arithmetic(1, 0, data[0], engine.forward([2, 4], data[0]), 'sigmoid')", plain(parameters)
    )
    assert lines[0] == "z^1_0 = W^1_(0,0) · x_0 + W^1_(0,1) · x_1 + b^1_0"
    assert lines[1] == "z^1_0 = 0.500 · 2.000 + (−0.250) · 4.000 + (−1.000) = −1.000"
    assert lines[2] == "a^1_0 = sigmoid(z^1_0) = sigmoid(−1.000) = 0.269"


def test_no_negative_zero_is_shown():
    assert node("draw.number(-0.0001)") == "0.000"


def test_hello_slider_squares_in_python():
    hello = HelloSlider()
    assert hello.answer == [3, 9]
    hello.value = 12
    assert hello.answer == [12, 144]
    assert "12 squared is 144" in hello.still()
    ElementTree.fromstring(hello.still())


def test_stepper_state_is_plain_and_sent():
    stepper = ForwardStepper(row=2, step=3)
    state = stepper.get_state()
    assert state["inputs"] == deck_table()[0][2].tolist()
    assert state["step"] == 3 and state["answered"] == -1
    assert layer_sizes_of(state["parameters"]) == [2, 3, 2, 1]
    json.dumps({name: state[name] for name in ("parameters", "X", "inputs", "predict")})


def test_choosing_a_row_sets_the_inputs():
    stepper = ForwardStepper()
    stepper.row = 4
    assert stepper.inputs == deck_table()[0][4].tolist()


def test_still_is_svg_with_every_neuron_and_edge():
    for sizes, hidden, output in CASES:
        stepper = ForwardStepper(parameters_of(sizes), np.ones((2, sizes[0])), hidden, output, step=1)
        root = ElementTree.fromstring(stepper.still())
        tag = "{http://www.w3.org/2000/svg}"
        assert len(root.findall(f"{tag}circle")) == sum(sizes)
        assert len(root.findall(f"{tag}line")) == sum(a * b for a, b in pairwise(sizes))
        assert "-".join(map(str, sizes)) in root.get("aria-label")
    stepper = ForwardStepper(step=6)
    y_hat = nn.forward(deck_table()[0][:1], parameters_of([2, 3, 2, 1]))[0].item()
    assert f"y_hat = {y_hat:.3f}" in stepper.still()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"parameters": parameters_of([2, 5, 1])}, "too many to draw"),
        ({"parameters": parameters_of([2, 2, 2, 2, 1])}, "too many to draw"),
        ({"parameters": {"W1": np.ones((2, 2))}}, "keys W1, b1"),
        ({"parameters": {"W1": np.ones((2, 2)), "b1": np.ones((2, 1))}}, "W1 and b1 have shapes"),
        ({"X": np.ones((3, 4))}, r"shape \(m, 2\)"),
        ({"row": 5}, "row must be from 0 to 4"),
        ({"step": 7}, "step must be from 0 to 6"),
        ({"predict": {"question": "Why?"}}, "predict needs"),
    ],
)
def test_bad_arguments_are_refused_by_name(arguments, said):
    with pytest.raises(ValueError, match=said):
        ForwardStepper(**arguments)
