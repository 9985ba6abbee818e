"""Figures of the course (matplotlib), drawn from the same structures as the code, each with its alternative text."""

from dlcourse.plots.applications import applications
from dlcourse.plots.curves import against_three_axes, borders, forecasts, learning_curves
from dlcourse.plots.images import images
from dlcourse.plots.loop import training_loop
from dlcourse.plots.network import network_diagram
from dlcourse.plots.neuron import neuron_diagram
from dlcourse.plots.picture import Picture
from dlcourse.plots.regions import neuron_regions

__all__ = [
    "Picture",
    "against_three_axes",
    "applications",
    "borders",
    "forecasts",
    "images",
    "learning_curves",
    "network_diagram",
    "neuron_diagram",
    "neuron_regions",
    "training_loop",
]
