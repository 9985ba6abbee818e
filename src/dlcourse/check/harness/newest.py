"""Whether a check was given what the learner typed last: in a notebook an older version stays when a cell fails.

IPython remembers each input, not how it ended. From the import of this module on that is noted here.
"""

import ast
import json
import re
import textwrap
import traceback

from dlcourse.check.harness.own_file import own_file, shell_here
from dlcourse.check.harness.places import parsed

LARGEST = 20_000_000  # bytes of a notebook that is looked through
LONG = 20  # letters of a docstring that no two functions have by chance
_ended = {}  # number of the input: (name of the error, its line, whether the cell began), None where it ended well
_arrived = {}  # number of an input that failed: names that it gave a value all the same
_cells = {}  # number of an input: id of the cell that it was typed in, where the program around the kernel says it
_heard = []  # shells that tell how their inputs end


def listen():
    """Note from now on how each input ends. Outside IPython there is nothing to note."""
    shell = shell_here()
    if shell is not None and not any(known is shell for known in _heard):
        shell.events.register("post_run_cell", _note)
        _heard.append(shell)


def _note(result):
    shell, error = shell_here(), result.error_before_exec or result.error_in_exec
    if shell is not None and result.execution_count:
        began = result.error_before_exec is None and not isinstance(error, SyntaxError)
        if cell := getattr(result.info, "cell_id", None):
            _cells[result.execution_count] = cell
        _ended[result.execution_count] = None if error is None else (type(error).__name__, _line_of(error), began)


def arrived(number, names):
    """Note that input ``number`` gave these names a value although it failed: whoever ran it went on after that."""
    _arrived[number] = frozenset(names)


def _line_of(error):
    if isinstance(error, SyntaxError):
        return error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.name == "<module>"]
    return frames[-1].lineno if frames else None


def older_version():
    """What to say first where an argument of this check is an older version than the one typed last, or ""."""
    shell = shell_here()
    if shell is None:
        return ""
    inputs = shell.user_ns.get("In") or []
    if len(inputs) < 2:
        return ""
    now = len(inputs) - 1
    tree = parsed(inputs[now])
    for name in _given(tree):
        if tree is not None and _binding(tree, name):
            continue  # the cell of the check makes it itself
        said = _said(inputs, now, name)
        if said:
            return said
    return ""


def _given(tree):
    """The plain names that the last call in an input passes."""
    calls = [node.value for node in getattr(tree, "body", []) if isinstance(node, ast.Expr)]
    calls = [call for call in calls if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)]
    return [given.id for given in calls[-1].args if isinstance(given, ast.Name)] if calls else []


def _binding(tree, name):
    """The last statement at the top of an input that gives ``name`` a value, or None."""
    found = None
    for statement in tree.body:
        if any(name in _bound(node) for node in _outside_functions(statement)):
            found = statement
    return found


def _outside_functions(statement):
    yield statement
    if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        for child in ast.iter_child_nodes(statement):
            yield from _outside_functions(child)


def _bound(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return {node.id}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.split(".")[0] for alias in node.names}
    return set()


def _said(inputs, now, name):
    """Go back from the check to the newest input that defines ``name``, and say where it did not arrive."""
    if not name.isidentifier():
        return ""
    renamed, above, later = "", now - 1, {}  # the newest input of each cell that lacks the name
    while above > 0 and inputs[above] == inputs[now]:  # the same check before
        above -= 1
    for number in range(above, 0, -1):
        text = inputs[number]
        if name in _arrived.get(number, ()):
            return ""
        tree = parsed(text)
        ended = _ended.get(number)
        if tree is None:
            close = number == above and re.search(rf"\b{name}\b", text)
            if ended is None and number in _ended:
                continue  # text that is no plain Python and ran all the same
            if close or re.search(rf"^\s*(?:(?:async\s+)?def|class)\s+{name}\b|^{name}\s*=(?!=)", text, re.MULTILINE):
                kind, line, began = ended or ("SyntaxError", _line_in(text), False)
                return _not_run(kind, line, began, number == above)
            continue
        statement = _binding(tree, name)
        if statement is None:
            renamed = renamed or _other_name(tree, name)
            later.setdefault(_cells.get(number), (number, tree))
            continue
        if ended is not None and not (ended[2] and ended[1] and ended[1] > (statement.end_lineno or 0)):
            return _not_run(*ended, number == above)
        if number in _cells and _cells[number] in later:
            return _without(name, *later[_cells[number]])
        if renamed and _same_text(tree, name, renamed[1]):
            return f"The newest version is called {renamed[0]}, not {name}. This is about the version before."
        return ""
    return ""


