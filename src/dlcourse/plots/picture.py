"""A figure with its alternative text, readable in a light and in a dark theme, and the colours of all of them."""

import base64
import html
import io

from dlcourse.look import BLUE, GROUND, INK, ORANGE
from dlcourse.look.figures import styled

__all__ = ["BLUE", "GROUND", "INK", "ORANGE", "Picture"]


class Picture:
    """A figure with words for those who do not see it. A notebook shows it as an image on its own white ground.

    Parameters
    ----------
    figure : matplotlib Figure
    alt : what it shows, in a sentence or two
    """

    def __init__(self, figure, alt):
        if not alt.strip():
            raise ValueError("alt must say what the figure shows")
        self.figure, self.alt = figure, alt

    def png(self, dpi=144):
        """The picture as PNG bytes."""
        buffer = io.BytesIO()
        styled(self.figure.savefig)(
            buffer, format="png", dpi=dpi, facecolor=GROUND, bbox_inches="tight", pad_inches=0.15
        )
        return buffer.getvalue()

    def _repr_html_(self):
        data = base64.b64encode(self.png()).decode()
        width = round(self.figure.get_figwidth() * 96)
        return (
            f'<img alt="{html.escape(self.alt, quote=True)}" src="data:image/png;base64,{data}" '
            f'style="width:100%;max-width:{width}px;background:{GROUND};border-radius:6px">'
        )

    def __repr__(self):
        return f"Picture: {self.alt}"
