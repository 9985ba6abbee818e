"""What the small views share: a question that unlocks them, and their still picture."""

import io
from pathlib import Path

import anywidget
import traitlets

from dlcourse.look import GROUND, fonts
from dlcourse.validation import shown
from dlcourse.widgets.shared.traits import Later, Refused, Whole, refusing

HERE = Path(__file__).parents[1]
STYLE = HERE / "static" / "widgets.css"
PREDICT = {"question", "choices", "answer", "because"}


class View(anywidget.AnyWidget):
    """A live view.

    Parameters
    ----------
    predict : {"question", "choices", "answer" (an index), "because"}: the view stays locked until it is answered, and
        then says how the prediction compares. ``answered`` is the choice, -1 before.
    """

    _css = STYLE
    predict = Later({}).tag(sync=True)
    answered = Whole(-1, low=-1).tag(sync=True)

    def __init__(self, predict=None, **state):
        super().__init__(predict=question(predict), **state)
        self.on_msg(View._give_fonts)

    def _give_fonts(self, content, buffers):
        """A page without the course's typeface asks for it; nothing of it is kept in the notebook."""
        if isinstance(content, dict) and content.get("kind") == "fonts":
            faces, data = fonts.faces()
            self.send({"kind": "fonts", "faces": faces}, buffers=data)

    @traitlets.validate("predict")
    @refusing
    def _check_question(self, proposal):
        return question(proposal["value"])

    @traitlets.validate("answered")
    def _check_answer(self, proposal):
        last = len(self.predict.get("choices", [])) - 1
        if proposal["value"] > max(last, -1):
            wanted = f"the number of a choice, 0 to {last}, or -1" if last >= 0 else "-1: this view asks nothing"
            raise Refused(f"answered must be {wanted}, not {proposal['value']}")
        return proposal["value"]

    def still(self):
        """The view as it stands, as an SVG text: for paper and for pages without a kernel."""
        from dlcourse.look.figures import styled  # matplotlib: read where a picture is asked for

        picture = styled(self.picture)()
        text = io.StringIO()
        save = styled(picture.figure.savefig)
        save(text, format="svg", facecolor=GROUND, bbox_inches="tight", metadata={"Date": None})
        said = picture.alt.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        return text.getvalue().replace("<svg ", f'<svg role="img" aria-label="{said}" ', 1)

    def picture(self):
        """The :class:`dlcourse.plots.Picture` that :meth:`still` writes."""
        raise NotImplementedError


def question(predict):
    """``predict`` as the page wants it, empty when there is none; raises ValueError that names what is missing."""
    if predict is None or (isinstance(predict, dict) and not predict):
        return {}
    if not isinstance(predict, dict) or set(predict) != PREDICT:
        found = ", ".join(map(str, predict)) if isinstance(predict, dict) else shown(predict)
        raise ValueError(f"predict needs question, choices, answer and because, not {found}")
    choices, answer = predict["choices"], predict["answer"]
    if not isinstance(choices, (list, tuple)) or len(choices) < 2 or not all(isinstance(text, str) for text in choices):
        raise ValueError(f"predict: choices must be two texts or more, not {shown(choices)}")
    for name in ("question", "because"):
        if not isinstance(predict[name], str):
            raise ValueError(f"predict: {name} must be a text, not {shown(predict[name])}")
    if isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer < len(choices):
        last = len(choices) - 1
        raise ValueError(f"predict: answer must be the number of a choice, 0 to {last}, not {shown(answer)}")
    return {**predict, "choices": list(choices)}


def module(name):
    """Path of a view's built ES module."""
    return HERE / "static" / f"{name}.js"
