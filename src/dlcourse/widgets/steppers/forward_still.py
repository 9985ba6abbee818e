"""A still picture of a network and its pass, as SVG text on a white ground."""

import re

from dlcourse.look import BLUE, GROUND, INK, ORANGE
from dlcourse.widgets.network.forward import layer_sizes_of, pass_order, trace

NAME = re.compile(r"(\^\d+|_(?:\(\d+,\d+\)|\d+))")
WIDTH, RADIUS, ROW, TOP = 720, 29, 92, 34


def network_svg(inputs, parameters, hidden, output, step):
    """The network after ``step`` neurons of the pass: names, values, weights by sign (colour and dash) and width."""
    sizes = layer_sizes_of(parameters)
    Z, A = trace(inputs, parameters, hidden, output)
    done = {(0, i) for i in range(sizes[0])} | set(pass_order(sizes)[:step])
    height = TOP + max(sizes) * ROW + 8
    at = places(sizes)
    values = ", ".join(f"{a:.3f}" for a in A[-1])
    end = f"y_hat = {values}" if step == len(pass_order(sizes)) else f"{step} of {len(pass_order(sizes))} neurons done"
    said = f"Forward pass through a {'-'.join(map(str, sizes))} network: {end}"
    parts = [f'<rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>']
    parts += [edge(at, parameters, l, i, j) for l, i in pass_order(sizes) for j in range(sizes[l - 1])]
    for (l, i), (x, y) in at.items():
        known = (l, i) in done
        dash = "" if known else ' stroke-dasharray="3 3"'
        name = f"x_{i}" if l == 0 else f"a^{l}_{i}" + (f", z {Z[l][i]:.2f}" if known else "")
        line = f'stroke="{INK}" stroke-width="1.5"{dash}'
        parts.append(f'<circle cx="{x}" cy="{y}" r="{RADIUS}" fill="{GROUND}" {line}/>')
        parts.append(text(x, y + 5, f"{A[l][i]:.2f}" if known else "?", 15))
        parts.append(text(x, y + RADIUS + 14, name, 12))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{said}">'
        + "".join(parts)
        + "</svg>"
    )


def places(sizes, row=ROW, top=TOP):
    """Where each neuron stands: ``{(l, i): (x, y)}``."""
    left = RADIUS + 12
    gap = (WIDTH - 2 * left) / (len(sizes) - 1)
    middle = top + max(sizes) * row / 2
    return {
        (l, i): (round(left + l * gap, 1), round(middle + (i - (n - 1) / 2) * row, 1))
        for l, n in enumerate(sizes)
        for i in range(n)
    }


def edge(at, parameters, l, i, j):
    """A weight as a line: colour and dash by its sign, width by its size."""
    w = parameters[f"W{l}"][i][j]
    (x1, y1), (x2, y2) = at[l - 1, j], at[l, i]
    colour, dash = (ORANGE, ' stroke-dasharray="9 5"') if w < 0 else (BLUE, "")
    width = 1 + min(4, 4 * abs(w))
    return (
        f'<line x1="{x1 + RADIUS}" y1="{y1}" x2="{x2 - RADIUS}" y2="{y2}" stroke="{colour}" '
        f'stroke-width="{width:.2f}"{dash}><title>W^{l}_({i},{j}) = {w:.3f}</title></line>'
    )


def text(x, y, words, size, anchor="middle", colour=INK):
    """A text; names such as a^1_0 get their superscript and subscript."""
    lines, back = [], 0
    for k, part in enumerate(NAME.split(words)):
        move = 0 if k % 2 == 0 else -5 if part[0] == "^" else 4
        shift = f' dy="{move - back}"' if move != back else ""
        small = ' font-size="80%"' if k % 2 else ""
        lines.append(f"<tspan{shift}{small}>{part[k % 2 :]}</tspan>" if part else "")
        back = move if part else back
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-family="sans-serif" font-size="{size}" fill="{colour}">'
        f"{''.join(lines)}</text>"
    )
