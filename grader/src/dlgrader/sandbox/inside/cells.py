"""A submission's cells, run one after the other as a notebook would: what they print, draw and end with is kept."""

import ast
import base64
import contextlib
import io
import os
import resource
import signal
import sys

PATIENCE = 4  # seconds on the clock for each second of work
FOR_THE_REST = 0.5  # seconds of work for what a cell defines below a loop without end
SAID = {
    "all": "The lines below it were run all the same",
    "definitions": "What the lines below it define was used all the same",
    "readable": "What the other lines of this cell define was used all the same",
}


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


class Notebook:
    """The namespace of a submission, and what its cells gave."""

    def __init__(self, output_limit, data=None, modules=None, plain=False):
        # Here, because the judge reads this file too.
        from inside import course, shell
        from running import imports, parts
        from running import plain as text

        # As in a plain notebook, a cell ends where it fails, unless the fault is this room's.
        self.ends = (lambda kind: not issubclass(kind, parts.OF_THE_ROOM)) if plain else None

        self.attempting, self.lost = imports.with_imports_that_may_fail, imports.NotThere
        self.parts, self.plain, self.given = parts, text, {}
        self.names = {"__name__": "__main__", "__builtins__": __builtins__, "display": self.display,
                      "In": [""], "Out": {}, imports.STANDS: imports.not_there}  # fmt: skip
        ours = shell.ZMQInteractiveShell(self.names, course.Silent())
        self.names["get_ipython"] = self.get_ipython = lambda: ours
        self.out, self.err = Capped(output_limit), Capped(output_limit)
        self.left = output_limit
        self.shown = []
        course.provide_course(data or {}, modules or {}, self.display, self.get_ipython)

    def provide(self, sources):
        """Give the names that the assignment's own cells import and define; each source is one such cell."""
        before = dict(self.names)
        for statement in (one for text in sources for one in self.parts.definitions_of(ast.parse(text)).body):
            with contextlib.suppress(Exception):  # what it needs may be a student's
                exec(compile(self.attempting(ast.Module([statement], [])), "given", "exec"), self.names)
        self.given = {name: value for name, value in self.names.items() if before.get(name) is not value}

    def tidy(self):
        """Leave only names that are plain text: looking for any other name would run a line of the submission's.

        What the assignment's own cells gave is put back where nothing stands in its place, or a failed import.
        """
        if any(type(name) is not str for name in self.names):
            plain = {name: value for name, value in self.names.items() if type(name) is str}
            self.names.clear()
            self.names.update(plain)
        for name, value in self.given.items():
            if name not in self.names or type(self.names[name]) is self.lost:
                self.names[name] = value

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

    def run(self, source, seconds, defining=False, file="cell"):
        """Run one cell. Returns (outputs, error or None, whether magics were taken out, how it went on or None).

        Its code is called ``file``. How it went on:
        ``[line that failed, "all" or "definitions" of what stands below it]``.
        """
        self.shown, self.went_on, self.missing, error, taken = [], None, None, None, False
        before = sys.stdout, sys.stderr, sys.stdin
        sys.stdout, sys.stderr, sys.stdin = self.out, self.err, NoInput()
        try:
            hear_alarms()
            alarm(seconds)
            text, taken = self.plain.python_of(source)
            raised = self._execute(text, defining, file)
            if type(raised) is TimeIsUp:
                error = ("TimeIsUp", f"stopped after {seconds:g} s")
            elif raised is not None:
                error, self.missing = (type(raised).__name__, _message(raised)), missing_module(raised)
        except TimeIsUp:
            error = ("TimeIsUp", f"stopped after {seconds:g} s")
        except BaseException as raised:
            error, self.missing = (type(raised).__name__, _message(raised)), missing_module(raised)
        finally:
            alarm(0)
            sys.stdout, sys.stderr, sys.stdin = before
        self.flush()
        self.pictures()
        if error:
            self.shown.append({"output_type": "error", "ename": error[0], "evalue": error[1],
                               "traceback": [f"{error[0]}: {error[1]}"]})  # fmt: skip
        if self.went_on:
            line, what = self.went_on
            said = f"Line {line} stopped. {SAID[what]} while your work was graded.\n"
            self.shown.append({"output_type": "stream", "name": "stderr", "text": said})
        return self.shown, error, taken, self.went_on

    def _execute(self, text, defining, file):
        """Run the statements of a cell, and after one that fails what can stand without it. The first exception."""

        def statements(body, silent):
            self._statements(body, silent, file)

        first, self.went_on = self.parts.execute(
            text, statements, TimeIsUp, lambda: alarm(FOR_THE_REST), defining, file, self.ends
        )
        return first

    def _statements(self, body, silent, file):
        tree = self.attempting(ast.Module(list(body), []))
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, file, "exec"), self.names)
        if last is None:
            return
        value = eval(compile(ast.Expression(last.value), file, "eval"), self.names)
        if value is not None and not silent:
            self.flush()
            self.shown.append({"output_type": "execute_result", "execution_count": None, "metadata": {},
                               "data": self.bundle(value)})  # fmt: skip

    def test(self, source, seconds):
        """Run a test. Returns (value of its last expression, error or None, whether it wrote to stderr).

        What it prints goes nowhere.
        """
        from inside.tested import compiled

        value, error = None, None
        before = sys.stdout, sys.stderr, sys.stdin
        sys.stdout, sys.stderr, sys.stdin = Capped(0), Capped(1), NoInput()
        warned = sys.stderr
        try:
            hear_alarms()
            alarm(seconds)
            code, last = compiled(source)
            exec(code, self.names)
            value = eval(last, self.names) if last is not None else None
        except TimeIsUp:
            error = ["TimeIsUp", f"stopped after {seconds:g} s"]
        except BaseException as raised:
            error = [type(raised).__name__[:80], _message(raised)]
        finally:
            alarm(0)
            sys.stdout, sys.stderr, sys.stdin = before
        return value, error, bool(warned.parts)

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


def missing_module(error):
    """The name of the module that an error says is not there, or None."""
    try:
        name = error.name if isinstance(error, ImportError) else None
        return str.__str__(name)[:80] if isinstance(name, str) else None
    except BaseException:
        return None


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
