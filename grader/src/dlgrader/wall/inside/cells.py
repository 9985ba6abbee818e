"""A submission's cells, run one after the other as a notebook would: what they print, draw and end with is kept."""

import ast
import base64
import io
import os
import re
import resource
import signal
import sys

MAGIC = re.compile(r"^\s*(%|!)")
TIMED_CELL = re.compile(r"\s*%%(?:time|capture)\b[^\n]*")
TIMED_LINE = re.compile(r"^(\s*)%time\s+(?=\S)")
HELP = re.compile(r"^\s*[\w.]+\?{1,2}\s*$|^\s*\?{1,2}[\w.]+\s*$")


PATIENCE = 4  # seconds on the clock for each second of work


class TimeIsUp(BaseException):
    """Raised in a cell or a call that has used its seconds."""


def ring(number, frame):
    """What a signal of the timers calls."""
    raise TimeIsUp


def hear_alarms():
    """Let the alarm be heard from here on, whatever the code that ran before did to it."""
    signal.signal(signal.SIGALRM, ring)
    signal.signal(signal.SIGPROF, ring)
    # The default would spare the first process of a namespace.
    signal.signal(signal.SIGXCPU, lambda number, frame: os._exit(128 + number))


def alarm(seconds):
    """Raise TimeIsUp after that many seconds of work, or PATIENCE times as many on the clock; 0 calls it off.

    Work is what counts, so that a busy machine takes no points; who sleeps or waits is stopped by the clock. Who
    catches TimeIsUp and goes on working is ended by the kernel.
    """
    used, hard = resource.getrusage(resource.RUSAGE_SELF), resource.getrlimit(resource.RLIMIT_CPU)[1]
    end = int(used.ru_utime + used.ru_stime + seconds) + 2 if seconds else hard
    resource.setrlimit(resource.RLIMIT_CPU, (end if hard == resource.RLIM_INFINITY else min(end, hard), hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds)


class Capped(io.TextIOBase):
    """A stream that keeps its first ``limit`` characters and counts no more. Cells of a notebook share the limit."""

    def __init__(self, limit):
        self.parts, self.left, self.cut = [], limit, False

    def writable(self):
        return True

    def write(self, text):
        text = str(text)
        if len(text) > self.left:
            self.cut = True
        if self.left > 0:
            self.parts.append(text[: self.left])
            self.left -= len(self.parts[-1])
        return len(text)

    def taken(self):
        text = "".join(self.parts) + ("\n[cut here: too much output]" if self.cut else "")
        self.parts, self.cut = [], False
        return text


class NoInput:
    """What ``input()`` reads from: nothing, with a reason."""

    def readline(self, *_):
        raise EOFError("input() has nobody to ask while your work is graded")

    read = readline

    def fileno(self):
        raise OSError("no file")


def python_of(source):
    """The cell without what only IPython understands, and whether something was taken out."""
    source = TIMED_CELL.sub("", source, count=1) if TIMED_CELL.match(source) else source
    lines, taken = source.split("\n"), False
    if source.lstrip().startswith("%%"):
        return "", True
    for k, line in enumerate(lines):
        line = lines[k] = TIMED_LINE.sub(r"\1", line)
        if (MAGIC.match(line) and not _inside_text(lines[:k])) or HELP.match(line):
            indent = line[: len(line) - len(line.lstrip())]
            lines[k], taken = f"{indent}pass", True
    return "\n".join(lines), taken


def _inside_text(before):
    """Whether the lines so far leave a triple-quoted text or a bracket open, where a % is no magic."""
    try:
        ast.parse("\n".join(before) or "pass")
    except SyntaxError as error:
        return "never closed" in str(error) or "unterminated" in str(error) or "EOF" in str(error)
    return False


def definitions_of(tree):
    """The parts of a cell that only define: what is kept of a cell that did not come to an end."""
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    return ast.Module([n for n in tree.body if isinstance(n, kinds) or _is_constant(n)], [])


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


class Notebook:
    """The namespace of a submission, and what its cells gave."""

    def __init__(self, output_limit, data=None, modules=None):
        from inside import course  # here, because the judge reads this file too

        self.attempting = course.with_imports_that_may_fail
        self.names = {"__name__": "__main__", "__builtins__": __builtins__, "display": self.display,
                      "get_ipython": lambda: None, course.STANDS: course.not_there}  # fmt: skip
        self.out, self.err = Capped(output_limit), Capped(output_limit)
        self.left = output_limit
        self.shown = []
        course.provide_course(data or {}, modules or {}, self.display)

    def tidy(self):
        """Leave only names that are plain text: looking for any other name would run a line of the submission's."""
        if any(type(name) is not str for name in self.names):
            plain = {name: value for name, value in self.names.items() if type(name) is str}
            self.names.clear()
            self.names.update(plain)

    def display(self, *objects, **_):
        """What IPython's ``display`` would show, as nbformat outputs."""
        for thing in objects:
            if thing is None:  # what the silent half of IPython gives
                continue
            self.flush()
            self.shown.append({"output_type": "display_data", "data": self.bundle(thing), "metadata": {}})

    def bundle(self, thing):
        """{MIME type: text}, within what is left of the limit."""
        data = {"text/plain": _text(thing)}
        for kind, method in (
            ("text/html", "_repr_html_"),
            ("image/svg+xml", "_repr_svg_"),
            ("text/latex", "_repr_latex_"),
        ):
            try:
                found = getattr(type(thing), method, None)
                text = found(thing) if found else None
            except Exception:
                text = None
            if isinstance(text, str):
                data[kind] = text
        return {kind: text for kind, text in data.items() if self.fits(text)}

    def fits(self, text):
        self.left -= len(text)
        return self.left >= 0

    def flush(self):
        for name, stream in (("stdout", self.out), ("stderr", self.err)):
            text = stream.taken()
            if text:
                self.shown.append({"output_type": "stream", "name": name, "text": text})

    def run(self, source, seconds, defining=False):
        """Run one cell. Returns (outputs, error or None, whether magics were taken out)."""
        self.shown, error = [], None
        text, taken = python_of(source)
        before = sys.stdout, sys.stderr, sys.stdin
        sys.stdout, sys.stderr, sys.stdin = self.out, self.err, NoInput()
        try:
            hear_alarms()
            alarm(seconds)
            self._execute(text, defining)
        except TimeIsUp:
            error = ("TimeIsUp", f"stopped after {seconds:g} s")
        except BaseException as raised:
            error = (type(raised).__name__, _message(raised))
        finally:
            alarm(0)
            sys.stdout, sys.stderr, sys.stdin = before
        self.flush()
        self.pictures()
        if error:
            self.shown.append({"output_type": "error", "ename": error[0], "evalue": error[1],
                               "traceback": [f"{error[0]}: {error[1]}"]})  # fmt: skip
        return self.shown, error, taken

    def _execute(self, text, defining):
        tree = ast.parse(text, "cell")
        if defining:
            tree = definitions_of(tree)
        tree = self.attempting(tree)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), self.names)
        if last is None or text.rstrip().endswith(";"):
            if last is not None:
                eval(compile(ast.Expression(last.value), "cell", "eval"), self.names)
            return
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), self.names)
        if value is not None:
            self.flush()
            self.shown.append({"output_type": "execute_result", "execution_count": None, "metadata": {},
                               "data": self.bundle(value)})  # fmt: skip

    def pictures(self):
        """Figures that matplotlib holds open, as PNG; they are closed, as a notebook closes them."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        try:
            for number in pyplot.get_fignums()[:10]:
                picture = io.BytesIO()
                pyplot.figure(number).savefig(picture, format="png", dpi=72)
                data = base64.b64encode(picture.getvalue()).decode()
                if self.fits(data):
                    self.shown.append({"output_type": "display_data", "data": {"image/png": data}, "metadata": {}})
            pyplot.close("all")
        except Exception:
            return


def _text(thing):
    try:
        return str(repr(thing))[:20_000]
    except BaseException as error:
        return f"<{type(thing).__name__}: its repr raised {type(error).__name__}>"


def _message(error):
    try:
        return " ".join(str(error).split())[:300]
    except BaseException:
        return ""
