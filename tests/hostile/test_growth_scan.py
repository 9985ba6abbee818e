"""Every module that looks for patterns, or parses, is known: its functions are grown, or it is said why not.

A new module that uses ``re`` or a parser is named by this test, before a student's text meets it.
"""

import ast
from pathlib import Path

import test_growth

ROOT = Path(__file__).resolve().parents[2]
# Beside what a student cannot reach: the bank, the made-up class, and what runs behind the wall, which has deadlines.
NOT_OURS = ("dlgrader/sandbox/inside/", "dlcourse/notebooks/running/", "dlgrader/mistakes/", "dlgrader/demo/")
PARSERS = {
    "re": {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"},
    "html": {"unescape"},
    "difflib": {"SequenceMatcher", "Differ", "HtmlDiff", "ndiff", "unified_diff", "context_diff", "get_close_matches"},
    "ast": {"parse", "literal_eval"},
    "tokenize": {"tokenize", "generate_tokens"},
    "json": {"load", "loads", "JSONDecoder"},
    "html.parser": {"HTMLParser"},
    "pygments": {"highlight", "lex"},
    "nh3": {"clean", "Cleaner", "clean_text"},
}

# The module, and which of test_growth's works grow every text through its patterns.
COVERED = {
    "dlgrader/clean/addresses.py": ["a Markdown cell", "an address"],
    "dlgrader/clean/html.py": ["Markdown as a page shows it", "HTML of an output"],
    "dlgrader/clean/notebook.py": ["a Markdown cell", "a raw cell", "an output that is cut", "outputs of one cell"],
    "dlgrader/feedback/cells.py": ["a cell as a page shows it"],
    "dlgrader/judging/libraries.py": ["imports of a cell", "names that a cell uses"],
    "dlgrader/judging/remote.py": ["an exception's words without numbers"],
    "dlgrader/reading/repair.py": ["a notebook of one text"],
    "dlgrader/reports/syntax.py": ["code compared with others'", "words compared with others'", "lines side by side"],
    "dlgrader/collecting/names.py": ["whose a file may be", "a file's name without its ending", "an id from a name"],
    "dlgrader/collecting/times.py": ["a time in a table"],
    "dlcourse/notebooks/cells.py": ["names that a cell defines", "a source as it is stored"],
    "dlcourse/notebooks/conflict.py": ["conflict marks"],
    "dlcourse/notebooks/decode.py": ["bytes of a file", "a notebook that breaks off"],
    "dlcourse/notebooks/script.py": ["a program in place of a notebook"],
}
# The module, and why no text of a student's makes it slow.
EXEMPT = {
    "dlgrader/assignments/description.py": "names that the assignment's author gave",
    "dlgrader/assignments/own.py": "the instructor's own description",
    "dlgrader/authoring/leaks.py": "the author's own notebook",
    "dlgrader/authoring/mutants.py": "the author's own answers",
    "dlgrader/authoring/new.py": "a name that the instructor typed",
    "dlgrader/authoring/subject.py": "the author's own solutions",
    "dlgrader/cli/collect.py": "the instructor's own notebooks",
    "dlgrader/collecting/class_lists.py": "the instructor's own class list",
    "dlgrader/collecting/kinds.py": "JSON is read once from left to right; a nesting too deep is refused by the parser",
    "dlgrader/collecting/places.py": "the program's own notes",
    "dlgrader/collecting/platforms/blackboard.py": "names of files, at most 255 letters",
    "dlgrader/collecting/platforms/brightspace.py": "names of files, at most 255 letters, and the platform's own times",
    "dlgrader/collecting/platforms/canvas.py": "names of files, at most 255 letters",
    "dlgrader/collecting/platforms/exchange.py": "names of files, at most 255 letters",
    "dlgrader/collecting/platforms/ilias.py": "names of files, at most 255 letters",
    "dlgrader/collecting/platforms/moodle.py": "names of files, cut at 300 letters",
    "dlgrader/feedback/exporter.py": "the style sheet of Pygments",
    "dlgrader/plain/assignment.py": "the instructor's own notebook",
    "dlgrader/reports/gather.py": "JSON that the grader wrote, read once from left to right",
    "dlgrader/reports/page.py": "at most so many lines of two answers as are shown",
    "dlgrader/sandbox/warm.py": "the program's own messages",
    "dlgrader/verdicts/store.py": "verdicts that the grader wrote",
    "dlcourse/check/harness/calling.py": "the first 1,000 letters of an error's text",
    "dlcourse/check/harness/errors.py": "an error's text, cut at 160 letters",
    "dlcourse/check/harness/errors_calls.py": "an error's text, cut at 160 letters",
    "dlcourse/check/harness/errors_names.py": "an error's text, cut at 160 letters; code is looked at where it runs",
    "dlcourse/check/harness/places.py": "code of the reader's own kernel; nothing of it is looked at in the grader",
    "dlcourse/check/harness/newest.py": "inputs of the reader's own kernel; nothing of it runs in the grader",
    "dlcourse/notebooks/arrange.py": "lines of the release",
    "dlcourse/notebooks/beside.py": "at most 200 letters after each word `import`",
    "dlcourse/notebooks/kinds.py": "names in an archive",
    "dlcourse/notebooks/released.py": "JSON is read once from left to right; too deep a nesting is refused",
    "dlcourse/notebooks/so_far.py": "the reader's own notebook, in the reader's own kernel",
}


def uses(code: str) -> set[str]:
    """What of ``PARSERS`` a module's code uses, as ``module.function``; the modules' other names count too."""
    tree = ast.parse(code)
    found, names = set(), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in PARSERS:
                    names[alias.asname or alias.name] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.module in PARSERS:
            found |= {f"{node.module}.{each.name}" for each in node.names if each.name in PARSERS[node.module]}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            module = names.get(ast.unparse(node.value))
            if module and node.attr in PARSERS[module]:
                found.add(f"{module}.{node.attr}")
    return found


def parsing(root: Path) -> set[str]:
    """The modules of the trusted side that parse, of a copy of the house."""
    folders = [root / "grader/src/dlgrader", root / "src/dlcourse/notebooks", root / "src/dlcourse/check/harness"]
    found = set()
    for folder in folders:
        for path in folder.rglob("*.py"):
            source = root / ("grader/src" if path.is_relative_to(root / "grader") else "src")
            name = path.relative_to(source)
            if not name.as_posix().startswith(NOT_OURS) and uses(path.read_text("utf-8")):
                found.add(name.as_posix())
    return found


def test_each_module_that_parses_is_grown_or_said_why_not():
    assert parsing(ROOT) == COVERED.keys() | EXEMPT.keys()
    assert not COVERED.keys() & EXEMPT.keys()


def test_what_covers_a_module_is_grown():
    grown = test_growth.WORK.keys() | test_growth.CUT.keys() | {"a cell as a page shows it"}
    assert {work for works in COVERED.values() for work in works} <= grown
    assert all(COVERED.values()) and all(EXEMPT.values())


def test_a_module_that_nobody_named_is_found(tmp_path):
    made_up = tmp_path / "grader/src/dlgrader/clean/made_up.py"
    made_up.parent.mkdir(parents=True)
    for code in (
        "import re\nre.sub('a', 'b', x)",
        "import re as patterns\nfind = patterns.compile('a')",
        "from re import findall",
        "def f(x):\n    from html import unescape\n    return unescape(x)",
        "import difflib\ndifflib.SequenceMatcher(None, a, b)",
        "import ast\nast.parse(x)",
        "import json\njson.loads(x)",
        "import tokenize\ntokenize.generate_tokens(x)",
    ):
        made_up.write_text(code)
        assert parsing(tmp_path) == {"dlgrader/clean/made_up.py"}, code
    made_up.write_text("import json\nfrom html import escape\nprint(json.dumps(escape('re.compile')))")
    assert parsing(tmp_path) == set()
    inside = tmp_path / "grader/src/dlgrader/sandbox/inside/made_up.py"
    inside.parent.mkdir(parents=True)
    inside.write_text("import re\nre.sub('a', 'b', x)")
    assert parsing(tmp_path) == set()
