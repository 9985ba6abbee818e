"""Live views for notebooks. Each is a small model (tested without a browser) and a view that only draws."""

from dlcourse.widgets.backprop_stepper import BackpropStepper
from dlcourse.widgets.denoiser import Denoiser
from dlcourse.widgets.descent_paths import DescentPaths
from dlcourse.widgets.drawing_pad import DrawingPad
from dlcourse.widgets.forward_stepper import ForwardStepper
from dlcourse.widgets.hello_slider import HelloSlider
from dlcourse.widgets.perceptron_board import PerceptronBoard
from dlcourse.widgets.playground import Playground
from dlcourse.widgets.sentence_field import SentenceField
from dlcourse.widgets.small import ActivationExplorer, CostBars, Neuron
from dlcourse.widgets.updates_table import UpdatesTable

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
