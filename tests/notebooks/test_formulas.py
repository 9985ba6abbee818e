"""Every displayed formula of the lectures has a twin here: computed, by sympy or in numbers, as it is written there."""

import re

import numpy as np
import pytest
import sympy
from lecture_text import NOTEBOOKS, cells

from dlcourse import nn
from dlcourse.data import deck_table
from dlcourse.gradients import numerical_gradients

TWINS = {}
X, Y = deck_table()
P = nn.initialize_parameters([2, 3, 2, 1], np.random.default_rng(3))
Y_HAT, CACHE = nn.forward(X, P)
GRADIENTS = nn.backward(Y, P, CACHE)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def twin(lecture, *formulas):
    """Say which formulas of a lecture the function holds to the truth."""

    def keep(function):
        TWINS.update({(f"lecture_{lecture}", formula): function for formula in formulas})
        return function

    return keep


def shown(lecture):
    """The displayed formulas of a lecture, in order, with single spaces."""
    prose = "\n".join(cell.source for cell in cells(lecture) if cell.cell_type == "markdown")
    return [" ".join(formula.split()) for formula in re.findall(r"\$\$(.*?)\$\$", prose, re.DOTALL)]


def test_every_formula_has_a_twin_and_every_twin_its_formula():
    found = {(lecture, formula) for lecture in NOTEBOOKS for formula in shown(lecture)}
    assert len(found) > 25
    assert found == set(TWINS)


@twin("02", "z = w_0 x_0 + w_1 x_1 + b", "a = g(z)")
def test_a_neuron():
    w, x, b = np.array([0.5, -0.4]), np.array([1.0, 2.0]), 0.1
    y_hat, cache = nn.forward(x[None, :], {"W1": w[None, :], "b1": np.array([b])})
    z = w[0] * x[0] + w[1] * x[1] + b
    assert cache["Z1"].item() == pytest.approx(z) and y_hat.item() == pytest.approx(sigmoid(z))


Z = np.array([-3.0, -0.7, 0.4, 2.5])  # no corner among them


def slopes(g):
    return (g(Z + 1e-6) - g(Z - 1e-6)) / 2e-6


@twin(
    "03",
    r"g(z) = \begin{cases} 1 & z \ge 0 \\ 0 & z < 0 \end{cases} \qquad g'(z) = 0",
    r"g(z) = \max(0, z) \qquad g'(z) = \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases}",
)
def test_step_and_relu():
    assert nn.step(np.array([-1.0, 0.0, 1.0])).tolist() == [0, 1, 1] and not slopes(nn.step).any()
    assert nn.relu(Z).tolist() == [max(0, z) for z in Z]
    assert slopes(nn.relu) == pytest.approx([1.0 if z > 0 else 0.0 for z in Z])


@twin(
    "03",
    r"\sigma(z) = \frac{1}{1 + e^{-z}} \qquad \sigma'(z) = \sigma(z)\,(1 - \sigma(z))",
    r"\tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}} \qquad \tanh'(z) = 1 - \tanh(z)^2",
)
def test_sigmoid_and_tanh():
    z = sympy.symbols("z")
    s = 1 / (1 + sympy.exp(-z))
    assert sympy.simplify(sympy.diff(s, z) - s * (1 - s)) == 0
    t = (sympy.exp(z) - sympy.exp(-z)) / (sympy.exp(z) + sympy.exp(-z))
    assert sympy.simplify(sympy.diff(t, z) - (1 - t**2)) == 0
    assert nn.sigmoid(Z) == pytest.approx([float(s.subs(z, value)) for value in Z])
    assert nn.tanh(Z) == pytest.approx([float(t.subs(z, value)) for value in Z])


@twin(
    "04",
    r"\hat y = \mathrm{step}\Big(\sum_{j} w_j x_j + b\Big)",
    r"w_j := w_j + \alpha\,(y - \hat y)\,x_j \qquad b := b + \alpha\,(y - \hat y)",
)
def test_the_perceptron_and_its_rule():
    w, b, alpha = np.array([0.3, -0.8]), 0.1, 0.5
    for x, y in ((np.array([1.0, 2.0]), 1), (np.array([2.0, -1.0]), 0)):
        y_hat = nn.step(sum(w[j] * x[j] for j in range(2)) + b)
        assert y_hat == 1 - y  # wrong, so that the rule moves it
        moved, bias = w + alpha * (y - y_hat) * x, b + alpha * (y - y_hat)
        z, after = w @ x + b, moved @ x + bias
        assert after - z == pytest.approx(alpha * (y - y_hat) * (x @ x + 1))  # towards y, whatever x is


@twin("06", r"w := w - \alpha \frac{\partial J}{\partial w}")
@twin("10", r"w := w - \alpha\, \frac{dJ}{dw}")
@twin(
    "11",
    r"W^l_{(i,j)} := W^l_{(i,j)} - \alpha \frac{\partial J}{\partial W^l_{(i,j)}}",
    r"W^l := W^l - \alpha\, dW^l \qquad b^l := b^l - \alpha\, db^l \qquad l = 1, 2, 3",
)
def test_the_update_goes_down():
    after = nn.update(P, GRADIENTS, 0.01)
    for name in P:
        np.testing.assert_allclose(after[name], P[name] - 0.01 * GRADIENTS["d" + name])
    assert nn.mse(nn.forward(X, after)[0], Y) < nn.mse(Y_HAT, Y)


