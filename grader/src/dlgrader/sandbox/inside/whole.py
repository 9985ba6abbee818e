"""What the runner and honest answers need of Python and NumPy, put back where a cell has taken it away.

A submission shares its process with the runner. A cell that empties ``builtins`` or puts another ``json.dumps`` in
place would take the points of every other cell with it. What these modules held before the first cell ran is kept, and
compared after each cell; names that a cell has added stay.
"""

import sys
import types

# Looked at after every cell, because the runner or the next cell would stumble at once.
SOON = (
    "builtins", "sys", "os", "posix", "io", "_io", "signal", "_signal", "resource", "json", "json.encoder",
    "json.decoder", "json.scanner", "struct", "ast", "base64", "re", "time", "types", "inside.cells", "inside.course",
    "running.plain", "running.parts", "running.imports", "inside.origin", "inside.shell", "inside.channel",
    "inside.frames", "inside.runner", "__main__",
)  # fmt: skip
# Looked at once, when all cells have run.
LATE = (
    "contextlib", "warnings", "_warnings", "gc", "functools", "ctypes", "itertools", "collections", "math", "random",
    "threading", "numpy", "numpy._core.fromnumeric", "numpy._core.numeric", "numpy._core._ufunc_config",
    "numpy.lib.format", "numpy.lib._format_impl", "numpy.linalg", "numpy.linalg._linalg", "numpy.random",
    "numpy.random._generator", "numpy.random.mtrand", "inside.probe", "inside.stacks", "inside.steps",
    "inside.lent", "inside.guard", "inside.tested", "inside.places", "inside.folder", "operator", "statistics",
)  # fmt: skip
# Modules whose own classes the runner relies on.
CLASSES = (
    "json.encoder", "json.decoder", "contextlib", "warnings", "inside.cells", "inside.channel", "inside.frames",
    "inside.runner", "inside.guard", "inside.tested", "inside.probe", "inside.stacks",
    "unittest.case", "pandas.core.frame", "pandas.core.series",
    "pandas.core.generic", "pandas.core.indexes.base",
)  # fmt: skip


def _places(names):
    """[(whose names, the names now, what sets one, {name: value as it was})] of modules and of their classes."""
    found = []
    for module in (sys.modules[name] for name in names if name in sys.modules):
        space, name = vars(module), module.__name__
        ours = name.startswith("inside.")  # their limits and lists too
        own = {
            key: value
            for key, value in space.items()
            if callable(value) or type(value) is types.ModuleType or (ours and not key.startswith("__"))
        }
        found.append((name, space, space.__setitem__, own))
        for kind in own.values() if name in CLASSES else ():
            if type(kind) is type and kind.__module__ == name:
                methods = {key: value for key, value in vars(kind).items() if callable(value)}
                found.append((f"{name}.{kind.__name__}", vars(kind), _setter(kind), methods))
    return found


def _setter(kind, put=type.__setattr__):
    return lambda name, value: put(kind, name, value)


PARTS = ("__code__", "__defaults__", "__kwdefaults__")


def _insides(places):
    """[(name, function, its parts)] of our own functions: a cell can leave one in its place and change what it does."""
    return [
        (f"{holder}.{name}", value, [getattr(value, part) for part in PARTS])
        for holder, _, _, own in places
        for name, value in own.items()
        if holder.startswith("inside.") and type(value) is types.FunctionType
    ]


AT_FIRST = _places(SOON), _places(LATE)  # made once, by a parent that never runs a submission
INSIDES = _insides([*AT_FIRST[0], *AT_FIRST[1]])


def places_of(names):
    """The places of further modules, those below them with them: what a test compares with belongs to these."""
    found = [one for one in sys.modules if any(one == name or one.startswith(f"{name}.") for name in names)]
    return _places(sorted(found))


def keeper(more=()):
    """A function that puts back what is not as it is now, and gives the names of what it has put back.

    It looks at the modules of ``SOON``, with True at those of ``LATE`` and at the places ``more`` too. It asks no
    module for anything: whatever it uses may be gone.
    """
    (soon, late), modules, loaded = AT_FIRST, dict(sys.modules), sys.modules
    late = [*late, *more]
    lists = [(name, getattr(sys, name)[:]) for name in ("meta_path", "path", "path_hooks")]
    untrace, unprofile, system = sys.settrace, sys.setprofile, vars(sys)
    kind, identity, read, write, pairs = type, id, getattr, setattr, zip
    insides, parts = INSIDES, PARTS

    def put_back(everywhere=False):
        untrace(None)
        unprofile(None)
        again = []
        for places in (soon, late) if everywhere else (soon,):
            for holder, now, put, before in places:
                for name, value in before.items():
                    if now.get(name) is not value:
                        put(name, value)
                        again.append(f"{holder}.{name}")
        for name, function, before in insides if everywhere else ():
            for part, value in pairs(parts, before):
                if read(function, part) is not value:
                    write(function, part, value)
                    again.append(f"{name}.{part}")
        for name, module in modules.items():
            if loaded.get(name) is not module:
                loaded[name] = module
                again.append(f"sys.modules[{name!r}]")
        for name, before in lists:
            if kind(system.get(name)) is not kind(before):
                system[name] = before[:0]
            there = [identity(thing) for thing in system[name]]
            lacking = [thing for thing in before if identity(thing) not in there]
            if lacking:
                system[name].extend(lacking)
                again.append(f"sys.{name}")
        return again

    return put_back
