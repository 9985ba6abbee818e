"""One term for each idea, in all prose of the course: the preferred term, and the words that would be a second one."""

import re
from pathlib import Path

import jupytext
import pytest

TEXT = Path(__file__).parents[2] / "text"
TWINS = sorted([*(TEXT / "course").glob("*.py"), *(TEXT / "source").glob("*/*.py")])

# preferred term: what is not written in its place. In regular expressions, small letters; words are whole.
GLOSSARY = {
    "activation": ["transfer functions?", "squashing functions?", "activation values?"],
    "backpropagation": ["backprop", "back-propagation", "backward propagation", "back propagation"],
    "backward pass": ["backwards pass", "reverse pass"],
    "batch size": ["batchsize", "size of the batch", "batch length"],
    "bias": ["offset", "intercept", "threshold of the neuron"],
    "binary step": ["heaviside", "threshold function", "step function", "hard limiter"],
    "cost": ["cost function", "objective function", "error function", "loss function"],
    "cross-entropy": ["cross entropy", "log loss", "log-loss", "logistic loss"],
    "data set": ["datasets?"],
    "diverges": ["blows up", "explodes", "goes to infinity"],
    "epoch": ["full passes", "full pass", "pass over the data", "sweep"],
    "example": ["data points?", "instances?", "observations?", "training samples?", "records?"],
    "feed-forward": ["feedforward", "feed forward"],
    "forward pass": ["forward propagation", "forwards pass"],
    "gradient check": ["gradient checking", "numerical check", "grad check"],
    "held out": ["hold-out", "holdout"],
    "hidden layer": ["intermediate layers?", "middle layers?", "inner layers?"],
    "hyperparameter": ["hyper-parameters?", "tuning parameters?", "meta-parameters?"],
    "layer": ["stage of the network", "level of the network"],
    "learning rate": ["step size", "step width", "learning speed", "learn rate", "stepsize"],
    "learnt": ["learned"],
    "mean squared error": ["quadratic cost", "quadratic loss", "l2 loss", "mean square error"],
    "mini-batch": ["minibatch(es)?", "mini batch(es)?"],
    "neuron": ["nodes?", "units?", "perceptrons of"],
    "output": ["final layer", "out layer"],
    "overfitting": ["over-fitting", "overtraining", "over-training"],
    "parameters": ["coefficients?", "free variables"],
    "pre-activation": ["preactivations?", "logits?", "net input", "activation potential"],
    "ReLU": ["rectifier", "relu function"],
    "scikit-learn": ["sklearn", "scikit learn"],
    "sigmoid": ["logistic function", "logistic curve", "expit"],
    "standardise": ["normalis(e|es|ed|ing)", "normaliz(e|es|ed|ing)", "standardiz(e|es|ed|ing)"],
    "stochastic gradient descent": ["online learning", "online gradient descent", "sgd"],
    "update": ["update steps?", "iterations? of the update"],
    "validation rows": ["validation (set|data|examples)", "dev set"],
    "weight": ["connection strength of", "synaptic weights?", "edge weights?"],
}

# What is said once on purpose: that other books use the other word, or a name in which it occurs. (twin, words)
SAID_ONCE = {
    ("02-neurons", "net input"): "the other name of the pre-activation, told once",
    ("03-activations", "unit"): "rectified linear unit, the name behind ReLU",
}


def prose_of(path):
    """The prose of a twin in small letters, without code, formulas and addresses."""
    cells = [cell.source for cell in jupytext.read(path).cells if cell.cell_type == "markdown"]
    text = re.sub(r"```.*?```", " ", "\n".join(cells), flags=re.DOTALL)
    text = re.sub(r"\$\$.*?\$\$", " ", text, flags=re.DOTALL)
    text = re.sub(r"`[^`]*`|\$[^$\n]*\$|\]\([^)]*\)|<[^>]*>", " ", text)
    return " ".join(text.lower().split())


def second_terms(path):
    """``[(preferred, what stands there)]``, what is said once on purpose left out."""
    prose = prose_of(path)
    found = []
    for preferred, others in GLOSSARY.items():
        for other in others:
            hits = [hit.group() for hit in re.finditer(rf"\b(?:{other})\b", prose)]
            if len(hits) == 1 and (path.stem, hits[0]) in SAID_ONCE:
                continue
            found += [(preferred, hit) for hit in hits]
    return found


@pytest.mark.parametrize("path", TWINS, ids=lambda path: path.stem)
def test_one_term_for_each_idea(path):
    assert second_terms(path) == []


def test_the_preferred_terms_are_in_use():
    everything = " ".join(prose_of(path) for path in TWINS)
    unused = [term for term in GLOSSARY if not re.search(rf"\b{term.lower()}", everything)]
    assert unused == []


def test_a_second_term_would_be_found(tmp_path):
    twin = tmp_path / "twin.py"
    twin.write_text("# %% [markdown]\n# The step size, in code `step size`, and the logits of the nodes.\n")
    assert second_terms(twin) == [("learning rate", "step size"), ("neuron", "nodes"), ("pre-activation", "logits")]
