"""What a submission may import besides the standard library, NumPy and matplotlib, and what stands for the rest."""

import ast
import copy
import sys
import types

STANDS = "__not_there__"  # the name that :func:`not_there` has in a submission's namespace


class NotThere:
    """Stands for what could not be imported: a cell that imports it goes on, whoever uses it is told."""

    def __init__(self, name, why):
        vars(self).update(said=(name, why))

    def __call__(self, *arguments, **options):
        name, why = vars(self)["said"]
        raise ImportError(why if name in why else f"{name}: {why}", name=name)

    def __getattr__(self, name):
        return _missing(name) if name.startswith("__") else self()


def not_there(name, error):
    """What a failed import gives, said where the cell prints."""
    why = " ".join(str(error).split())[:300]
    if type(error) is ModuleNotFoundError or name.startswith("dlcourse."):
        ours = ": write it yourself" if name.startswith("dlcourse.") else ""
        why = f"{name} is not there while your work is graded{ours}"
    print(why, file=sys.stderr)
    return NotThere(name, why)


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


class Silent:
    """Any check, and any module of checks: whatever is called does nothing."""

    def __call__(self, *arguments, **options):
        return None

    def __getattr__(self, name):
        return Silent() if not name.startswith("__") else _missing(name)


class Sources:
    """Loads modules of the course from their text, ``{name: source}``, and ``{path: text}`` of files that they read."""

    def __init__(self, sources):
        self.sources = sources

    def spec(self, name):
        from importlib.machinery import ModuleSpec

        package = any(other.startswith(f"{name}.") for other in self.sources)
        end = "/__init__.py" if package else ".py"
        spec = ModuleSpec(name, self, origin="/course/" + name.replace(".", "/") + end, is_package=package)
        spec.has_location = True  # so that a module knows where its text comes from
        return spec

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(compile(self.sources[module.__name__], module.__file__, "exec"), module.__dict__)

    def get_data(self, path):
        """The bytes of a file beside a module, as ``pkgutil.get_data`` asks for it. Raises OSError."""
        try:
            return self.sources[path.removeprefix("/course/")].encode()
        except KeyError:
            raise FileNotFoundError(path) from None

    def get_source(self, name):
        """What ``inspect.getsource`` asks for."""
        return self.sources[name]


def provide_course(data, modules, display, get_ipython):
    """A ``dlcourse`` whose checks do nothing, the judge has its own; ``data`` are its data sets, as functions.

    ``modules`` are its other modules that are there, ``{name: source}``. Nothing else of the course is. Of IPython
    there are ``display`` and ``get_ipython``; the rest of it does nothing.
    """
    sources = Sources(modules)
    course, check = types.ModuleType("dlcourse"), types.ModuleType("dlcourse.check")
    course.data = types.ModuleType("dlcourse.data")
    for name, value in data.items():
        setattr(course.data, name, lambda value=value: copy.deepcopy(value))
    check.__path__ = []
    check.__getattr__ = lambda name: Silent() if not name.startswith("__") else _missing(name)
    course.check, course.__path__ = check, []
    course.ready = course.so_far = Silent()  # in the last cell of every notebook

    ipython, shows = types.ModuleType("IPython"), types.ModuleType("IPython.display")
    for module in (ipython, shows):
        module.__path__, module.__getattr__ = [], check.__getattr__
        module.display, module.get_ipython = display, get_ipython
        module.version_info = (9, 0, 0, "")  # matplotlib asks for it, once a cell has imported IPython
    mine = {"IPython": ipython, "IPython.display": shows}

    class Finder:
        """Any ``dlcourse.check.<assignment>`` is the same silent module; any other part of the course is refused."""

        @staticmethod
        def find_spec(name, path=None, target=None):
            if name.startswith("dlcourse.check."):
                sys.modules[name] = check
                from importlib.machinery import ModuleSpec

                return ModuleSpec(name, Finder)
            if name in mine:
                from importlib.machinery import ModuleSpec

                return ModuleSpec(name, Finder, is_package=True)
            if name in modules:
                return sources.spec(name)
            if name.startswith("dlcourse."):
                raise ImportError(f"{name} is not there while your work is graded: write it yourself", name=name)
            return None

        @staticmethod
        def create_module(spec):
            return mine.get(spec.name, check)

        @staticmethod
        def exec_module(module):
            return None

    sys.modules |= {"dlcourse": course, "dlcourse.check": check, "dlcourse.data": course.data}
    sys.meta_path.insert(0, Finder)


def _missing(name):
    raise AttributeError(name)
