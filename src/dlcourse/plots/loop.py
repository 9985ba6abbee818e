"""The training loop in one picture, each box a link to its lecture."""

import html

from dlcourse.look.figures import styled
from dlcourse.plots.picture import BLUE, GROUND, INK

# (title, what it gives, lecture), in the order of the loop; three boxes in each row, the second from right to left.
BOXES = (
    ("data", "X, y", "08-forward-pass"),
    ("forward pass", "y_hat, and all Z, A", "08-forward-pass"),
    ("cost", "J", "09-cost"),
    ("backward pass", "all dW, db", "11-backpropagation"),
    ("update", "new W, b", "10-gradient-descent"),
    ("stop?", "epochs over, or settled", "10-gradient-descent"),
)
WIDTH, HEIGHT, WIDE, HIGH = 790, 316, 216, 84
PLACES = [(20, 20), (287, 20), (554, 20), (554, 190), (287, 190), (20, 190)]


class TrainingLoop:
    """What a notebook shows: a drawing whose boxes are links; ``alt`` says it in words."""

    alt = (
        "The training loop: "
        + ", ".join(title for title, _, _ in BOXES)
        + "; unless it stops, back to the forward pass."
    )

    def _repr_html_(self):
        parts = []
        for (title, gives, _), (x, y) in zip(BOXES, PLACES, strict=True):
            parts.append(
                f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="8" fill="{GROUND}" stroke="{BLUE}" '
                f'stroke-width="2.5"/>{_text(x + WIDE / 2, y + 36, title, 21, True)}'
                f"{_text(x + WIDE / 2, y + 64, gives, 17)}"
            )
        right, left, up, down = "l-9,-6m9,6l-9,6", "l9,-6m-9,6l9,6", "l-6,9m6,-9l6,9", "l-6,-9m6,9l6,-9"
        parts += [
            _path(f"M236,62H281{right}"),
            _path(f"M503,62H548{right}"),
            _path(f"M662,104V184{down}"),
            _path(f"M554,232H509{left}"),
            _path(f"M287,232H242{left}"),
            _path(f"M128,190V147H395V110{up}"),
            _text(262, 140, "no: once more", 17),
            _text(128, 302, "yes: done", 17),
        ]
        # Links lie over the drawing: JupyterLab cannot resolve the links of an SVG, and shows an error instead.
        links = "".join(
            f'<a href="{lecture}.ipynb" aria-label="{html.escape(title)}: lecture {lecture}" title="lecture {lecture}" '
            f'style="position:absolute;left:{100 * x / WIDTH:.2f}%;top:{100 * y / HEIGHT:.2f}%;'
            f'width:{100 * WIDE / WIDTH:.2f}%;height:{100 * HIGH / HEIGHT:.2f}%"></a>'
            for (title, _, lecture), (x, y) in zip(BOXES, PLACES, strict=True)
        )
        return (
            f'<div role="group" aria-label="{self.alt}" style="position:relative;width:100%;max-width:{WIDTH}px;'
            f'background:{GROUND};border-radius:6px">'
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" '
            f'style="width:100%;display:block">{"".join(parts)}</svg>{links}</div>'
        )

    def __repr__(self):
        return f"Picture: {self.alt}"


@styled
def training_loop():
    """The loop of training: data, forward pass, cost, backward pass, update, stop or go on."""
    return TrainingLoop()


def _path(d):
    return f'<path d="{d}" fill="none" stroke="{INK}" stroke-width="2.5"/>'


def _text(x, y, words, size, bold=False):
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y}" text-anchor="middle" font-family="sans-serif" font-size="{size}"{weight} '
        f'fill="{INK}">{html.escape(words)}</text>'
    )
