"""From the strokes of a pen to the 64 pixels that the network of the digits reads. strokes.js does the same.

The digits of scikit-learn are counts: of 32 x 32 dots, black or white, every pixel counts the black ones in a field of
4 x 4. They fill their picture from top to bottom, and a narrow one is drawn a little wider. A drawing is treated alike.
"""

import numpy as np

DOTS, PIXELS = 32, 8
PEN = 0.09  # half the width of the pen, as a share of the drawing's height
NARROW, WIDE = 10, 22  # the drawing is made at least and at most that many dots wide


def pixels_of(strokes):
    """The (64,) array of brightnesses from 0 to 1 of a drawing.

    Parameters
    ----------
    strokes : list of strokes, each a list of [x, y] with 0 <= x, y <= 1, y downwards. One point makes a dot.

    Returns
    -------
    (64,) array; all 0 where nothing is drawn
    """
    strokes = [np.array(stroke, dtype=float) for stroke in strokes if len(stroke)]
    if not strokes:
        return np.zeros(PIXELS * PIXELS)
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    size = max(high[1] - low[1], 0.6 * (high[0] - low[0]), 1e-6)
    pen = PEN * size
    width, height = high - low + 2 * pen
    upright = DOTS / max(height, size + 2 * pen)
    across = min(max(width * upright, NARROW), WIDE) / width
    ticks = np.arange(DOTS) + 0.5 - DOTS / 2
    middle = (low + high) / 2
    x, y = np.meshgrid(ticks / across + middle[0], ticks / upright + middle[1])
    black = np.zeros((DOTS, DOTS), dtype=bool)
    for stroke in strokes:
        for start, end in zip(
            stroke[: max(len(stroke) - 1, 1)], stroke[1:] if len(stroke) > 1 else stroke, strict=True
        ):
            along = end - start
            t = ((x - start[0]) * along[0] + (y - start[1]) * along[1]) / ((along @ along) or 1)
            t = np.clip(t, 0, 1)
            black |= (x - start[0] - t * along[0]) ** 2 + (y - start[1] - t * along[1]) ** 2 <= pen**2
    field = DOTS // PIXELS
    return black.reshape(PIXELS, field, PIXELS, field).sum(axis=(1, 3)).ravel() / field**2
