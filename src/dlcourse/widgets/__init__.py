"""Live views for notebooks. Each is a small model (tested without a browser) and a view that only draws."""

from dlcourse.widgets.applications.denoiser import Denoiser
from dlcourse.widgets.applications.drawing_pad import DrawingPad
from dlcourse.widgets.applications.sentence_field import SentenceField
from dlcourse.widgets.playground.view import Playground
from dlcourse.widgets.small.activation_explorer import ActivationExplorer
from dlcourse.widgets.small.cost_bars import CostBars
from dlcourse.widgets.small.descent_paths import DescentPaths
from dlcourse.widgets.small.hello_slider import HelloSlider
from dlcourse.widgets.small.neuron import Neuron
from dlcourse.widgets.small.perceptron_board import PerceptronBoard
from dlcourse.widgets.small.updates_table import UpdatesTable
from dlcourse.widgets.steppers.backprop import BackpropStepper
from dlcourse.widgets.steppers.forward import ForwardStepper

__all__ = [
    "ActivationExplorer",
    "BackpropStepper",
    "CostBars",
    "Denoiser",
    "DescentPaths",
    "DrawingPad",
    "ForwardStepper",
    "HelloSlider",
    "Neuron",
    "PerceptronBoard",
    "Playground",
    "SentenceField",
    "UpdatesTable",
]
