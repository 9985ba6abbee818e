"""Matplotlib in the course's look, for as long as a figure of ours is made: a reader's own figures stay as they are."""

import dataclasses
import functools

import matplotlib
from matplotlib import font_manager

from dlcourse.look import INK, LIGHT, MUTED
from dlcourse.look.fonts import FONTS

_files = sorted(FONTS.glob("*.ttf"))  # none where a submission is judged: there Matplotlib has its own
for _file in _files:
    font_manager.fontManager.addfont(_file)
    # The heavier face is semibold. Who asks for bold gets it too, without a word from Matplotlib on stderr.
    _face = font_manager.fontManager.ttflist[-1]
    if _face.weight == 600:
        font_manager.fontManager.ttflist.append(dataclasses.replace(_face, weight=700))

# A point is 4/3 px where a figure is shown at 96 px an inch: 10.5 pt is 14 px, the least of the type scale.
STYLE = {
    "font.size": 12,
    "axes.labelsize": 12,
    "axes.titlesize": 13,
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 10.5,
    "legend.fontsize": 11,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": LIGHT["line"],
    "axes.linewidth": 1.2,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "axes.axisbelow": True,
    "axes.grid.axis": "y",
    "grid.color": LIGHT["grid"],
    "grid.linewidth": 1.2,
    "xtick.color": LIGHT["line"],
    "ytick.color": LIGHT["line"],
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED,
    "lines.solid_capstyle": "round",
    "svg.hashsalt": "dlcourse",
}
TYPEFACE = {
    "font.family": ["DL Sans", "DejaVu Sans"],
    "mathtext.fontset": "custom",
    "mathtext.rm": "DL Sans",
    "mathtext.it": "DL Letters:italic",
    "mathtext.bf": "DL Sans:semibold",
    "mathtext.cal": "DL Letters:italic",
    "mathtext.sf": "DL Sans",
    "mathtext.tt": "DejaVu Sans Mono",
    "mathtext.bfit": "DL Sans:semibold",
    "mathtext.fallback": "stixsans",
}
if _files:
    STYLE |= TYPEFACE


def styled(draw):
    """A function whose figures are made, or written, in the course's look."""

    @functools.wraps(draw)
    def drawn(*arguments, **named):
        with matplotlib.rc_context(STYLE):
            return draw(*arguments, **named)

    return drawn