@twin(
    "08",
    "W^l_{(i,j)}",
    r"z^1_0 = W^1_{(0,0)}\, x_0 + W^1_{(0,1)}\, x_1 + b^1_0 \qquad a^1_0 = g(z^1_0)",
    r"z^l = W^l\, a^{l-1} + b^l \qquad a^l = g(z^l) \qquad a^0 = x",
    r"Z^l = A^{l-1}\, (W^l)^\top + b^l \qquad A^l = g(Z^l) \qquad A^0 = X",
)
def test_the_pass_three_ways():
    W1, b1, x = P["W1"], P["b1"], X[0]
    z00 = W1[0, 0] * x[0] + W1[0, 1] * x[1] + b1[0]
    a, A = x, X
    for l in (1, 2, 3):
        a, A = sigmoid(P[f"W{l}"] @ a + P[f"b{l}"]), sigmoid(A @ P[f"W{l}"].T + P[f"b{l}"])
        np.testing.assert_allclose(CACHE[f"A{l}"][0], a)
        np.testing.assert_allclose(CACHE[f"A{l}"], A)
    assert CACHE["Z1"][0, 0] == pytest.approx(z00) and CACHE["A1"][0, 0] == pytest.approx(sigmoid(z00))


@twin("09", r"L(\hat y, y) = (\hat y - y)^2", r"J = \frac{1}{m} \sum_{k=1}^{m} L(\hat y_k, y_k)")
def test_the_cost_is_the_mean_of_the_losses():
    losses = [(Y_HAT[k, 0] - Y[k, 0]) ** 2 for k in range(5)]
    assert nn.mse(Y_HAT, Y) == pytest.approx(sum(losses) / 5)


@twin("09", r"L(\hat y, y) = -\big(y \log \hat y + (1 - y) \log (1 - \hat y)\big)")
def test_cross_entropy():
    y = np.array([[0.0], [1], [1], [0], [1]])
    losses = [-(t * np.log(p) + (1 - t) * np.log(1 - p)) for p, t in zip(Y_HAT.ravel(), y.ravel(), strict=True)]
    assert nn.cross_entropy(Y_HAT, y) == pytest.approx(np.mean(losses))
    assert losses[0] == pytest.approx(-np.log(1 - Y_HAT[0, 0])) and losses[1] == pytest.approx(-np.log(Y_HAT[1, 0]))


@twin(
    "09",
    r"\frac{\partial J}{\partial \hat y_k} = \frac{2}{m}\,(\hat y_k - y_k)",
    r"\frac{\partial J}{\partial \hat y_k} = \frac{1}{m}\,\frac{\hat y_k - y_k}{\hat y_k (1 - \hat y_k)}",
)
def test_the_slopes_of_both_costs():
    y = (Y > 0.5) * 1.0
    for cost, slope in (
        (nn.mse, 2 / 5 * (Y_HAT - y)),
        (nn.cross_entropy, (Y_HAT - y) / (Y_HAT * (1 - Y_HAT)) / 5),
    ):
        measured = numerical_gradients(lambda p, cost=cost: cost(p["y_hat"], y), {"y_hat": Y_HAT})["dy_hat"]
        np.testing.assert_allclose(measured, slope, rtol=1e-6)


@twin(
    "11",
    r"\frac{\partial J}{\partial w} = \frac{\partial J}{\partial a} \cdot \frac{\partial a}{\partial z} \cdot "
    r"\frac{\partial z}{\partial w}",
)
def test_the_chain_of_three_factors():
    w, b, x, y, a, z = sympy.symbols("w b x y a z")
    chain = sympy.diff((a - y) ** 2, a) * sympy.diff(1 / (1 + sympy.exp(-z)), z) * sympy.diff(w * x + b, w)
    whole = sympy.diff((1 / (1 + sympy.exp(-(w * x + b))) - y) ** 2, w)
    chain = chain.subs(a, 1 / (1 + sympy.exp(-z))).subs(z, w * x + b)
    assert sympy.simplify(chain - whole) == 0


def blame():
    """dZ of every layer, as lecture 11 writes it."""
    dZ = {3: 2 / 5 * (Y_HAT - Y) * Y_HAT * (1 - Y_HAT)}
    for l in (3, 2):
        A = CACHE[f"A{l - 1}"]
        dZ[l - 1] = (dZ[l] @ P[f"W{l}"]) * (A * (1 - A))
    return dZ


def cost_after(l, dz):
    """The cost when dz is added to the pre-activations of layer l."""
    A = X
    for layer in (1, 2, 3):
        A = sigmoid(A @ P[f"W{layer}"].T + P[f"b{layer}"] + (dz if layer == l else 0))
    return nn.mse(A, Y)


