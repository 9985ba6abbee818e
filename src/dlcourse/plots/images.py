"""Small grey images in rows, each with a word under it."""

import numpy as np
from matplotlib.figure import Figure

from dlcourse.look.figures import styled
from dlcourse.plots.picture import INK, Picture


@styled
def images(rows, words=None, names=None, of="handwritten digits"):
    """Rows of square images.

    Parameters
    ----------
    rows : list of (k, n) arrays, one picture row each, n pixels an image (64 are 8 x 8), with brightness from 0 to 1
    words : k texts, written under the last row
    names : a name for each row
    of : what they show, for those who do not see it; images larger than 8 x 8 are photographs: 1 is white
    """
    rows = [np.asarray(row) for row in rows]
    count = len(rows[0])
    if any(len(row) != count for row in rows):
        raise ValueError("all rows must hold the same number of images")
    figure = Figure(figsize=(1.05 * count + 0.6, 1.25 * len(rows) + 0.2), layout="constrained")
    axes = np.atleast_2d(figure.subplots(len(rows), count)).reshape(len(rows), count)
    for r, row in enumerate(rows):
        for k, image in enumerate(row):
            side = round(len(image) ** 0.5)
            axes[r, k].imshow(image.reshape(side, side), cmap="gray_r" if side == 8 else "gray", vmin=0, vmax=1)
            axes[r, k].set(xticks=[], yticks=[])
        if names:
            axes[r, 0].set_ylabel(names[r], color=INK, fontsize=14)
    for k, word in enumerate(words or ()):
        axes[-1, k].set_xlabel(word, color=INK, fontsize=14)
    said = f"{len(rows)} row{'s' if len(rows) > 1 else ''} of {count} images of {of}"
    said += f": {', '.join(names)}" if names else ""
    under = ", ".join(" ".join(word.split()) for word in words or ())
    return Picture(figure, f"{said}. Under them: {under}." if under else f"{said}.")
