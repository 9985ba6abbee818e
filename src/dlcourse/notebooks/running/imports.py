"""What a cell may import while work is graded, and what stands for the rest, so that the cell goes on."""

import ast
import copy
import sys

STANDS = "__not_there__"  # the name that :func:`not_there` has in the namespace of the cells
# Besides the standard library: NumPy, matplotlib, and what these two need.
LIBRARIES = frozenset(
    ("numpy", "matplotlib", "mpl_toolkits", "contourpy", "cycler", "dateutil", "fontTools", "kiwisolver",
     "packaging", "PIL", "pyparsing", "six")
)  # fmt: skip
NOTEBOOK = frozenset(("IPython",))  # of which the little is there that a cell shows something with
COURSE = frozenset(("check", "data", "ready", "so_far"))  # parts of dlcourse that do nobody's work


def is_there(name, more=()):
    """Whether a module can be imported while work is graded; ``name`` as ``numpy.linalg`` or ``dlcourse.nn``.

    ``more`` are modules that are there besides, by their first names, or by their whole names where they are the
    course's.
    """
    top, _, rest = name.partition(".")
    if top == "dlcourse":
        part = rest.partition(".")[0]
        return not part or part in COURSE or f"dlcourse.{part}" in more
    return top in sys.stdlib_module_names or top in LIBRARIES or top in NOTEBOOK or top in more


class NotThere:
    """Stands for what could not be imported: a cell that imports it goes on, whoever uses it is told."""

    def __init__(self, name, why):
        vars(self).update(said=(name, why))

    def __call__(self, *arguments, **options):
        name, why = vars(self)["said"]
        raise ImportError(why if name in why else f"{name}: {why}", name=name)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self()


def not_there(name, error):
    """What a failed import gives, said where the cell prints."""
    why = " ".join(str(error).split())[:300]
    if type(error) is ModuleNotFoundError or name.startswith("dlcourse."):
        why = said_of(name)
    print(why, file=sys.stderr)
    return NotThere(name, why)


def said_of(name):
    """The sentence on a module that is not there."""
    return f"{name} is not there while your work is graded" + (
        ": write it yourself" if name.startswith("dlcourse.") else ""
    )


def with_imports_that_may_fail(tree):
    """The tree, where a plain import of what is not there binds its name to :func:`not_there`, and does not raise."""
    body = []
    for node in tree.body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)) or getattr(node, "module", None) == "__future__":
            body.append(node)
            continue
        for alias in node.names:
            one = copy.copy(node)
            one.names, module = [alias], getattr(node, "module", None)
            bound = alias.asname or (alias.name if isinstance(node, ast.ImportFrom) else alias.name.partition(".")[0])
            name = f"{module}.{alias.name}" if module else alias.name
            bind = "" if alias.name == "*" else f"{bound} = "
            name = module if alias.name == "*" else name
            otherwise = f"except ImportError as __error__:\n    {bind}{STANDS}({name!r}, __error__)"
            attempt = ast.parse(f"try:\n    pass\n{otherwise}")
            attempt.body[0].body = [one]
            body += [ast.copy_location(part, node) for part in attempt.body]
    return ast.fix_missing_locations(ast.Module(body, []))