def _line_in(text):
    try:
        ast.parse(text)
    except SyntaxError as error:
        return error.lineno
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def _not_run(kind, line, began, above):
    place = f"{kind}, line {line}" if line else kind
    cell = "The cell above" if above else "The cell with the newest version"
    verb = "stopped before that line" if began else "did not run"
    return f"{cell} {verb} ({place}). This is about the version before."


def _without(name, number, tree):
    """What to say where the cell that made ``name`` was run again, as input ``number``, without it."""
    ended = _ended.get(number)
    if ended is not None:
        return _not_run(*ended, False)
    others = [node.name for node in _functions(tree)]
    if len(others) == 1:
        return f"The newest version is called {others[0]}, not {name}. This is about the version before."
    return f"The cell that made {name} was run again without it. This is about the version before."


def _functions(tree):
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def _other_name(tree, name):
    """(name, docstring) of a function that may be ``name`` written otherwise: "Cost", "forwardrow", "mse".

    A name that has more letters around the old one, such as "cost_old", is taken for a copy that was put aside.
    """
    for node in _functions(tree):
        docstring = textwrap.dedent(ast.get_docstring(node) or "")
        alike = node.name.replace("_", "").lower() == name.replace("_", "").lower()
        put_aside = name in node.name and len(node.name) > len(name) + 1
        if node.name != name and (alike or (len(docstring) >= LONG and not put_aside and node.name[-1].isalpha())):
            return node.name, docstring
    return ""


def _same_text(tree, name, docstring):
    """Whether the older function of that name has the same docstring, or both have none."""
    mine = [textwrap.dedent(ast.get_docstring(node) or "") for node in _functions(tree) if node.name == name]
    return docstring in mine


def input_that_makes(name, functions=False):
    """The newest input of this session that gives a name its value, or ""; with ``functions`` by ``def`` alone."""
    return _making(name, functions)[1]


def failed(name):
    """Whether the newest input that gives a name its value ended in an error."""
    number = _making(name)[0]
    return _ended.get(number) is not None and name not in _arrived.get(number, ())


def _making(name, functions=False):
    shell = shell_here()
    inputs = (shell.user_ns.get("In") or []) if shell is not None else []
    for number in range(len(inputs) - 1, -1, -1):
        tree = parsed(inputs[number]) if name in inputs[number] else None
        statement = _binding(tree, name) if tree is not None else None
        if statement is not None and (not functions or isinstance(statement, ast.FunctionDef)):
            return number, inputs[number]
    return None, ""


def notebook_makes(name):
    """The line of the notebook's file that gives a name its value; "" without a file, None where no cell does."""
    cells = _cells_of_the_notebook()
    if not cells:
        return ""
    for text in cells:
        tree = parsed("\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in text.splitlines()))
        statement = _binding(tree, name) if tree is not None else None
        if statement is not None:
            return text.splitlines()[statement.lineno - 1].strip()[:70]
    return None


def _cells_of_the_notebook():
    """The code of each cell of the notebook that this kernel belongs to, as it was saved last."""
    path = own_file() if shell_here() is not None else None
    if path is None:
        return []
    try:
        if path.stat().st_size > LARGEST:
            return []
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return ["".join(cell["source"]) for cell in cells if cell.get("cell_type") == "code"]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


listen()
