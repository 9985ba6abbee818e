"""One slider that proves widgets work: its value travels to the kernel, the square travels back."""

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class HelloSlider(anywidget.AnyWidget):
    """A slider from 0 to 20. Python, not the page, computes the square that appears under it.

    Parameters
    ----------
    value : the number to begin with, 0 to 20
    """

    _esm = HERE / "static" / "hello_slider.js"
    _css = HERE / "widgets.css"
    value = traitlets.Int(3, min=0, max=20).tag(sync=True)
    answer = traitlets.List(traitlets.Int(), [0, 0]).tag(sync=True)  # the number asked about, and its square

    def __init__(self, value=3):
        super().__init__(value=value)
        self._reply()

    @traitlets.observe("value")
    def _reply(self, change=None):
        self.answer = [self.value, self.value**2]

    def still(self):
        """The view as an SVG text, for paper and for pages without a kernel."""
        said = f"Your number: {self.value}. Python says: {self.value} squared is {self.value**2}."
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 40" role="img" aria-label="{said}">'
            '<rect width="480" height="40" fill="#ffffff"/>'
            f'<text x="12" y="25" font-family="sans-serif" font-size="15" fill="#212121">{said}</text></svg>'
        )
