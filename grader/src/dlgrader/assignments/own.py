"""Assignments of an instructor's own that have a description, as ours have one.

A description is a module that defines ``ASSIGNMENT``: the file ``assignments/NAME.py`` of a course folder, or what an
installed package names as an entry point ``NAME`` of the group ``dlgrader.assignments``. It may import other modules of
that folder, and those beside the notebook in ``source/NAME/``. All of it is read as text, because it travels to
whoever judges, and because a verdict's key must cover it.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
import linecache
import sys
import traceback
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from dlgrader.assignments import ASSIGNMENTS
from dlgrader.assignments.description import Assignment, DescriptionError

FOLDER, GROUP = "assignments", "dlgrader.assignments"
MAIN = "ASSIGNMENT"
MOST_BYTES = 4 * 2**20
TAKEN = sys.stdlib_module_names | {"dlcourse", "dlgrader", "numpy", "matplotlib", "IPython", "inside", "running"}
_AGAIN = "Mend it, then run the command again."
# What stands for a module of students' checks where a submission runs: the judge has checks of its own.
_SILENT = """
class Silent:
    def __call__(self, *arguments, **options):
        return None

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Silent()


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Silent()
"""


@dataclass(frozen=True)
class Module:
    """A file of Python: the name it is imported by, its text, and the path that is told."""

    name: str
    text: str
    path: str


@dataclass(frozen=True)
class Own:
    """A description as texts.

    Attributes
    ----------
    name : of the assignment
    modules : the description first, then what it may import
    beside : those of ``modules`` that lie beside the notebook, by name: submissions may import them
    entry : ``package.module`` where an entry point names it; then its files' digest stands for the description's text
    attribute : what the module calls the assignment
    """

    name: str
    modules: tuple[Module, ...]
    beside: tuple[str, ...] = ()
    entry: str = ""
    attribute: str = MAIN

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all of it: part of the key of every verdict."""
        whole = [self.name, self.entry, self.attribute, [[one.name, one.text] for one in self.modules], self.beside]
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()

    @property
    def where(self) -> str:
        """The description's place, as it is told."""
        return self.entry or self.modules[0].path

    def for_submissions(self) -> dict[str, str]:
        """``{module: text}`` of what a submission may import: students' checks do nothing there."""
        return {
            one.name: _SILENT if _imports(one.text) & {"dlcourse", "dlgrader"} else one.text
            for one in self.modules
            if one.name in self.beside
        }


def is_described(name: str, course: Path) -> bool:
    """Whether an assignment has a description: one of ours, or one of the course's own."""
    return name in ASSIGNMENTS or _file(name, course).is_file() or name in _entries()


def find(name: str, course: Path) -> Own | None:
    """The course's own description of that name; None for ours, and where there is none.

    Raises
    ------
    DescriptionError
        If it cannot be read, or two have that name. One line that says what to do.
    """
    path, entry = _file(name, course), _entries().get(name)
    if name in ASSIGNMENTS:
        if path.is_file():
            raise DescriptionError(
                f"{FOLDER}/{path.name} has the name of one of dlgrader's own assignments. Give yours another name."
            )
        return None
    if path.is_file() and entry is not None:
        raise DescriptionError(
            f"{name} is described twice: in {FOLDER}/{path.name} and by the installed {entry.value}. Take one away."
        )
    beside = _read_all(course / "source" / name, f"source/{name}")
    if path.is_file():
        main = _read(path, f"{FOLDER}/{path.name}")
        others = {one.stem: one for one in path.parent.glob("*.py") if one != path}
        modules = _needed(main, beside, others)
        names = tuple(sorted(beside))
        return Own(name, (*modules, *(one for one in beside.values() if one not in modules)), names)
    if entry is None:
        return None
    module = Module(name, _installed(entry), entry.module)
    return Own(name, (module, *beside.values()), tuple(sorted(beside)), entry.module, entry.attr or MAIN)


def names(course: Path) -> list[str]:
    """The names of all descriptions of a course's own."""
    files = {path.stem for path in (course / FOLDER).glob("*.py") if f"\n{MAIN}" in _text_or_nothing(path)}
    return sorted(files | _entries().keys())


