"""A notebook with tests of the usual kind: its cells run from top to bottom, and each test in a fork kept at its place.

The tests' texts are not here while the cells run. One comes when the fork that waits for it is told to go on.
"""

import ast
import decimal
import fractions
import gc
import os
import random
import sys
import types
from functools import partial
from pathlib import Path


def work(channel, hello, sandboxed):
    """Run the cells, keep a fork at each test's place, then let those work that the judge names, until told to end."""
    import numpy as np
    from inside import guard, whole
    from inside.cells import Notebook
    from inside.folder import Folder
    from inside.places import Places, end_others

    folder = Folder(hello["folder"], Path(hello["folder"]).parent if sandboxed else None)
    for _ in range(hello["files"]):
        message = channel.receive()
        data = channel.reader.value(message["data"])
        folder.write(message["name"], b"" if data is None else data.tobytes(), more=True)
    folder.enter()
    notebook = Notebook(hello["output_bytes"], plain=True)
    put_back, places = whole.keeper(whole.places_of(hello["watched"])), Places(folder)
    known = frozenset(guard.classes())
    random.seed(hello["seed"])
    np.random.seed(hello["seed"])  # noqa: NPY002 - the same submission gives the same verdict
    gc.collect()
    gc.freeze()  # a fork need not copy what it only looks at
    given = {}
    for position, kind, source, seconds, defining in hello["cells"]:
        if kind == "test":
            places.keep(position, partial(answer, channel, notebook, put_back, known, given))
        before = dict(notebook.names) if kind != "own" else {}
        channel.send({"op": "cell", "position": position})
        outputs, error, taken, went_on = notebook.run(source, seconds, defining)
        again = put_back()
        notebook.tidy()
        if kind != "own":  # the assignment's own functions, classes and modules, which tests rely on
            new = {name: value for name, value in notebook.names.items() if before.get(name) is not value}
            given |= {name: value for name, value in new.items() if relied_on(value)}
        if sandboxed:
            end_others(places.pids())
        ran = {"op": "ran", "position": position, "outputs": outputs, "error": error}
        ran["taken"] = taken and kind == "own"  # what the assignment's own cells say is no remark on a student
        channel.send(ran | {"missing": notebook.missing, "went_on": went_on, "put_back": again[:50]})
    channel.send({"op": "ready"})
    while True:
        request = channel.receive()
        code = places.go(request["position"])
        if sandboxed:
            end_others(places.pids())
        channel.send({"op": "ended", "code": code})


def relied_on(value):
    """Whether a value does something, instead of being something that cells may well change."""
    return callable(value) or type(value) is types.ModuleType


def answer(channel, notebook, put_back, known, given):
    """In the fork: take the test, run it, and say what came of it. Whatever it prints stays here."""
    from inside.guard import CHANGED, Guard

    channel.owner = os.getpid()
    channel.send({"op": "here"})
    request = channel.receive()
    restored = put_back(True)
    names = notebook.names
    names["__builtins__"] = sys.modules["builtins"]
    text, _ = notebook.plain.python_of(request["source"])
    try:
        guard = Guard(names, text, request["asked"], given, known)
    except SyntaxError as error:
        channel.send({"op": "tested", "token": request["token"], "error": ["SyntaxError", str(error)[:300]]})
        return
    value, error, warned = notebook.test(text, request["seconds"])
    found = guard.end()
    found += [CHANGED] if put_back(True) else []
    reply = {"op": "tested", "token": request["token"], "error": error, "found": found, "warned": warned}
    reply["restored"] = bool(restored)
    channel.send(reply | (result(value) if error is None else {}))


def result(value):
    """What a test's last expression gave: ``{"kind": "nothing", "number" or "other", ...}``, never its text.

    A number is one of Python's or NumPy's own, and nothing that only behaves like one.
    """
    import numpy as np

    kind = type(value)
    if value is None:
        return {"kind": "nothing"}
    exact = kind in (int, float, decimal.Decimal, fractions.Fraction)
    if exact or (kind.__module__ == "numpy" and isinstance(value, (np.integer, np.floating))):
        try:
            return {"kind": "number", "number": repr(float(value))}
        except OverflowError:
            return {"kind": "number", "number": "inf"}
    return {"kind": "other", "own": kind.__module__ == "__main__"}


def silent(source):
    """Whether a cell's last expression is not shown, because it ends in a semicolon, as a notebook sees it."""
    import io
    import tokenize

    last = ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in (tokenize.COMMENT, tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER):
                last = token.string
    except (tokenize.TokenError, SyntaxError):
        return False
    return last == ";"


def compiled(source):
    """The code of a test, and of its last expression or None. Raises SyntaxError."""
    tree = ast.parse(source, "test")
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not silent(source):
        last = compile(ast.Expression(tree.body.pop().value), "test", "eval")
    return compile(tree, "test", "exec"), last
