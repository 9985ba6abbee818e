"""Where an exception came from: the student's own function, line and expression, never a frame of ours.

A frame is the student's where its code lies in no library: a notebook's cell, a module beside the notebook, a terminal.
Of those the deepest counts: what NumPy or a function of the course says is about the line that called it.
"""

import ast
import linecache
import os
import sys
import sysconfig
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import dlcourse

TYPED = ("<ipython-input", "<string>", "<stdin>", "<console>", "<doctest", "<python-input")
OURS = str(Path(dlcourse.__file__).resolve().parent) + os.sep
LIBRARIES = tuple({sysconfig.get_path(name) + os.sep for name in ("stdlib", "platstdlib")})
LONGEST = 90  # letters of a line that is shown
MISSING = object()  # what an expression has that cannot be looked at


@dataclass
class Place:
    """The student's line that an exception came through.

    Attributes
    ----------
    function : its name, or "" for a lambda of its own
    line : its number within the cell or file
    text : the line, or "" where nobody kept it
    file : the name of a module beside the notebook, or ""
    node : the expression that failed, an ``ast`` node, or None
    definition : the function around it, an ``ast`` node, or None
    frame : its frame
    """

    function: str
    line: int
    text: str
    file: str = ""
    node: object = None
    definition: object = None
    frame: object = None

    def __str__(self):
        place = f"in {self.function}, line {self.line}" if self.function else f"in line {self.line}"
        place += f" of {self.file}" if self.file else ""
        return f"{place}: `{self.text}`" if self.text else place

    def value(self, node):
        """The value that a plain expression has in that line, or MISSING. Nothing is called."""
        return value_of(node, self.frame)

    def written(self, node):
        """An expression as it was typed, or "" where it is long."""
        lines = "".join(linecache.getlines(self.frame.f_code.co_filename))
        text = ast.get_source_segment(lines, node) or ""
        return text if len(text) <= LONGEST and "\n" not in text else ""

    def is_own(self, name):
        """Whether a name is the function's own: an argument, or given a value in it."""
        code = self.frame.f_code
        return name in code.co_varnames or name in code.co_cellvars or name in code.co_freevars


def place_of(error):
    """The :class:`Place` of an exception, or None where no line of the student's was reached."""
    found, trace = None, error.__traceback__
    while trace is not None:
        if is_student(trace.tb_frame):
            found = trace
        trace = trace.tb_next
    if found is None:
        return None
    frame, line = found.tb_frame, found.tb_lineno
    code = frame.f_code
    tree = tree_of(code.co_filename)
    text = linecache.getline(code.co_filename, line, frame.f_globals).strip()
    return Place(
        name_of(code), line, text if len(text) <= LONGEST else f"{text[:LONGEST]} ...", _file(code.co_filename),
        _node(tree, _span(code, found.tb_lasti)), definition_at(tree, code.co_firstlineno, name_of(code), line), frame,
    )  # fmt: skip


def is_student(frame):
    """Whether a frame runs a student's code."""
    module = str(frame.f_globals.get("__name__"))
    return is_student_code(frame.f_code) and not module.startswith(("dlcourse", "dlgrader"))


@lru_cache(maxsize=512)
def is_student_code(code):
    """Whether this code lies in no library, by its file's name."""
    name = code.co_filename
    if name.startswith("<"):
        return name.startswith(TYPED)
    if name.startswith((OURS, *LIBRARIES)):
        return False
    return not {"site-packages", "dist-packages"} & set(name.replace("\\", "/").split("/"))


def name_of(code):
    """The name of the function that this code belongs to, through comprehensions and lambdas in it."""
    return plain_name(code.co_qualname)


def plain_name(qualified):
    """The name of a function in a qualified name, through comprehensions and lambdas in it."""
    parts = [part for part in qualified.split(".<locals>.") if not part.startswith("<")]
    return parts[-1] if parts else ""


def _file(name):
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    if name.startswith("<") or "ipykernel" in name:
        return ""
    if shell is not None and getattr(shell.compile, "format_code_name", lambda _: None)(name):
        return ""
    return Path(name).name


@lru_cache(maxsize=64)
def parsed(text):
    """The tree of a text, or None where it is no Python."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def tree_of(filename):
    """The parsed source of a cell or file, or None."""
    lines = linecache.getlines(filename)
    return parsed("".join(lines)) if lines else None


def _span(code, offset):
    for number, span in enumerate(code.co_positions()):
        if number == offset // 2:
            return span
    return None


def _node(tree, span):
    """The node that spans exactly this, or None."""
    if tree is None or span is None or None in span:
        return None
    for node in ast.walk(tree):
        if getattr(node, "lineno", None) is None or isinstance(node, ast.Expr):
            continue
        if (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset) == span:
            return node
    return None


def definition_at(tree, first_line, name, line):
    """The innermost function of that name (the outer one of a comprehension) that holds the line, or None."""
    found = None
    for node in ast.walk(tree) if tree is not None else ():
        named = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name.rsplit(".", 1)[-1]
        if named and node.lineno <= max(line, first_line) <= node.end_lineno:
            found = node
    return found


def definition_of(function):
    """The ``ast`` node of a function that was typed, or None."""
    code = getattr(function, "__code__", None)
    if code is None or not is_student_code(code):
        return None
    return definition_at(tree_of(code.co_filename), code.co_firstlineno, name_of(code), code.co_firstlineno)


PLAIN = (
    ast.Name, ast.Load, ast.Subscript, ast.Constant, ast.JoinedStr, ast.FormattedValue, ast.Attribute, ast.Tuple,
    ast.Slice, ast.BinOp, ast.UnaryOp, ast.Add, ast.Sub, ast.Mult, ast.MatMult, ast.USub, ast.List,
)  # fmt: skip
HARMLESS = {"T", "shape", "size", "ndim"}


def value_of(node, frame):
    """The value of an expression of names, entries and plain arithmetic; MISSING for any other."""
    for part in ast.walk(node):
        if not isinstance(part, PLAIN) or (isinstance(part, ast.Attribute) and part.attr not in HARMLESS):
            return MISSING
    try:
        code = compile(ast.Expression(node), "<looked at>", "eval")
        return eval(code, frame.f_globals, frame.f_locals)  # noqa: S307 - names and entries of their own process
    except Exception:
        return MISSING


def factor(node):
    """An expression as it stands in a product: a sum in brackets."""
    return f"({shown(node)})" if isinstance(node, (ast.BinOp, ast.IfExp, ast.UnaryOp)) else shown(node)


def shown(node):
    """An expression as it is written, shortened."""
    text = ast.unparse(node)
    return text if len(text) <= 40 else f"{text[:37]}..."
