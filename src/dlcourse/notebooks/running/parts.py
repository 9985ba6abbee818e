"""What of a cell is run when a line of it fails, or is no Python: the statements that can stand without it."""

import ast
import sys

DEFINING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
# What fails in this room and went well in the student's: what is not installed, not there, nobody to ask.
OF_THE_ROOM = (ImportError, OSError, EOFError)
MOST_FAILURES = 20  # after so many only definitions are run
MOST_BLOCKS = 400
LONGEST_TEXT = 60  # blocks that one statement may go over
GOES_ON = ("else", "elif", "except", "finally", ")", "]", "}", "#")


def definitions_of(tree):
    """The parts of a cell that only define: what is kept of a cell that did not come to an end."""
    return ast.Module([n for n in tree.body if isinstance(n, DEFINING) or _is_constant(n)], [])


def _is_constant(statement):
    """Whether a statement gives plain names a value that is written down there."""
    if isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    elif isinstance(statement, ast.Assign):
        targets = statement.targets
    else:
        return False
    values = (ast.Constant, ast.Dict, ast.List, ast.Tuple)
    return isinstance(statement.value, values) and all(isinstance(target, ast.Name) for target in targets)


def names_bound(statement):
    """The names that a statement defines at top level."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return {target.id for target in targets if isinstance(target, ast.Name)}
    return set()


def execute(text, statements, late, again=None, defining=False, name="cell", ends=None):
    """Run the statements of a cell, and after one that fails what can stand without it.

    Parameters
    ----------
    text : the cell, plain Python where it is any
    statements : called with (statements, whether their last value is silent); it runs them
    late : class of the exception with which a cell is stopped that takes too long
    again : called without arguments when a cell was stopped so, before what it defines below is run
    defining : whether only what defines is run
    name : of the file that the statements are compiled as
    ends : function of an exception's class: whether the cell ends where one is raised; None where none ends it

    Returns
    -------
    (the first exception or None, how it went on or None)
        ``[line that failed, "all", "definitions" or "readable"]``.
    """
    first, went_on, failures = None, None, 0
    try:
        body = ast.parse(text, name).body
    except SyntaxError as error:
        if ends is not None and ends(SyntaxError):
            return error, None
        first, body, defining = error, readable(text), True
        if definitions_of(ast.Module(body, [])).body:
            went_on = [error.lineno or 1, "readable"]
    if defining:
        body = definitions_of(ast.Module(body, [])).body
    silent = text.rstrip().endswith(";")
    while body:
        try:
            # One by one where one of them may fail: compiling all of the rest again each time would take long.
            statements(body[:1] if defining else body, silent)
            body = body[1:] if defining else []
        except BaseException as raised:
            line, kind = line_in_cell(sys.exc_info()[2], name), type(raised)
            if ends is not None and kind is not late and ends(kind):
                return first or raised, went_on
            if line is None and kind is SyntaxError and not defining:  # parsed, but not to be compiled as a whole
                good, awaits = _compilable(body, name), _awaits(raised)
                defining = not awaits or len(good) == len(body)
                body = definitions_of(ast.Module(good, [])).body if defining else good
                if first is None:
                    first, went_on = raised, [raised.lineno or 1, "all" if awaits else "readable"] if body else None
                continue
            if kind is late:
                if type(first) is late:
                    return first, went_on
                if again is not None:
                    again()
            failures += 1
            rest, all_of_it = body[1:], True
            if not defining:
                rest, all_of_it = below(body, line, kind, failures)
                defining = not all_of_it or kind is late
            if first is None:
                first = raised
                if rest:
                    went_on = [line, "definitions" if defining else "all"]
            body = rest
    return first, went_on


def _compilable(body, name):
    """The statements that can be compiled each by itself."""
    good = []
    for one in body:
        try:
            compile(ast.Module([one], []), name, "exec")
        except SyntaxError:
            continue
        good.append(one)
    return good


def _awaits(error):
    """Whether a notebook would have run what cannot be compiled here: it waits outside of a function."""
    said = str(error.msg)
    return "outside" in said and ("await" in said or "async" in said)


def line_in_cell(traceback, name="cell"):
    """The line of the cell at which an exception passed through its top level; None where it did not."""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename == name and code.co_name == "<module>":
            return traceback.tb_lineno
        traceback = traceback.tb_next
    return None


def below(body, line, kind, failures):
    """The statements that are run after the one at ``line`` has failed, and whether these are all below it.

    Parameters
    ----------
    body : statements of a cell
    line : of the failure, or None
    kind : class of the exception
    failures : how many there were so far

    Where the fault is this room's, the cell went on at home, and so it does here. Where it stopped at home too, what
    was defined above stays: what stands below is often an older version of it.
    """
    if line is None:
        return [], True
    place = max((k for k, one in enumerate(body) if _first_line(one) <= line), default=0)
    rest, failed = body[place + 1 :], body[place]
    if not issubclass(kind, OF_THE_ROOM):
        above = {name for one in body[:place] for name in names_bound(one)}
        rest = [one for one in rest if not names_bound(one) or names_bound(one) - above]
    stops = isinstance(failed, (ast.Raise, ast.Assert, ast.While)) or not issubclass(kind, Exception)
    if stops or issubclass(kind, NotImplementedError) or failures >= MOST_FAILURES:
        some = definitions_of(ast.Module(rest, [])).body
        return some, len(some) == len(rest)
    return rest, True


def _first_line(statement):
    return min([statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", ()))])


def readable(text):
    """The statements of a cell that is no Python as a whole, each from lines that are Python by themselves."""
    lines = text.split("\n")
    starts = [k for k, line in enumerate(lines) if _begins(line)][:MOST_BLOCKS]
    edges, body, k = [*starts, len(lines)], [], 0
    while k < len(starts):
        for end in range(k + 1, min(k + LONGEST_TEXT, len(starts)) + 1):
            try:
                tree = ast.parse("\n".join(lines[edges[k] : edges[end]]), "cell")
            except SyntaxError:
                continue
            body += ast.increment_lineno(tree, edges[k]).body
            break
        else:
            end = k + 1
        k = end
    return body


def _begins(line):
    """Whether a statement may begin with this line: not indented, and nothing that ends or goes on with one."""
    return bool(line.strip()) and not line[0].isspace() and not line.startswith(GOES_ON)
