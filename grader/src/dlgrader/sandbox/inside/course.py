"""The parts of the course, and of IPython, that a submission may import."""

import copy
import sys
import types


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
