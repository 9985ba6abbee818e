"""Right answers in other words, and at the other places where a bug may be said to stand."""

from dlcourse.bug_hunt import KINDS
from dlgrader.mistakes.bank import Variant
from dlgrader.mistakes.bug_hunt import reference

NAMES = ("rents", "xor", "ring", "exam", "corners", "sine")


def changed(**change):
    """The six answers with one part of each given otherwise."""
    return {name: dict(getattr(reference, name)) | {k: f(getattr(reference, name)[k]) for k, f in change.items()}
            for name in NAMES}  # fmt: skip


# fmt: off
VARIANTS = [
    Variant("reference", "the reference itself", {}),
    Variant("words", "kinds in their words", changed(kind=lambda letter: KINDS[letter])),
    Variant("capitals", "capital letters and a blank", changed(kind=lambda letter: f" {letter.upper()} ")),
    Variant("sentence", "kinds as sentences", changed(kind=lambda letter: KINDS[letter].capitalize() + ".")),
    Variant("float", "lines as floats without a fraction", changed(line=float)),
    Variant("more", "a key of one's own", {name: getattr(reference, name) | {"why": "read it"} for name in NAMES}),
    Variant("xor-use", "the line that uses the changed weights", {"xor": {"kind": "h", "line": 47}}),
    Variant("xor-between", "the bias of the same layer, changed as early", {"xor": {"kind": "h", "line": 46}}),
    Variant("exam-X", "the other of the two permutations", {"exam": {"kind": "j", "line": 38}}),
    *(Variant(f"corners-{line}", "another line of the statement", {"corners": {"kind": "i", "line": line}})
      for line in (24, 25, 26)),
]
