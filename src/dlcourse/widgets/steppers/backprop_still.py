"""A still picture of the backpropagation stepper: the network, both passes, the matrices as far as they go."""

import numpy as np

from dlcourse import nn
from dlcourse.look import GROUND, INK, ORANGE
from dlcourse.widgets.network.backprop import deltas, gradients, round_steps, rows_of
from dlcourse.widgets.network.forward import layer_sizes_of, pass_order
from dlcourse.widgets.steppers.forward_still import RADIUS, WIDTH, edge, places, text

ROW, TOP, LINE, CELL = 108, 30, 22, 96  # CELL: width of an entry


@nn.QUIET
def backprop_svg(state, bug=False, history=()):
    """SVG text: everything that is known after ``state["step"]`` steps, on a white ground."""
    X, y, parameters = rows_of(state)
    sizes = layer_sizes_of(parameters)
    steps = round_steps(sizes)
    done = set(steps[: state["step"]])
    _, cache = nn.forward(X, parameters, state["hidden"], state["output"])
    depth = len(sizes) - 1
    J = nn.COSTS[state["cost"]](cache[f"A{depth}"], y)
    at = places(sizes, ROW, TOP)
    height = TOP + max(sizes) * ROW
    parts = [edge(at, parameters, l, i, j) for l, i in pass_order(sizes) for j in range(sizes[l - 1])]
    delta = deltas(state)
    for (l, i), place in at.items():
        known = l == 0 or ("forward", l, i, None) in done
        value = f"{cache[f'A{l}'][:, i].mean():.2f}" if known else "?"
        name = f"x_{i}" if l == 0 else f"a^{l}_{i}" + (f", y = {y[:, i].mean():.2f}" if l == depth else "")
        parts += _neuron(place, value, name, known, last=l == depth)
        if ("delta", l, i, None) in done:
            parts.append(text(place[0], place[1] - RADIUS - 8, f"dZ {_digits(delta[l][i], 2)}", 13))
    known_J = f"J = {J:.4f}" if ("cost", depth, 0, None) in done else "J is not known yet"
    updates = f", after {history[-1][0]} updates" if history else ""
    parts.append(text(12, height + 18, f"Step {state['step']} of {len(steps)}: {known_J}{updates}", 15, "start"))
    tables, height = _matrices(state, sizes, done, bug, height + 34)
    layers = "-".join(map(str, sizes))
    said = f"Backpropagation through a {layers} network, step {state['step']} of {len(steps)}: {known_J}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{said}">'
        f'<rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>' + "".join(parts + tables) + "</svg>"
    )


def _neuron(place, value, name, known, last):
    x, y = place
    dash = "" if known else ' stroke-dasharray="3 3"'
    return [
        f'<circle cx="{x}" cy="{y}" r="{RADIUS}" fill="{GROUND}" stroke="{INK}" stroke-width="1.5"{dash}/>',
        text(x, y + 5, value, 15),
        text(x + RADIUS + 6, y + RADIUS + 15, name, 13, "end") if last else text(x, y + RADIUS + 15, name, 13),
    ]


def _matrices(state, sizes, done, bug, top):
    """The matrices of one layer side by side, the last layer's first; gives the parts and where they end."""
    right, wrong = gradients(state), gradients(state, bug=True) if bug else None
    parts, left, deepest = [], 12, top
    for l in range(len(sizes) - 1, 0, -1):
        for kind in "Wb":
            values = right[f"d{kind}{l}"].reshape(sizes[l], -1)
            off = wrong[f"d{kind}{l}"].reshape(sizes[l], -1) if bug else None
            rows, columns = values.shape
            tall = LINE * (2 if bug else 1)
            if left + columns * CELL > WIDTH:
                left, top = 12, deepest + 16
            parts.append(text(left, top + 16, f"dJ/d{kind}^{l}", 13, "start"))
            for i, j in np.ndindex(rows, columns):
                x, y = left + (j + 1) * CELL - 10, top + 36 + i * tall
                known = ("partial", l, i, j if kind == "W" else None) in done
                parts.append(text(x, y, _digits(values[i, j]) if known else "·", 13, "end"))
                if bug and known:
                    parts.append(text(x, y + 16, f"bug {_digits(off[i, j], 3)}", 11, "end", ORANGE))
            sides = (left, left + columns * CELL)
            bottom = top + 24 + rows * tall
            parts += [
                f'<line x1="{x}" x2="{x}" y1="{top + 22}" y2="{bottom}" stroke="{INK}" stroke-width="1.5"/>'
                for x in sides
            ]
            deepest = max(deepest, bottom)
            left = sides[1] + 22
    return parts, deepest + 12


def _digits(value, count=4):
    size = abs(value)
    if size == 0:
        return "0"
    return (f"{value:.{count - 2}e}" if size < 1e-4 or size >= 1e6 else f"{value:#.{count}g}").replace("-", "−")
