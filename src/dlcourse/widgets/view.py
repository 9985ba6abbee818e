"""What the small views share: a question that unlocks them, and their still picture."""

import io
from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent
PREDICT = {"question", "choices", "answer", "because"}


class View(anywidget.AnyWidget):
    """A live view. ``predict`` is {"question", "choices", "answer" (an index), "because"}: it unlocks the view."""

    _css = HERE / "widgets.css"
    predict = traitlets.Dict().tag(sync=True)
    answered = traitlets.Int(-1).tag(sync=True)

    def __init__(self, predict=None, **state):
        if predict and set(predict) != PREDICT:
            raise ValueError(f"predict needs question, choices, answer and because, not {', '.join(predict)}")
        super().__init__(predict=dict(predict or {}), **state)

    def still(self):
        """The view as it stands, as an SVG text: for paper and for pages without a kernel."""
        picture = self.picture()
        text = io.StringIO()
        picture.figure.savefig(text, format="svg", facecolor="#ffffff", bbox_inches="tight", metadata={"Date": None})
        said = picture.alt.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        return text.getvalue().replace("<svg ", f'<svg role="img" aria-label="{said}" ', 1)

    def picture(self):
        """The :class:`dlcourse.plots.Picture` that :meth:`still` writes."""
        raise NotImplementedError


def module(name):
    """Path of a view's built ES module."""
    return HERE / "static" / f"{name}.js"


def numbers(name, values, length=None):
    """``values`` as a list of finite floats; raises ValueError that names them."""
    try:
        found = [float(value) for value in values]
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers, not {values!r}") from None
    if any(value - value != 0 for value in found) or (length is not None and len(found) != length):
        wanted = "" if length is None else f"{length} "
        raise ValueError(f"{name} must be {wanted}finite numbers, not {values!r}")
    return found
