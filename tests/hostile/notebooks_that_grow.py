"""Files of about so many letters, each with much of one thing: cells, outputs, copies, depth, attachments."""

from __future__ import annotations

import json
from collections.abc import Callable

import nbformat


def notebook(*cells: dict, **more: object) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)} | more).encode()


def code(source: object = "x = 1", name: str | None = None, **more: object) -> dict:
    metadata = {"nbgrader": {"grade_id": name, "solution": True}} if name else {}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None} | more


def text(source: object = "x", **more: object) -> dict:
    return {"cell_type": "markdown", "source": source, "metadata": {}} | more


def kinds(release: nbformat.NotebookNode) -> dict[str, Callable[[int], bytes]]:
    """Each gives the bytes of a file from about how many letters it is to have."""
    named = [cell for cell in release.cells if cell.metadata.get("nbgrader", {}).get("grade_id")]
    answer = next(cell for cell in named if cell.cell_type == "code" and cell.metadata.nbgrader.solution)
    test = next(cell for cell in named if cell.metadata.nbgrader.get("grade") and not cell.metadata.nbgrader.solution)
    name, stub = answer.metadata.nbgrader.grade_id, answer.source
    stream = {"output_type": "stream", "name": "stdout", "text": "x\n"}
    whole = json.loads(nbformat.writes(release))["cells"]

    def conflict(n: int) -> bytes:
        ours, theirs = (",\n".join(json.dumps(code(f"{side} = {k}")) for k in range(n // 200)) for side in "ab")
        start = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [\n'
        return f"{start}<<<<<<< a\n{ours}\n=======\n{theirs}\n>>>>>>> b\n]}}".encode()

    return {
        "cells of code": lambda n: notebook(*[code(f"x{k} = {k}") for k in range(n // 100)]),
        "cells of text": lambda n: notebook(*[text(f"text {k}") for k in range(n // 60)]),
        "empty cells": lambda n: notebook(*[code("")] * (n // 90)),
        "cells of nothing": lambda n: notebook(*[{}] * (n // 4)),
        "no cells": lambda n: notebook(*[0] * (n // 3)),
        "cells beside a whole notebook": lambda n: notebook(*whole, *[code(f"x{k} = {k}") for k in range(n // 100)]),
        "halves of one answer": lambda n: notebook(*[code(f"x{k} = {k}\n" * 5, name) for k in range(n // 200)]),
        "halves that define nothing": lambda n: notebook(*[code(f"print({k})\n", name) for k in range(n // 140)]),
        "copies of one answer": lambda n: notebook(*[code(stub + "\n    return 1", name)] * (n // (len(stub) + 150))),
        "copies of one stub": lambda n: notebook(*[code(stub, name)] * (n // (len(stub) + 150))),
        "copies of one stub without its id": lambda n: notebook(*[code(stub)] * (n // (len(stub) + 100))),
        "copies of one test": lambda n: notebook(*[code(test.source)] * (n // (len(test.source) + 100))),
        "outputs of one cell": lambda n: notebook(code(outputs=[stream] * (n // 55))),
        "lists in lists": lambda n: b'{"cells": ' + b"[" * (n // 2) + b"]" * (n // 2) + b"}",
        "objects in objects": lambda n: b'{"cells": [' + b'{"a": ' * (n // 8) + b"1" + b"}" * (n // 8) + b"]}",
        "outputs in outputs": lambda n: b'{"cells": [' + b'{"outputs": [' * (n // 15) + b"]}" * (n // 15) + b"]}",
        "lines of one cell": lambda n: notebook(code(["x = 1\n"] * (n // 11))),
        "attachments": lambda n: notebook(
            text(attachments={f"{k}.png": {"image/png": "iVBORw0K"} for k in range(n // 40)})
        ),
        "a long attachment": lambda n: notebook(text(attachments={"a.png": {"image/png": "A" * (n // 4 * 4)}})),
        "tags": lambda n: notebook(code(metadata={"tags": [f"t{k}" for k in range(n // 8)]})),
        "a long id": lambda n: notebook(code("x = 1", "a" * n)),
        "a long kernel": lambda n: notebook(code(), metadata={"kernelspec": {"name": "a" * n}}),
        "sheets": lambda n: notebook(worksheets=[{"cells": [code()]}] * (n // 100), cells=None),
        "commas too many": lambda n: b'{"nbformat": 4, "cells": [' + b"1, " * (n // 3) + b"]}",
        "commas and blanks": lambda n: b'{"nbformat": 4, "cells": [' + b",   " * (n // 4) + b"]}",
        "beginnings of cells": lambda n: b'{"cells": [' + b'{"id": [' * (n // 8),
        "beginnings of strings": lambda n: b'{"cells": [' + b'{"id": "' * (n // 8),
        "beginnings and blanks": lambda n: b'{"cells": [' + b"{    " * (n // 5),
        "a file that breaks off": lambda n: notebook(*[code(f"x{k} = {k}") for k in range(n // 100)])[:-9],
        "two sides of a conflict": conflict,
        "bytes that are no UTF-8": lambda n: b'{"cells": ["' + b"\xff" * n + b'"]}',
        "bytes of UTF-16": lambda n: ('{"cells": ["' + "\ud800" * n + '"]}').encode("utf-16", "surrogatepass"),
        "blank lines of a program": lambda n: b"import a\n" + b"\n" * n + b"x",
        "marks of a program": lambda n: b"# %%\n" * (n // 5) + b"def f(): pass\n",
        "cells of marimo": lambda n: b"import marimo\n" + b"@app.cell\ndef _():\n    return\n\n" * (n // 31),
    }
