"""The description of "Bug Hunt"."""

import pkgutil
from functools import partial

from dlcourse import plots
from dlgrader.assignments.bug_hunt_key import BUGS, inspect_answer
from dlgrader.assignments.description import Assignment, Question

ASSIGNMENT = Assignment(
    "bug-hunt",
    tuple(
        Question(
            program,
            {"kind": 7, "line": 7},
            public=partial(inspect_answer, program),  # there are no hidden inputs
            read_again=("12-recap", "The bug hunt"),
        )
        for program in BUGS
    ),
    seed=20_419,  # no inputs are made here; every assignment has one
    manual={"in_words": 16},
    # What its cells may import: this assignment asks nobody to write these.
    modules=(
        "dlcourse.bug_hunt", *(f"dlcourse.bug_hunt.{name}" for name in BUGS), "dlcourse.nn", "dlcourse.activations",
        "dlcourse.validation", "dlcourse.gradients", "dlcourse.look", "dlcourse.look.fonts", "dlcourse.look.figures",
        "dlcourse/look/tokens.json", "dlcourse.plots",
        *(f"dlcourse.plots.{module.name}" for module in pkgutil.iter_modules(plots.__path__)),
    ),
    any_library=True,
    form_only=True,
)  # fmt: skip

__getattr__ = ASSIGNMENT.scored  # a test cell calls a question: ``check.NAME(...)``
