"""Write the list of mistakes' ids into docs/report-json.md, read from the checks' source. With --check, change nothing.

An id stands where a check is made or a mistake is named: as ``Check``'s seventh argument, in ``mistake = ...``, and
before its words in a table of mistakes.
"""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "report-json.md"
FOLDERS = (ROOT / "src" / "dlcourse" / "check", ROOT / "grader" / "src" / "dlgrader" / "assignments")
ID = re.compile(r"[A-Za-z0-9 _'()=<>/,.+*-]{1,40}")
BEGIN, END = "<!-- mistakes: written by tools/mistakes.py -->", "<!-- end of mistakes -->"
CALLABLE = (ast.Lambda, ast.Name, ast.Call, ast.Attribute)
# Ids that hold a name of what was asked for, such as "dZ2: lacks factor 1 - a2"; the page says so in words.
COMPOSED = re.compile(
    r"another kind \([a-p]\)|(always 1|AND|OR|NAND|NOR) for (AND|OR|NAND|NOR)|not (AND|OR|NAND|NOR)"
    r"|always (the derivative of )?(sigmoid|tanh|relu)( \((hidden|output|everywhere)\))?"
    r"|output without (2|m|slope)(, (m|slope))*(, turned round)?"
    r"|(z|a|dA|dZ|dW|db|path_|cost)[\d_]*: (lacks [\w '()*-]{1,30}|wrong sign|[\w ]{1,20})"
)
FUNCTIONS = ("identity", "relu", "sigmoid", "tanh")


def _texts(node):
    """The texts that an expression may be: a text, one of two, and those of a text with an activation's name in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (text for part in (node.body, node.orelse) for text in _texts(part))
    elif isinstance(node, ast.BoolOp):
        yield from (text for part in node.values for text in _texts(part))
    elif isinstance(node, ast.JoinedStr):
        for name in FUNCTIONS:
            yield "".join(part.value if isinstance(part, ast.Constant) else name for part in node.values)


def _places(tree):
    """Expressions that may hold an id."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            yield from (word.value for word in node.keywords if word.arg == "mistake")
            if name == "Check" and len(node.args) > 6:
                yield node.args[6]
            if name in ("Hypothesis", "_h", "_hypothesis") and node.args:
                yield node.args[0]
        elif isinstance(node, ast.Assign):
            yield from _assigned(node)
        elif isinstance(node, (ast.List, ast.Tuple)):
            for one in node.elts:
                if isinstance(one, ast.Tuple) and len(one.elts) == 3 and isinstance(one.elts[2], CALLABLE):
                    yield from _before_words(one)
        for pair in (*node.keys, *node.values) if isinstance(node, ast.Dict) else ():
            yield from _before_words(pair)
        if isinstance(node, ast.Subscript):
            yield from _before_words(node.slice)
        if isinstance(node, ast.FunctionDef):
            yield from _returned(node)


def _returned(function):
    """What ``fault`` returns, and the id in what a function returns that finds a mistake or explains an error."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Return):
            continue
        parts = node.value.elts if isinstance(node.value, ast.Tuple) else []
        if function.name == "fault":
            yield node.value
        elif parts and "told" in [one.arg for one in function.args.args]:
            yield parts[0]
        elif any(map(_is_words, parts[:-1])) and not isinstance(parts[-1], ast.JoinedStr):
            yield parts[-1]


def _assigned(node):
    """The id of ``mistake = id``, of ``a.mistake, a.message = id, words`` and of ``NAME = (id, words)``."""
    for target in node.targets:
        if getattr(target, "attr", getattr(target, "id", "")) == "mistake":
            yield node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = zip(target.elts, node.value.elts, strict=False)
            yield from (value for one, value in pairs if getattr(one, "attr", getattr(one, "id", "")) == "mistake")
        elif getattr(target, "id", "").isupper() and len(getattr(node.value, "elts", ())) == 2:
            yield from _before_words(node.value)


def _before_words(node):
    """The first of a pair or triple whose second part is a sentence."""
    if isinstance(node, ast.Tuple) and len(node.elts) in (2, 3) and _is_words(node.elts[1]):
        yield node.elts[0]


def _is_words(node):
    """Whether an expression is a sentence, not an id."""
    if isinstance(node, (ast.BinOp, ast.JoinedStr)):
        return True
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def mistake_ids(folders=FOLDERS):
    """Every id that a check may give, sorted, but for those of ``COMPOSED``."""
    found = {
        text
        for path in (path for folder in folders for path in folder.rglob("*.py"))
        if "lectures" not in path.parts  # which are not graded
        for place in _places(ast.parse(path.read_text(encoding="utf-8")))
        for text in _texts(place)
    }
    return sorted((text for text in found if text and ID.fullmatch(text)), key=str.lower)


def page(text, ids):
    """The page with the list in its place."""
    before, _, rest = text.partition(BEGIN)
    listed = "\n".join(f"- `{one}`" for one in ids)
    return f"{before}{BEGIN}\n\n{listed}\n\n{END}{rest.partition(END)[2]}"


def main(arguments):
    """0, or with ``--check`` 1 where the page is not fresh."""
    text = PAGE.read_text(encoding="utf-8")
    new = page(text, mistake_ids())
    if new == text:
        return 0
    if "--check" in arguments:
        print("docs/report-json.md would change: run tools/mistakes.py", file=sys.stderr)
        return 1
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
