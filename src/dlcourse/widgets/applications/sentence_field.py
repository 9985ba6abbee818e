"""Type a sentence, and watch the trained network find its intent."""

import numpy as np
import traitlets
from matplotlib.figure import Figure

from dlcourse.data.sentences import bag_of_words, words_of
from dlcourse.plots.picture import BLUE, INK, Picture
from dlcourse.validation import shown
from dlcourse.widgets.network.trained import carried, says
from dlcourse.widgets.shared.traits import Words
from dlcourse.widgets.shared.view import View, module

LONGEST = 500  # letters


class SentenceField(View):
    """A field for a sentence, its words (known or not), and how sure a network is of each intent.

    Parameters
    ----------
    network : a trained dlcourse.nn.Network with an input per known word and an output per intent
    names : the intents
    known : the words that have an input
    sentence : what stands in the field at first
    predict : a question that unlocks the view, see :class:`View`
    """

    _esm = module("sentence_field")
    network = traitlets.Dict().tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    known = traitlets.List(traitlets.Unicode()).tag(sync=True)
    sentence = Words("").tag(sync=True)

    def __init__(self, network, names, known, sentence="", predict=None):
        names, known = _texts("names", names), _texts("known", known)
        state = carried(network, len(known), len(names))
        super().__init__(predict, network=state, names=names, known=known, sentence=sentence)

    @traitlets.validate("sentence")
    def _cut(self, proposal):
        return proposal["value"][:LONGEST]

    def answers(self):
        """How sure the network is of each intent, a (K,) array; zeros where it knows no word of the sentence."""
        words = bag_of_words(self.sentence, self.known)
        return says(self.network, words) if words.any() else np.zeros(len(self.names))

    def answer(self):
        """The intent in words, or what is missing."""
        if not words_of(self.sentence):
            return "Say something first."
        said = self.answers()
        if not bag_of_words(self.sentence, self.known).any():
            return "I know none of these words."
        return self.names[said.argmax()] if said.max() > 0.5 else "I do not know."

    def picture(self):
        said = self.answers()
        figure = Figure(figsize=(5, 0.4 * len(self.names) + 0.9), layout="constrained")
        bars = figure.subplots()
        bars.barh(np.arange(len(said)), said, color=BLUE)
        bars.set(xlim=(0, 1), yticks=np.arange(len(said)), yticklabels=self.names, title=f"“{self.sentence}”")
        bars.axvline(0.5, color=INK, linestyle=":")
        return Picture(figure, f"Sentence: “{self.sentence}”. Answer: {self.answer()}")


def _texts(name, values):
    """``values``, a list, tuple or array, as a list of texts."""
    if not isinstance(values, (list, tuple, np.ndarray)) or np.ndim(values) != 1:
        raise ValueError(f"{name} must be a list of texts, not {shown(values)}")
    return [str(value) for value in values]
