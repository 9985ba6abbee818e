"""Small grey images in rows, each with a word under it."""

import numpy as np
from matplotlib.figure import Figure

from dlcourse.plots.picture import INK, Picture


def images(rows, words=None, names=None):
    """Rows of 8 x 8 images.

    Parameters
    ----------
    rows : list of (k, 64) arrays, one picture row each, with brightness from 0 to 1
    words : k texts, written under the last row
    names : a name for each row
    """
    rows = [np.asarray(row) for row in rows]
    count = len(rows[0])
    if any(len(row) != count for row in rows):
        raise ValueError("all rows must hold the same number of images")
    figure = Figure(figsize=(1.05 * count + 0.6, 1.25 * len(rows) + 0.2), layout="constrained")
    axes = np.atleast_2d(figure.subplots(len(rows), count)).reshape(len(rows), count)
    for r, row in enumerate(rows):
        for k, image in enumerate(row):
            axes[r, k].imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
            axes[r, k].set(xticks=[], yticks=[])
        if names:
            axes[r, 0].set_ylabel(names[r], color=INK)
    for k, word in enumerate(words or ()):
        axes[-1, k].set_xlabel(word, color=INK)
    said = f"{len(rows)} rows of {count} images of handwritten digits" + (f": {', '.join(names)}" if names else "")
    return Picture(figure, said + (f". Under them: {', '.join(words)}" if words else "") + ".")


def in_and_out(pairs):
    """What goes into an application and what comes out of it: ``{name: (in, out)}``, drawn as arrows."""
    figure = Figure(figsize=(7.5, 0.55 * len(pairs) + 0.2))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    for k, (name, (given, result)) in enumerate(pairs.items()):
        y = len(pairs) - k
        for x, text, align in ((0.0, name, "left"), (3.1, given, "left"), (7.3, result, "left")):
            axes.text(x, y, text, ha=align, va="center", fontsize=11, color=INK, weight="bold" if x == 0 else "normal")
        axes.annotate("", (7.1, y), (6.3, y), arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 1.5})
    axes.set(xlim=(-0.1, 10.5), ylim=(0.4, len(pairs) + 0.6))
    said = "; ".join(f"{name}: from {given} to {result}" for name, (given, result) in pairs.items())
    return Picture(figure, f"What goes in and what comes out. {said}.")
