"""The live views: what they refuse, and that the page computes what Python computes."""

import inspect
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

from dlcourse import nn, widgets
from dlcourse.data import deck_table
from dlcourse.widgets import ActivationExplorer, CostBars, DescentPaths, ForwardStepper, Neuron, PerceptronBoard

JS = Path(__file__).parents[2] / "src" / "dlcourse" / "widgets"


def page(code, given=None):
    """What JavaScript gives: ``code`` sees the modules of the views and ``given``, and ends in ``result = ...``."""
    node = shutil.which("node")
    assert node, "Node is not installed"
    text = f"const given = {json.dumps(given)}; let result; {code}; console.log(JSON.stringify(result));"
    done = subprocess.run([node, "--input-type=module", "-e", text], capture_output=True, text=True, cwd=JS, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_neuron_answers_alike_in_python_and_in_the_page():
    for activation in nn.ACTIVATIONS:
        view = Neuron(w=(0.7, -1.2, 2.0), b=-0.3, x=(1.5, 0.4, -0.2), activation=activation)
        given = {"w": view.w, "x": view.x, "b": view.b, "g": activation}
        found = page(
            'import { respond } from "./small/neuron.js"; result = respond(given.w, given.x, given.b, given.g)', given
        )
        assert [found["z"], found["a"]] == pytest.approx(view.respond(), rel=1e-12)


def test_what_is_left_of_a_gradient():
    view = ActivationExplorer(activation="tanh", z=0.3, layers=12, weight=1.1)
    given = {"z": view.z, "layers": view.layers, "weight": view.weight}
    found = page(
        'import { SLOPES, leftAfter } from "./small/activation_explorer.js";'
        "result = leftAfter(given.layers, SLOPES.tanh(given.z), given.weight)",
        given,
    )
    assert found == pytest.approx(view.left_after(), rel=1e-12)


def test_slopes_are_nns():
    z = [-2.0, -0.5, 0.0, 0.3, 4.0]
    code = (
        'import { SLOPES } from "./small/activation_explorer.js"; '
        "result = Object.fromEntries(Object.entries(SLOPES).map("
    )
    found = page(code + "([name, f]) => [name, given.map(f)]))", z)
    for name, values in found.items():
        np.testing.assert_allclose(values, nn.ACTIVATIONS[name].g_prime(np.array(z)), rtol=1e-12, atol=1e-15)


def test_losses_are_nns():
    view = CostBars(y_hat=[0.2, 0.9, 0.5], y=[0, 1, 1], cost="cross_entropy")
    given = {"p": view.y_hat, "y": view.y}
    for cost in ("mse", "cross_entropy"):
        view.cost = cost
        code = (
            f'import {{ LOSSES }} from "./small/cost_bars.js"; '
            f"result = given.p.map((p, k) => LOSSES.{cost}(p, given.y[k]))"
        )
        assert np.mean(page(code, given)) == pytest.approx(view.value(), rel=1e-12)


def test_the_learning_rule_is_the_perceptrons():
    given = {"w": [0.5, -1.0], "b": 0.25, "x": [1.0, 2.0]}
    code = 'import { learn } from "./small/perceptron_board.js";'
    code += "result = [0, 1].map((y) => learn(given.w, given.b, given.x, y, 0.5))"
    zero, one = page(code, given)
    assert (zero["w"], zero["b"], zero["wrong"]) == ([0.5, -1.0], 0.25, False)
    assert (one["w"], one["b"], one["wrong"]) == ([1.0, 0.0], 0.75, True)


@pytest.mark.parametrize("seed", range(12))
def test_which_points_a_line_separates(seed):
    """Against a linear program: is there (w, b) with z >= 1 for class 1 and z <= -1 for class 0?"""
    rng = np.random.default_rng(seed)
    m = int(rng.integers(2, 8))
    X, y = np.round(rng.uniform(-3, 3, (m, 2)), 1), rng.integers(0, 2, m)
    if seed == 0:
        X, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    if seed == 1:  # on one line
        X, y = np.array([[0, 0], [1, 1], [2, 2]]), np.array([0, 1, 1])
    sign = 2 * y - 1
    rows = -sign[:, None] * np.column_stack([X, np.ones(len(X))])
    possible = linprog(np.zeros(3), rows, -np.ones(len(X)), bounds=(None, None)).status == 0
    code = 'import { separable } from "./small/perceptron_board.js"; result = separable(given.X, given.y)'
    assert page(code, {"X": X.tolist(), "y": y.tolist()}) is possible


def test_lines_of_equal_cost_are_that():
    view = DescentPaths("surface")
    given = {"x": view.x, "y": view.y, "w": view.w_range, "b": view.b_range}
    found = page(
        'import { contours, cost, minimum } from "./small/descent.js"; const low = minimum(given.x, given.y);'
        "result = [low, contours(given.x, given.y, given.w, given.b).map((line) =>"
        "[line.J, ...line.points.map(([w, b]) => cost(given.x, given.y, w, b))])]",
        given,
    )
    slope, intercept = np.polyfit(view.x, view.y, 1)
    assert [found[0]["w"], found[0]["b"]] == pytest.approx([slope, intercept])
    for J, *costs in found[1]:
        np.testing.assert_allclose(costs, J, rtol=1e-9)
    assert [line[0] for line in found[1]] == sorted((line[0] for line in found[1]), reverse=True)


def test_the_ball_rolls_alike():
    for curve in ("valley", "two valleys", "plain"):
        view = DescentPaths(curve=curve, learning_rate=0.07, max_steps=40)
        given = {"curve": curve, "start": view.start}
        found = page(
            'import { descend } from "./small/descent.js"; result = descend(given.curve, given.start, 0.07, 40, 1e-6)',
            given,
        )
        np.testing.assert_allclose(found["path"], view.path(), rtol=1e-9)


def test_a_ball_that_leaves_the_picture_has_diverged():
    found = page('import { descend } from "./small/descent.js"; result = descend("valley", -2, 1.2, 500, 1e-6).why')
    assert found.startswith("diverged at update ")


def test_batches_cover_every_row_and_batch_descent_is_nns():
    X, y = deck_table()
    given = {"x": X[:, 0].tolist(), "y": y.ravel().tolist()}
    found = page('import { shuffled, random } from "./small/descent.js"; result = shuffled(9, random(3))')
    assert sorted(found) == list(range(9)) and found != list(range(9))
    code = (
        'import { train } from "./small/descent.js"; result = train(given.x, given.y, [0.5, -0.5], 0.2, 5, 4, 1).path'
    )
    path = page(code, given)
    parameters = {"W1": np.array([[0.5]]), "b1": np.array([-0.5])}
    for w, b in path[1:]:
        _, cache = nn.forward(X[:, :1], parameters, "identity", "identity")
        parameters = nn.update(parameters, nn.backward(y, parameters, cache, "identity", "identity"), 0.2)
        assert [w, b] == pytest.approx([parameters["W1"][0, 0], parameters["b1"][0]], rel=1e-9)
    assert len(path) == 5
    mini = page(code.replace("0.2, 5, 4", "0.2, 2, 4"), given)
    assert len(mini) == 1 + 3 * 4  # ceil(5 / 2) updates in each of 4 epochs


@pytest.mark.parametrize("seed", [1, 7, 4_000_000_000])
def test_the_still_pictures_paths_are_the_pages(seed):
    view = DescentPaths("surface", learning_rate=0.15, batch_size=2, epochs=6)
    view.seed = seed
    given = {"x": view.x, "y": view.y, "from": view._from, "seed": seed}
    code = (
        'import { train } from "./small/descent.js";'
        "result = [5, 2, 1].map((size) => train(given.x, given.y, given.from, 0.15, size, 6, given.seed).path)"
    )
    for path, expected in zip(page(code, given), view.paths().values(), strict=True):
        np.testing.assert_allclose(path, expected, rtol=1e-9)


REFUSED = [
    (lambda: Neuron(w=(1, 2), x=(1,)), "x must be 2 finite numbers"),
    (lambda: Neuron(w=()), "1 to 4 weights"),
    (lambda: Neuron(b=float("nan")), "b must be"),
    (lambda: ActivationExplorer(activations=()), "activations must list one or more of step, relu"),
    (lambda: ActivationExplorer(activations=("relu",), activation="tanh"), "not among"),
    (lambda: CostBars(y_hat=[0.1], y=[0, 1]), "y_hat must be 2 finite numbers"),
    (lambda: PerceptronBoard(preset="NOR"), "not known"),
    (lambda: PerceptronBoard(points=[[0, 9]], labels=[1]), "from -3 to 3"),
    (lambda: PerceptronBoard(points=[[0, 1]], labels=[2]), "0 or 1"),
    (lambda: PerceptronBoard(points=[[0, 1]]), "together"),
    (lambda: PerceptronBoard(learning_rate=0), "learning_rate"),
    (lambda: DescentPaths(curve="hill"), "not known"),
    (lambda: DescentPaths(kind="surface", batch_size=9), "batch_size"),
    (lambda: DescentPaths(learning_rate=-1), "positive"),
    (lambda: Neuron(predict={"question": "?"}), "predict needs"),
]


@pytest.mark.parametrize(("make", "said"), REFUSED)
def test_bad_input_is_refused_by_name(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_every_view_takes_a_question_that_locks_it():
    asked = {"question": "What next?", "choices": ["this", "that"], "answer": 1, "because": "So it is."}
    views = [getattr(widgets, name) for name in widgets.__all__]
    assert all("predict" in inspect.signature(view).parameters for view in views)
    for view in (Neuron, ActivationExplorer, CostBars, PerceptronBoard, DescentPaths, ForwardStepper):
        locked = view(predict=asked)
        assert (locked.predict, locked.answered) == (asked, -1)
        with pytest.raises(ValueError, match="answer must be the number of a choice"):
            view(predict=asked | {"answer": 2})


LATER = [
    (Neuron, "w", [1.0], "w must be 2 finite numbers"),
    (Neuron, "x", [1.0, float("inf")], "x must be 2 finite numbers"),
    (Neuron, "b", float("nan"), "b must be a finite number"),
    (ActivationExplorer, "z", float("inf"), "z must be a finite number"),
    (CostBars, "y_hat", [0.1], "y_hat must be 5 finite numbers"),
    (PerceptronBoard, "points", [[0.0, 9.0]], "from -3 to 3"),
    (PerceptronBoard, "labels", [2] * 8, "0 or 1"),
    (DescentPaths, "learning_rate", float("nan"), "learning_rate must be a positive number"),
    (ForwardStepper, "inputs", [float("nan"), 0.0], "inputs contains NaN"),
    (ForwardStepper, "parameters", {"W1": [[1.0, 2.0]], "b1": [0.0]}, "must keep the layers"),
]


@pytest.mark.parametrize(("make", "name", "value", "said"), LATER)
def test_a_later_assignment_is_refused_too(make, name, value, said):
    view = make()
    before = getattr(view, name)
    with pytest.raises(ValueError, match=said):
        setattr(view, name, value)
    assert getattr(view, name) == before


@pytest.mark.parametrize(
    "view",
    [Neuron(), ActivationExplorer(), CostBars(), PerceptronBoard(w=(1, 1)), DescentPaths(), DescentPaths("surface")],
)
def test_a_still_picture_has_words(view):
    still = view.still()
    assert still.count("<svg") == 1 and 'aria-label="' in still
