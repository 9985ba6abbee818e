"""One slider that proves widgets work: its value travels to the kernel, the square travels back."""

import traitlets

from dlcourse.look import GROUND, INK
from dlcourse.widgets.shared.traits import Whole
from dlcourse.widgets.shared.view import View, module


class HelloSlider(View):
    """A slider from 0 to 20. Python, not the page, computes the square that appears under it.

    Parameters
    ----------
    value : the number to begin with, 0 to 20
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("hello_slider")
    value = Whole(3, low=0, high=20).tag(sync=True)
    answer = traitlets.List(traitlets.Int(), [0, 0]).tag(sync=True)  # the number asked about, and its square

    def __init__(self, value=3, predict=None):
        super().__init__(predict, value=value)
        self._reply()

    @traitlets.observe("value")
    def _reply(self, change=None):
        self.answer = [self.value, self.value**2]

    def still(self):
        """The view as an SVG text, for paper and for pages without a kernel."""
        said = f"Your number: {self.value}. Python says: {self.value} squared is {self.value**2}."
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 40" role="img" aria-label="{said}">'
            f'<rect width="480" height="40" fill="{GROUND}"/>'
            f'<text x="12" y="25" font-family="sans-serif" font-size="15" fill="{INK}">{said}</text></svg>'
        )