@twin(
    "11",
    r"dZ^l_i = \frac{\partial J}{\partial z^l_i}",
    r"dZ^{l-1}_j = \Big(\sum_i dZ^l_i\, W^l_{(i,j)}\Big)\, g'(z^{l-1}_j) \qquad "
    r"dZ^{l-1} = (dZ^l\, W^l) \odot g'(Z^{l-1})",
)
def test_the_blame_is_the_slope_by_the_pre_activation():
    for l, dZ in blame().items():
        measured = np.zeros_like(dZ)
        for place in np.ndindex(dZ.shape):
            step = np.zeros_like(dZ)
            step[place] = 1e-5
            measured[place] = (cost_after(l, step) - cost_after(l, -step)) / 2e-5
        np.testing.assert_allclose(dZ, measured, rtol=1e-5, atol=1e-10)
    one = sum(blame()[3][0, i] * P["W3"][i, 0] for i in range(1)) * CACHE["A2"][0, 0] * (1 - CACHE["A2"][0, 0])
    assert blame()[2][0, 0] == pytest.approx(one)


@twin(
    "11",
    r"\frac{\partial J}{\partial W^l_{(i,j)}} = dZ^l_i\, a^{l-1}_j \qquad "
    r"\frac{\partial J}{\partial b^l_i} = dZ^l_i",
    r"dW^l = (dZ^l)^\top A^{l-1} \qquad db^l = \sum_k dZ^l_k",
)
def test_from_the_blame_to_the_gradients():
    measured = numerical_gradients(lambda p: nn.mse(nn.forward(X, p)[0], Y), P)
    for l, dZ in blame().items():
        A = CACHE[f"A{l - 1}"]
        np.testing.assert_allclose(dZ.T @ A, measured[f"dW{l}"], rtol=1e-5, atol=1e-10)
        np.testing.assert_allclose(dZ.sum(axis=0), measured[f"db{l}"], rtol=1e-5, atol=1e-10)
        np.testing.assert_allclose(sum(np.outer(dZ[k], A[k]) for k in range(5)), GRADIENTS[f"dW{l}"], atol=1e-12)


@twin(
    "11",
    r"x = 2 \quad y = \begin{pmatrix} 0 & 1 \end{pmatrix} \quad W^1 = 0.5 \quad b^1 = -0.4 \quad "
    r"W^2 = \begin{pmatrix} 0.8 \\ -0.6 \end{pmatrix} \quad b^2 = \begin{pmatrix} 0.2 & 0.3 \end{pmatrix}",
)
def test_the_network_on_paper():
    from dlcourse.check.lectures.two_children import B1, B2, PAPER, W1, W2, X, Y

    assert PAPER["X"].tolist() == [[2]] == [[X]] and PAPER["y"].tolist() == [[0, 1]] == [list(Y)]
    parameters = {name: value.tolist() for name, value in PAPER["parameters"].items()}
    assert parameters == {"W1": [[0.5]], "b1": [-0.4], "W2": [[0.8], [-0.6]], "b2": [0.2, 0.3]}
    assert parameters == {"W1": [[W1]], "b1": [B1], "W2": [[w] for w in W2], "b2": list(B2)}


def matrix_of(name):
    """The formula of one of the six matrices: every entry of the network's array, in its place."""
    kind, l = name[1], name[2]
    places = np.empty(GRADIENTS[name].shape, dtype=object)
    for place in np.ndindex(places.shape):
        index = "(" + ",".join(map(str, place)) + ")" if kind == "W" else place[0]
        places[place] = (
            rf"\frac{{\partial J}}{{\partial {kind}^{l}_{{{index}}}}}"
            if kind == "W"
            else (rf"\frac{{\partial J}}{{\partial {kind}^{l}_{index}}}")
        )
    rows = r" \\ ".join(" & ".join(row) for row in np.atleast_2d(places))
    equal = rf"(dZ^{l})^\top A^{int(l) - 1}" if kind == "W" else rf"\sum_k dZ^{l}_k"
    return rf"\frac{{\partial J}}{{\partial {kind}^{l}}} = \begin{{pmatrix}} {rows} \end{{pmatrix}} = {equal}"


@twin("11", *(matrix_of(name) for name in GRADIENTS))
def test_the_six_matrices():
    for l, dZ in blame().items():
        np.testing.assert_allclose(GRADIENTS[f"dW{l}"], dZ.T @ CACHE[f"A{l - 1}"])
        np.testing.assert_allclose(GRADIENTS[f"db{l}"], dZ.sum(axis=0))
        assert GRADIENTS[f"dW{l}"].shape == P[f"W{l}"].shape and GRADIENTS[f"db{l}"].shape == P[f"b{l}"].shape


@twin("11", r"\frac{|g - n|}{\max(|g| + |n|, \; 10^{-8})} < 10^{-4}")
def test_the_rule_of_the_gradient_check():
    measured = numerical_gradients(lambda p: nn.mse(nn.forward(X, p)[0], Y), P)
    for name, n in measured.items():
        for factor, agree in ((1, True), (1.001, False), (-1, False)):
            g = factor * GRADIENTS[name]
            assert bool((np.abs(g - n) / np.maximum(np.abs(g) + np.abs(n), 1e-8) < 1e-4).all()) == agree
