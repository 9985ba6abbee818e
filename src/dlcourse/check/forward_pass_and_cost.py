"""Checks of the assignment "Forward Pass and Cost": one call per question, as in :mod:`dlcourse.check`."""

from dlcourse.check.battery import guarded
from dlcourse.check.pass_cost import COST, SLOPES, inspect_cost, inspect_slopes
from dlcourse.check.pass_forward import ALL, ROW, inspect_forward_all, inspect_forward_row
from dlcourse.check.pass_index import COUNT, EDGES, SHAPES, inspect_count, inspect_edges, inspect_shapes
from dlcourse.check.pass_xor import XOR, inspect_xor
from dlcourse.check.report import conclude

CHECKS = {
    "edges": EDGES,
    "shapes": SHAPES,
    "count": COUNT,
    "forward_row": ROW,
    "forward_all": ALL,
    "cost": COST,
    "slopes": SLOPES,
    "xor": XOR,
}


def _try(question, inspect, *answers):
    __tracebackhide__ = True
    conclude(guarded(question, inspect, *answers))


def edges(ends_of, weight_on, weights_into):
    """From an index to an edge, from an edge to its weight, and all weights into a neuron."""
    __tracebackhide__ = True
    _try("edges", inspect_edges, ends_of, weight_on, weights_into)


def shapes(shapes):
    """The shape of every array of a network."""
    __tracebackhide__ = True
    _try("shapes", inspect_shapes, shapes)


def count(count_parameters):
    """How many weights and biases there are."""
    __tracebackhide__ = True
    _try("count", inspect_count, count_parameters)


def forward_row(forward_row):
    """One example: a neuron, a layer, a network, any depth."""
    __tracebackhide__ = True
    _try("forward_row", inspect_forward_row, forward_row)


def forward_all(forward_all):
    """All examples: values and shape, any number of rows, no loop over them."""
    __tracebackhide__ = True
    _try("forward_all", inspect_forward_all, forward_all)


def cost(mse, cross_entropy):
    """Both costs, each one number, also where the network is sure and wrong."""
    __tracebackhide__ = True
    _try("cost", inspect_cost, mse, cross_entropy)


def slopes(mse_slope, cross_entropy_slope):
    """The derivatives of both costs with respect to y_hat."""
    __tracebackhide__ = True
    _try("slopes", inspect_slopes, mse_slope, cross_entropy_slope)


def xor(xor):
    """Weights by hand: what the network answers to the four rows."""
    __tracebackhide__ = True
    _try("xor", inspect_xor, xor)
