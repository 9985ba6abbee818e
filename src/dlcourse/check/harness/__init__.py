"""What all checks are made of: cases, calls, comparison, words, the report.

For authors of assignments the names below are the interface; ``docs/author-guide.md`` has examples of each. They stay
as they are from one version to the next; what else is in here may change.

* A call that is tried, and what it counts for: :class:`Case`. A question from its cases: :func:`inspection`,
  :func:`value_inspection`, and for students :func:`student_checks`. Cases that judge nobody raise :class:`CasesError`.
* How answers are compared: ``Values`` (numbers, arrays), ``Within`` (with a tolerance), ``Count``, ``Truth``,
  ``Several`` (a tuple of answers), ``Path`` (a list of them), ``Text``, ``Nested`` (dictionaries, lists, texts, None).
* Names of the checks that every question may have: ``SHAPE``, ``UNCHANGED`` (no argument is changed), ``TWICE`` (two
  calls alike have one answer).
* For checks that need more: :class:`Part` and :func:`inspect_parts`, :class:`Report` and :class:`Check`.
"""

from importlib import import_module

_WHERE = {
    "cases": ("TWICE", "UNCHANGED", "Case", "Part", "Values", "inspect_parts"),
    "kinds": ("Count", "Nested", "Path", "Several", "Text", "Truth", "Within"),
    "questions": ("SHAPE", "CasesError", "inspection", "student_checks", "value_inspection"),
    "report": ("Check", "Report"),
}
_MODULES = {name: module for module, names in _WHERE.items() for name in names}
__all__ = sorted(_MODULES)


def __getattr__(name):
    """A name of the interface, from its module: most who import a module from here need no other."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
