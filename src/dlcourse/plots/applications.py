"""What goes into some applications of deep learning, and what comes out: one small drawing on each side of an arrow."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle

from dlcourse.look import LIGHT
from dlcourse.look.figures import styled
from dlcourse.plots.picture import BLUE, GROUND, INK, ORANGE, Picture


def _box(axes, x, y, width, height, **looks):
    axes.add_patch(Rectangle((x, y), width, height, **{"fill": False, "edgecolor": INK, "linewidth": 1.5} | looks))


def _street(axes, dx=0.0, scale=1.0):
    """A street with a car and a person, ``dx`` along its way."""
    at = lambda x, y: (scale * x, scale * y)  # noqa: E731
    axes.plot(*zip(at(0, 0.25), at(3, 0.25), strict=True), color=INK, linewidth=1)
    for x, y, width, height in ((0.3 + dx, 0.4, 1.1, 0.3), (0.55 + dx, 0.7, 0.6, 0.25)):
        axes.add_patch(Rectangle(at(x, y), scale * width, scale * height, facecolor=LIGHT["line"], edgecolor=INK))
    for x in (0.55, 1.15):
        axes.add_patch(Circle(at(x + dx, 0.38), 0.12 * scale, facecolor=INK))
    axes.add_patch(Circle(at(2.4, 1.25), 0.12 * scale, facecolor=LIGHT["line"], edgecolor=INK))
    axes.add_patch(Polygon([at(2.25, 0.3), at(2.55, 0.3), at(2.4, 1.12)], facecolor=LIGHT["line"], edgecolor=INK))


def _street_in(axes):
    _box(axes, 0, 0, 3, 1.6)
    _street(axes)


def _street_out(axes):
    _street_in(axes)
    for (x, y, width, height), name, at, colour in (
        ((0.2, 0.2, 1.3, 0.85), "car", (0.2, 1.12), BLUE),
        ((2.15, 0.22, 0.5, 1.22), "person", (1.5, 1.25), ORANGE),
    ):
        _box(axes, x, y, width, height, edgecolor=colour, linewidth=2.5)
        axes.text(*at, name, color=colour, fontsize=9, weight="bold", ha="left")


def _video_in(axes):
    for k in (2, 1, 0):
        axes.add_patch(
            Rectangle((0.35 * k, 0.18 * k), 2.2, 1.15, facecolor=GROUND, edgecolor=INK, linewidth=1.5, zorder=3 - k)
        )
    _street(axes, scale=0.7)
    for patch in axes.patches[3:]:
        patch.set_zorder(4)
    axes.lines[-1].set_zorder(4)


def _video_out(axes):
    axes.plot([0, 3], [0.4, 0.4], color=INK, linewidth=1.5)
    for x, length, word, colour in ((0.2, 1.0, "car stops", BLUE), (1.4, 1.3, "person crosses", ORANGE)):
        axes.plot([x, x + length], [0.4, 0.4], color=colour, linewidth=8, solid_capstyle="butt")
        axes.text(x + length / 2, 0.65 if colour == BLUE else 0.95, word, ha="center", fontsize=9, color=INK)
    axes.text(3, 0.05, "time", ha="right", fontsize=9, color=INK)


def _game_in(axes):
    for x in range(4):
        for y in range(4):
            _box(axes, 0.7 + 0.4 * x, 0.4 * y, 0.4, 0.4, linewidth=1)
    axes.add_patch(Circle((0.9, 0.2), 0.13, facecolor=BLUE))
    axes.text(2.1, 1.4, "★", ha="center", va="center", fontsize=13, color=ORANGE, family="DejaVu Sans")
    for x, y in ((1.3, 0.6), (1.7, 0.6)):
        axes.add_patch(Rectangle((x - 0.2, y - 0.2), 0.4, 0.4, facecolor=INK))


def _game_out(axes):
    for x, y, dx, dy, share in ((1.3, 0.8, 0.7, 0, 0.8), (1.1, 1.0, 0, 0.5, 0.2)):
        axes.annotate(
            "", (x + dx, y + dy), (x, y), arrowprops={"arrowstyle": "-|>", "color": BLUE, "linewidth": 1 + 4 * share}
        )
    axes.text(2.1, 0.8, "right: 0.8", va="center", fontsize=9, color=INK)
    axes.text(1.25, 1.45, "up: 0.2", va="center", fontsize=9, color=INK)
    axes.add_patch(Circle((1.1, 0.8), 0.13, facecolor=BLUE))


def _wave(axes):
    t = np.linspace(0, 3, 400)
    loud = (
        np.exp(-(((t - 0.6) / 0.35) ** 2))
        + 0.8 * np.exp(-(((t - 1.6) / 0.3) ** 2))
        + 0.5 * np.exp(-(((t - 2.5) / 0.25) ** 2))
    )
    axes.plot(t, 0.8 + 0.7 * loud * np.sin(38 * t), color=BLUE, linewidth=1)


def _words(axes):
    _box(axes, 0.1, 0.45, 2.8, 0.7)
    axes.text(1.5, 0.8, "“turn on the light”", ha="center", va="center", fontsize=11, color=INK)


ROWS = (
    ("object detection", "a picture", _street_in, "a box and a name for each thing", _street_out),
    ("video analytics", "many pictures in a row", _video_in, "what happens, and when", _video_out),
    ("deep reinforcement learning", "the state of a game", _game_in, "how good each next move looks", _game_out),
    ("speech recognition", "sound", _wave, "the words that were said", _words),
    ("text-to-speech", "text", _words, "sound", _wave),
)


@styled
def applications():
    """Five applications that this course does not build: what goes in and what comes out, drawn.

    Returns
    -------
    Picture
    """
    figure = Figure(figsize=(8.4, 1.75 * len(ROWS)), layout="constrained")
    grid = figure.subplots(len(ROWS), 4, width_ratios=(2.2, 3.2, 0.8, 3.2))
    for (name, given, draw_in, result, draw_out), (title, left, middle, right) in zip(ROWS, grid, strict=True):
        for axes in (title, left, middle, right):
            axes.set_axis_off()
            axes.set(xlim=(-0.1, 3.1), ylim=(-0.15, 1.75))
        words = name.replace(" learning", "\nlearning").replace("deep ", "deep\n")
        title.text(-0.1, 0.8, words, va="center", fontsize=12, weight="bold", color=INK)
        draw_in(left)
        draw_out(right)
        left.set_title(given, fontsize=10, color=INK)
        right.set_title(result, fontsize=10, color=INK)
        middle.annotate("", (2.9, 0.8), (0.1, 0.8), arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 2})
    said = "; ".join(f"{name}: from {given} to {result}" for name, given, _, result, _ in ROWS)
    return Picture(figure, f"What goes in and what comes out. {said}.")
