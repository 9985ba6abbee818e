"""Checks of the assignment "Forward Pass and Cost": one call per question, as in :mod:`dlcourse.check`."""

from dlcourse.check.forward_pass_and_cost.cost import COST, SLOPES, inspect_cost, inspect_slopes
from dlcourse.check.forward_pass_and_cost.forward import ALL, ROW, inspect_forward_all, inspect_forward_row
from dlcourse.check.forward_pass_and_cost.index import (
    COUNT,
    EDGES,
    SHAPES,
    inspect_count,
    inspect_edges,
    inspect_shapes,
)
from dlcourse.check.forward_pass_and_cost.xor import XOR, inspect_xor
from dlcourse.check.harness.common import public_check
from dlcourse.check.harness.inputs import inputs  # noqa: F401  what a learner calls

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


edges = public_check("edges", inspect_edges)
shapes = public_check("shapes", inspect_shapes)
count = public_check("count", inspect_count)
forward_row = public_check("forward_row", inspect_forward_row)
forward_all = public_check("forward_all", inspect_forward_all)
cost = public_check("cost", inspect_cost)
slopes = public_check("slopes", inspect_slopes)
xor = public_check("xor", inspect_xor)
