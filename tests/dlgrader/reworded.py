"""Grade a few submissions and print what a machine reads of them; with ``--reworded`` every sentence is another.

A program of its own, because rewording happens while the packages are imported: each text of them that is a sentence
comes in capitals. Who looks into a sentence to decide something then decides otherwise.
"""

import ast
import importlib.abc
import importlib.machinery
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import mistakes

OURS = ("dlcourse", "dlgrader")
OTHERS = ("dlgrader.mistakes", "dlcourse.bug_hunt")  # programs of students, which are read as code
# A text of at least three words, one of which only English has. Not: code, patterns, lists of names.
ENGLISH = re.compile(
    r"\b([Tt]he|[Ii]s|are|was|were|not|no|of|to|and|[Ii]t|that|for|with|has|have|must|does|do|by|from|as|at)\b"
)
CODE = re.compile(r"[\\<>{}|$^#]|\bimport\b|\bdef \w|==|\n|^\s*$")
NAMES = {
    *mistakes.mistake_ids(),
    *json.loads(sys.argv[sys.argv.index("--names") + 1] if "--names" in sys.argv else "[]"),
}
NOT_SAID = {"_words", "compile", "split", "fromisoformat", "strptime", "add_typename", "namedtuple"}


def is_sentence(text: str) -> bool:
    """Whether a text is read by people alone: no name of a check, no id."""
    if text in NAMES or mistakes.COMPOSED.fullmatch(text):
        return False
    return len(text.split()) >= 3 and bool(ENGLISH.search(text)) and not CODE.search(re.sub(r"\{\w*\}", "", text))


def in_capitals(text: str) -> str:
    """The text in capitals, but for what ``str.format`` fills in."""
    return "".join(part if part.startswith("{") else part.upper() for part in re.split(r"(\{\w*\})", text))


class Reword(ast.NodeTransformer):
    """Puts each sentence of a module into capitals. Docstrings stay, and what is given to a parser of words."""

    changed = 0

    def _body(self, node):
        first = node.body[0] if node.body else None
        stays = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        node.body[stays:] = [self.visit(one) for one in node.body[stays:]]
        if hasattr(node, "args") and isinstance(node.args, ast.arguments):
            node.args = self.visit(node.args)
        return node

    visit_Module = visit_FunctionDef = visit_ClassDef = visit_AsyncFunctionDef = _body

    def visit_Call(self, node):
        """Leave out the arguments of functions that read words."""
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in NOT_SAID:
            return node
        return self.generic_visit(node)

    def visit_JoinedStr(self, node):
        """An f-string is one sentence."""
        whole = "".join(part.value if isinstance(part, ast.Constant) else "AND" for part in node.values)
        if is_sentence(whole):
            for part in node.values:
                if isinstance(part, ast.Constant):
                    part.value, Reword.changed = part.value.upper(), Reword.changed + 1
        return node

    def visit_Constant(self, node):
        """Any other text."""
        if isinstance(node.value, str) and is_sentence(node.value):
            Reword.changed += 1
            return ast.copy_location(ast.Constant(in_capitals(node.value)), node)
        return node


class Loader(importlib.machinery.SourceFileLoader):
    """Compiles a module of ours after its sentences were changed; nothing is kept on disk."""

    def source_to_code(self, data, path, *, _optimize=-1):
        """The code of the changed module."""
        return compile(ast.fix_missing_locations(Reword().visit(ast.parse(data))), path, "exec", dont_inherit=True)

    def get_code(self, fullname):
        """Never from a cache."""
        return self.source_to_code(self.get_data(self.path), self.path)


class Finder(importlib.abc.MetaPathFinder):
    """Finds our own packages."""

    def find_spec(self, name, path=None, target=None):
        """The module's usual spec with our loader."""
        if name.partition(".")[0] not in OURS or name.startswith(OTHERS):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = Loader(spec.loader.name, spec.loader.path)
        return spec


def read(verdict) -> dict:
    """What a machine reads of a verdict."""
    return {
        "state": verdict.state,
        "flags": sorted([flag.kind, flag.question, flag.decisive] for flag in verdict.flags),
        "questions": {
            name: [found.state, found.points, [[c.name, c.passed, c.points, c.mistake] for c in found.checks]]
            for name, found in verdict.questions.items()
        },
    }


DAMAGE = {
    "a syntax error": "def broken(:\n    0,5",
    "a loop without end": "while True:\n    pass",
    "an import": "import torch",
    "a name that is not there": "result = not_there + 1",
    "nothing new": "raise NotImplementedError",
    "a file": "open('/etc/shadow').read()",
}


def submissions(name, bank, release):
    """(what it is, bytes) of a few submissions: wrong answers of many kinds, damage of the notebook."""
    import nbformat
    from dlgrader.mistakes.notebooks import build

    def wrong(start):
        chosen, taken = {}, set()
        for mutant in bank.mutants[start::7]:
            if mutant.question not in taken:
                taken.add(mutant.question)
                chosen |= mutant.functions
        return build(release, overrides=chosen)

    whole_course = name == "implementing-backpropagation"
    for start in range(3 if whole_course else 1):
        yield f"wrong {start}", nbformat.writes(wrong(start)).encode()
    if not whole_course:
        return
    answers = [
        k
        for k, cell in enumerate(wrong(0).cells)
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code"
    ]
    for number, (said, line) in enumerate(DAMAGE.items()):
        notebook = build(release)
        cell = notebook.cells[answers[number % len(answers)]]
        cell.source = f"{line}\n{cell.source}"
        yield said, nbformat.writes(notebook).encode()
    lost = build(release)
    del lost.cells[answers[0]]
    twice = build(release)
    twice.cells.append(twice.cells[answers[-1]].copy())
    plain = build(release)
    for cell in plain.cells:
        cell.metadata.pop("nbgrader", None)
    for said, notebook in (("a cell lost", lost), ("a cell twice", twice), ("no metadata", plain)):
        yield said, nbformat.writes(notebook).encode()
    whole = nbformat.writes(build(release)).encode()
    yield "broken off", whole[: len(whole) * 2 // 3]
    yield "no notebook", b"<html>Log in</html>"
    yield "untouched", release.read_bytes()


def main():
    """Print one line of JSON."""
    if "--reworded" in sys.argv:
        sys.meta_path.insert(0, Finder())
    import nbformat
    from dlgrader.judging.judge import judge
    from dlgrader.mistakes import BANKS
    from dlgrader.reading import read_submission
    from dlgrader.sandbox import Limits

    found = {}
    root = Path(__file__).resolve().parents[2]
    limits = Limits(cell_seconds=3, call_seconds=2, total_seconds=60)
    for name, bank in BANKS.items():
        released = root / "release" / name / f"{name}.ipynb"
        release = nbformat.read(released, as_version=4)
        source = nbformat.read(root / "source" / name / f"{name}.ipynb", as_version=4)
        for said, data in submissions(name, bank, released):
            submission = read_submission(data, release, source)
            seen = [submission.problem is not None, submission.salvageable, submission.started, submission.lost]
            if submission.problem is None:
                seen.append(read(judge(submission.cells, name, 4711, limits=limits, given=submission.given)))
            found[f"{name}: {said}"] = seen
    print(json.dumps({"found": found, "changed": Reword.changed}))


if __name__ == "__main__":
    main()
