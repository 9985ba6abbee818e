"""What of a submission's could make a test pass without a right answer: looked for while the test runs.

All of it shares a process with the submission, so it finds what is done openly and no more. What it finds is told by
numbers of ``FOUND``: a word of the submission's choice could be one of the hidden test's.
"""

import ast
import builtins
import gc
import sys

FOUND = (
    "an object of the submission's compares alike with anything",
    "the test met an object of a class of the submission's with operators of its own",
    "the submission made a class with operators of its own while the test ran",
    "a function that the test uses is the submission's own",
    "what the assignment gave and the test uses was put aside for something else",
    "while the test ran, the submission changed functions of Python or of its libraries",
)
ALIKE, MET, MADE, ITS_OWN, PUT_ASIDE, CHANGED = range(len(FOUND))
HONEST = ("builtins", "numpy", "math")  # whose functions may take a builtin's name: `from numpy import *`
CELL, TEST = "cell", "test"  # what the code of a cell and of a test is called
OPPOSITE = {"__eq__": False, "__ne__": True, "__lt__": False, "__le__": False, "__gt__": False, "__ge__": False}
OPERATORS = frozenset((
    "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__add__", "__radd__", "__sub__", "__rsub__", "__mul__",
    "__rmul__", "__truediv__", "__rtruediv__", "__pow__", "__abs__", "__neg__", "__round__", "__bool__", "__len__",
    "__contains__", "__float__", "__int__", "__array_ufunc__", "__array_function__", "__instancecheck__",
))  # fmt: skip
SELDOM = 50_000  # things that are made between two collections of garbage


class Nobody:
    """Nothing that an answer could be equal to, smaller or larger than."""

    __slots__ = ()


class Guard:
    """Watches the classes of a submission while one test runs.

    Parameters
    ----------
    names : the namespace
    source : the test's text
    asked : names that the assignment itself speaks of; whatever has one of them is what the test is about
    given : ``{name: value}``, the functions, classes and modules that the assignment's own cells gave
    known : the classes that were there before the first cell
    """

    def __init__(self, names, source, asked=(), given=None, known=frozenset()):
        self.found, self._seen = [], set()
        tree = ast.parse(source)
        self._spoken = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        self._spoken |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} | set(asked)
        loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and type(node.ctx) is ast.Load}
        self._shadowed(names, loaded - set(asked), given or {})
        for kind in classes() - known | anything():
            self._over(kind)
        self._known, self._build = known, builtins.__build_class__
        builtins.__build_class__ = self._built
        # A class that is made without a class statement is gone when garbage is collected.
        gc.set_threshold(SELDOM)
        gc.callbacks.append(self._collecting)

    def end(self):
        """Stop watching. What was found, as numbers of FOUND."""
        builtins.__build_class__ = self._build
        self._look()
        gc.callbacks.clear()
        return sorted(set(self.found))

    def _shadowed(self, names, loaded, given):
        for name in sorted(loaded):
            value, real = names.get(name), getattr(builtins, name, None)
            if name in given:
                if value is not given[name]:
                    self.found.append(PUT_ASIDE)
            elif (
                name in names
                and callable(real)
                and callable(value)
                and not any(value is getattr(sys.modules.get(module), name, None) for module in HONEST)
            ):
                self.found.append(ITS_OWN)

    def _collecting(self, phase, info):
        if phase == "start":
            self._look()

    def _look(self):
        """Find the classes that were made on the spot, while nobody watched."""
        for kind in classes() - self._known - self._seen:
            own = [name for name, method in vars(kind).items() if name in OPERATORS and callable(method)]
            if own and (is_own(kind) or any(of_a_cell(vars(kind)[name]) for name in own)):
                self._seen.add(kind)
                if kind.__name__ not in self._spoken:
                    self.found.append(MADE)

    def _built(self, *arguments, **options):
        kind = self._build(*arguments, **options)
        if isinstance(kind, type):
            self._over(kind)
        return kind

    def _over(self, kind):
        own = {name: method for name, method in vars(kind).items() if name in OPERATORS and callable(method)}
        if kind in self._seen or not (kind in anything() or any(map(of_a_cell, own.values())) or is_own(kind)):
            return
        self._seen.add(kind)
        if not (kind.__name__ == "_ANY" and "ANY" in self._spoken):  # else the test's own
            for name, method in own.items():
                type.__setattr__(kind, name, self._watched(kind.__name__, name, method))

    def _watched(self, kind, name, method):
        def watched(this, *rest, **options):
            value = method(this, *rest, **options)
            if asked_by_the_test(sys._getframe(1)):
                if len(rest) == 1 and suits(name, value) and self._suits_anything(this, method, name):
                    self.found.append(ALIKE)
                    return OPPOSITE[name]
                if kind not in self._spoken:
                    self.found.append(MET)
            return value

        return watched

    def _suits_anything(self, this, method, name):
        try:
            return suits(name, method(this, Nobody()))
        except BaseException:
            return False


def suits(name, value):
    """Whether a comparison gave what a test wants to hear."""
    return name in OPPOSITE and value is not NotImplemented and says(value) is not OPPOSITE[name]


def says(value):
    """Whether a comparison's answer is true; arrays where all of it is."""
    try:
        return bool(value)
    except Exception:
        try:
            return bool(value.all())
        except Exception:
            return None


def asked_by_the_test(frame):
    """Whether a call comes from the test, be it through a library, and not from the submission's own code."""
    while frame is not None:
        name = frame.f_code.co_filename
        if name == TEST:
            return True
        if name == CELL:
            return False
        frame = frame.f_back
    return False


def is_own(kind):
    """Whether a class says that it was made by a cell."""
    return kind.__module__ == "__main__"


def of_a_cell(method):
    """Whether a function was written in a cell."""
    return getattr(getattr(method, "__code__", None), "co_filename", None) == CELL


def anything():
    """The class of Python's own object that is equal to anything, where it was imported."""
    mock = sys.modules.get("unittest.mock")
    kind = getattr(mock, "_ANY", None)
    return {kind} if isinstance(kind, type) else set()


def classes():
    """All classes there are."""
    found, waiting = {object}, [object]
    while waiting:
        for kind in type.__subclasses__(waiting.pop()):
            if kind not in found and kind is not type:
                found.add(kind)
                waiting.append(kind)
    return found