@lru_cache(maxsize=16)
def load(own: Own) -> Assignment:
    """The description that its module makes.

    Raises
    ------
    DescriptionError
        If it does not load: the file, the line and the reason.
    """
    try:
        found = _executed(own)
    except KeyboardInterrupt:
        raise
    except SyntaxError as error:
        place = _told(own, error.filename)
        raise DescriptionError(f"{place}, line {error.lineno}: {error.msg}. {_AGAIN}") from None
    except BaseException as error:
        said = " ".join(str(error).split())[:300] or type(error).__name__
        kind = "" if isinstance(error, DescriptionError) else f"{type(error).__name__}: "
        raise DescriptionError(f"{_place(own, error)}: {kind}{said.rstrip('.')}. {_AGAIN}") from None
    if found is None:
        raise DescriptionError(
            f"{own.where} defines no {own.attribute}: write {own.attribute} = Assignment(...) in it."
        )
    if not isinstance(found, Assignment):
        kind = type(found).__name__
        raise DescriptionError(f"{own.where}: {own.attribute} is a {kind}. It must be an Assignment(...).")
    if found.name != own.name:
        raise DescriptionError(
            f"{own.where} describes {found.name!r}, and its own name is {own.name!r}. Write one name in both places."
        )
    return found


def _file(name: str, course: Path) -> Path:
    return Path(course) / FOLDER / f"{name}.py"


@lru_cache(maxsize=1)
def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _read(path: Path, told: str) -> Module:
    if path.stem in TAKEN:
        raise DescriptionError(f"{told} has the name of another module of Python's. Give it another name.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DescriptionError(f"{told} is larger than {MOST_BYTES // 2**20} MB. Put its data into smaller files.")
        return Module(path.stem, path.read_text(encoding="utf-8"), told)
    except UnicodeDecodeError:
        raise DescriptionError(f"{told} is no text in UTF-8. Save it as UTF-8, then run the command again.") from None


def _read_all(folder: Path, told: str) -> dict[str, Module]:
    return {path.stem: _read(path, f"{told}/{path.name}") for path in sorted(folder.glob("*.py"))}


def _text_or_nothing(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _needed(main: Module, beside: dict[str, Module], others: dict[str, Path]) -> list[Module]:
    """The description, and what it imports of those beside the notebook and of the other files in its folder."""
    found, waiting = {main.name: main}, [main]
    while waiting:
        for name in sorted(_imports(waiting.pop().text) & (beside.keys() | others.keys()) - found.keys()):
            found[name] = beside.get(name) or _read(others[name], f"{FOLDER}/{name}.py")
            waiting.append(found[name])
    return list(found.values())


def _imports(text: str) -> set[str]:
    """The first names of all modules that a text imports; none where it is no Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return set()
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def _installed(entry: EntryPoint) -> str:
    """The digest of the files of the package that an entry point leads to."""
    try:
        spec = find_spec(entry.module.partition(".")[0])
    except (ImportError, ValueError):
        spec = None
    if spec is None or not spec.origin:
        raise DescriptionError(
            f"The installed description {entry.value} of {entry.name} is not there. Install its package again."
        )
    root = Path(spec.origin)
    files = sorted(root.parent.rglob("*")) if spec.submodule_search_locations else [root]
    whole = hashlib.sha256()
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            whole.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


class _Texts(MetaPathFinder, Loader):
    """Imports modules from their texts, while a description is loaded."""

    def __init__(self, modules: tuple[Module, ...]):
        self.modules = {one.name: one for one in modules}

    def find_spec(self, fullname, path=None, target=None):
        return ModuleSpec(fullname, self) if fullname in self.modules else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        one = self.modules[module.__name__]
        module.__file__ = one.path
        # So that an error, and a debugger, can show the line.
        linecache.cache[one.path] = (len(one.text), None, one.text.splitlines(keepends=True), one.path)
        exec(compile(one.text, one.path, "exec", dont_inherit=True), vars(module))  # noqa: S102 - the instructor's own


def _executed(own: Own) -> object:
    """What the description's module calls the assignment; None where it does not.

    Its modules go out of ``sys.modules`` again: another assignment may have a module of the same name, and a file that
    was changed is read anew.
    """
    texts = own.modules[1:] if own.entry else own.modules
    finder = _Texts(texts)
    before = {one.name: sys.modules.pop(one.name) for one in texts if one.name in sys.modules}
    sys.meta_path.insert(0, finder)
    try:
        module = importlib.import_module(own.entry or own.name)
        return getattr(module, own.attribute, None)
    finally:
        sys.meta_path.remove(finder)
        for one in texts:
            sys.modules.pop(one.name, None)
        sys.modules.update(before)


def _told(own: Own, filename: str | None) -> str:
    return filename if filename in {one.path for one in own.modules} else own.where


def _place(own: Own, error: BaseException) -> str:
    """The file of the description that stopped, and the line."""
    paths = {one.path for one in own.modules}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in paths]
    return f"{frames[-1].filename}, line {frames[-1].lineno}" if frames else own.where
