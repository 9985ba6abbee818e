"""An exception of a student's function in plain words: where it was, and a sentence with its cause.

Python and NumPy say what they could not do. A beginner needs to hear what was written that made them say so. A cause is
named only where it is certain: where the line itself can be looked at, by the expression that failed and the
values in it; behind the wall, where only the text arrives, by texts that have one cause.
"""

import ast
import contextlib
import re
from dataclasses import dataclass

from dlcourse.check.harness import errors_calls, errors_names, errors_shapes
from dlcourse.check.harness.places import is_student_code, name_of, place_of

# What NumPy and Python say to math.exp(array), and to a loop over what is no row.
ONE_NUMBER = ("can be converted to Python scalars", "float64' object is not iterable", "iteration over a 0-d array")
SHAPES = ("core dimension", "not aligned", "broadcast together")


@dataclass
class Told:
    """What is known of an exception.

    Attributes
    ----------
    kind : its name
    text : what it says, in one line
    error : itself
    place : a ``places.Place``, or None
    function : the function that was called
    """

    kind: str
    text: str
    error: object
    place: object
    function: object

    @property
    def node(self):
        """The expression that failed, or None."""
        return self.place.node if self.place else None


def explain(outcome, error, function):
    """Put into ``outcome`` where ``error`` came from, its cause, and the mistake's name, as far as they are known.

    ``stub`` becomes False where there is more than the line that says that nothing is written.
    """
    place = place_of(error)
    kind, _, text = (outcome.error or "").partition(": ")
    beyond_the_wall = getattr(error, "place_said", "")
    outcome.place = str(place) if place else beyond_the_wall if isinstance(beyond_the_wall, str) else ""
    if outcome.stub:
        outcome.stub, outcome.mistake, outcome.hint = _unwritten(place, function)
        return
    told = Told(kind, text, error, place, function)
    for rule in RULES:
        found = None
        with contextlib.suppress(Exception):  # odd values of a student's may raise when they are looked at
            found = rule(told)
        if found is not None:
            outcome.mistake, outcome.hint = found
            return


def _unwritten(place, function):
    """(whether nothing is written, mistake, hint) of a NotImplementedError."""
    if place is None or place.definition is None:
        return True, None, ""
    code = getattr(function, "__code__", None)
    mine = code is None or not is_student_code(code) or place.function in ("", name_of(code))
    if not mine:
        return False, None, f"It calls {place.function}, which is not written yet"
    body = [part for part in place.definition.body if not _is_text(part)]
    left = [part for part in body if isinstance(part, ast.Raise) and part.lineno == place.line]
    if not left or len(body) == 1:
        return not body or bool(left), None, ""
    return False, "raise left", f"the line that begins with `raise` is still there: delete it ({place})"


def _is_text(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _endless(told):
    if told.kind == "NeverEnds":
        return "never ends", ""
    if told.kind == "RecursionError":
        name = told.place.function if told.place else ""
        return "calls itself", f"{name or 'A function'} calls itself, and nothing ends that"
    return None


def _several_for_one(told):
    """What was written for one number and met many, or for many and met one."""
    if "truth value of an array" in told.text:
        return "written for one number", "An `if` looks at one number: np.where and np.maximum look at every entry"
    if any(said in told.text for said in ONE_NUMBER):
        return "written for one number", "It takes one number, or rows, alone: np.exp and its like take any array"
    return None


def _activation(told):
    if told.kind == "KeyError" and (unknown := re.fullmatch("'(sigmoid|tanh|relu|identity)'", told.text)):
        return "activation unknown", f"It does not know the activation {unknown[1]}"
    return None


def _shapes_alone(told):
    if any(said in told.text for said in SHAPES):
        return None, "The shapes do not fit: print .shape of both sides"
    return None


RULES = (
    _endless,
    errors_names.spoilt,
    errors_names.not_there,
    errors_names.key,
    errors_calls.power,
    errors_calls.not_callable,
    errors_calls.counted_arguments,
    errors_calls.nothing_returned,
    errors_calls.brackets_missing,
    errors_calls.no_entries,
    errors_calls.position,
    errors_shapes.notebooks_own,
    errors_shapes.product,
    _several_for_one,
    errors_calls.list_for_array,
    errors_calls.text_for_number,
    errors_calls.whole_number,
    errors_calls.asks,
    errors_calls.product_of_two,
    errors_calls.several_names,
    errors_calls.array_of_rows,
    errors_calls.attribute,
    _activation,
    _shapes_alone,
)
