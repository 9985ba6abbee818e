"""Wrong and unusual-but-right answers to the exercises of the lectures.

Per lecture a module with ``MUTANTS`` and ``VARIANTS``: ``{exercise: {name: function}}``. A mutant's name is the name of
the mistake its check must give; with a "?" in front it is enough that the check fails.
"""

import importlib
import pkgutil

LECTURES = {
    module.name: importlib.import_module(f"{__name__}.{module.name}")
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name)
    if module.name.startswith("lecture_")
}

__all__ = ["LECTURES"]
