"""The training loop in one picture, each box a link to its lecture."""

import html

from dlcourse.plots.picture import BLUE, GROUND, INK

# (title, what it gives, lecture)
BOXES = (
    ("data", "X, y", "08-forward-pass"),
    ("forward pass", "y_hat, Z, A", "08-forward-pass"),
    ("cost", "J", "09-cost"),
    ("backward pass", "dW, db", "11-backpropagation"),
    ("update", "W - alpha dW", "10-gradient-descent"),
    ("stop?", "max. epochs, or settled", "10-gradient-descent"),
)


class TrainingLoop:
    """What a notebook shows: an SVG whose boxes are links; ``alt`` says it in words."""

    alt = (
        "The training loop: "
        + ", ".join(title for title, _, _ in BOXES)
        + "; unless it stops, back to the forward pass."
    )

    def _repr_html_(self):
        width, gap, parts = 128, 18, []
        for k, (title, gives, lecture) in enumerate(BOXES):
            x = 10 + k * (width + gap)
            parts.append(
                f'<a href="{lecture}.ipynb" aria-label="{html.escape(title)}: lecture {lecture}">'
                f'<rect x="{x}" y="40" width="{width}" height="64" rx="8" fill="{GROUND}" stroke="{BLUE}" '
                'stroke-width="2"/>'
                f"{_text(x + width / 2, 66, title, 16, True)}{_text(x + width / 2, 90, gives, 12)}</a>"
            )
            if k:
                parts.append(
                    f'<path d="M{x - gap},72h{gap - 6}l-6,-5m6,5l-6,5" fill="none" stroke="{INK}" stroke-width="2"/>'
                )
        first, last = 10 + (width + gap) + width / 2, 10 + 5 * (width + gap) + width / 2
        parts.append(
            f'<path d="M{last},104v34H{first}v-30l-5,7m5,-7l5,7" fill="none" stroke="{INK}" stroke-width="2"/>'
            + _text((first + last) / 2, 132, "no: once more, with the new W and b", 13)
        )
        total = 20 + 6 * width + 5 * gap
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} 150" role="group" aria-label="{self.alt}" '
            f'style="width:100%;max-width:{total}px;background:{GROUND};border-radius:6px">{"".join(parts)}</svg>'
        )

    def __repr__(self):
        return f"Picture: {self.alt}"


def training_loop():
    """The loop of training: data, forward pass, cost, backward pass, update, stop or go on."""
    return TrainingLoop()


def _text(x, y, words, size, bold=False):
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y}" text-anchor="middle" font-family="sans-serif" font-size="{size}"{weight} '
        f'fill="{INK}">{html.escape(words)}</text>'
    )
