"""What the small views share: a question that unlocks them, and their still picture."""

import io
import math
from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent
PREDICT = {"question", "choices", "answer", "because"}


class Real(traitlets.Float):
    """A finite number. What is not has no place on a slider, nor in the messages between kernel and page."""

    def validate(self, obj, value):
        value = super().validate(obj, value)
        if not math.isfinite(value):
            raise ValueError(f"{self.name or 'every entry'} must be a finite number, not {value}")
        return value


class View(anywidget.AnyWidget):
    """A live view.

    Parameters
    ----------
    predict : {"question", "choices", "answer" (an index), "because"}: the view stays locked until it is answered, and
        then says how the prediction compares. ``answered`` is the choice, -1 before.
    """

    _css = HERE / "widgets.css"
    predict = traitlets.Dict().tag(sync=True)
    answered = traitlets.Int(-1).tag(sync=True)

    def __init__(self, predict=None, **state):
        super().__init__(predict=question(predict), **state)

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


def question(predict):
    """``predict`` as the page wants it, empty when there is none; raises ValueError that names what is missing."""
    if not predict:
        return {}
    if not isinstance(predict, dict) or set(predict) != PREDICT:
        raise ValueError(f"predict needs question, choices, answer and because, not {', '.join(map(str, predict))}")
    choices, answer = predict["choices"], predict["answer"]
    if isinstance(choices, str) or len(choices) < 2 or not all(isinstance(text, str) for text in choices):
        raise ValueError(f"predict: choices must be two texts or more, not {choices!r}")
    if isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer < len(choices):
        raise ValueError(f"predict: answer must be the number of a choice, 0 to {len(choices) - 1}, not {answer!r}")
    return {**predict, "choices": list(choices)}


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
