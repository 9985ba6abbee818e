"""The instructor's guide cannot rot: each command in it is parsed by the program that it calls."""

import re
import shlex
from pathlib import Path

import dlgrader
import pytest
import typer
from dlgrader.cli.app import app
from nbgrader.apps import NbGraderApp

import dlcourse

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDES = [
    "docs/instructor-guide.md", "docs/author-guide.md", "docs/grading.md", "docs/report-json.md",
    "docs/plain-assignments.md", "README.md",
]  # fmt: skip
GROUP = typer.main.get_command(app)


def commands():
    """(guide, command) of every line in a code block that calls a program of ours or of nbgrader's."""
    found = []
    for guide in GUIDES:
        for block in re.findall(r"^ *```\n(.*?)^ *```", (REPOSITORY / guide).read_text(), re.DOTALL | re.MULTILINE):
            for line in block.replace("\\\n", " ").splitlines():
                line = line.strip()
                if re.match(r"(\.venv/bin/)?(python -m )?(dlgrader|nbgrader) ", line) or line.startswith("make "):
                    found.append((guide, line))
                elif match := re.search(r" dlcourse (dlgrader .*)", line):  # within a container
                    found.append((guide, match[1]))
    return found


COMMANDS = commands()


def words_of(line):
    words = shlex.split(line, comments=True)
    return words[2:] if words[1] == "-m" else words


def parse(arguments):
    """As the command line does, without running anything."""
    command = GROUP.commands[arguments[0]]
    with command.make_context(arguments[0], list(arguments[1:])) as context:
        return context.params


@pytest.mark.parametrize(("guide", "line"), COMMANDS, ids=[line for _, line in COMMANDS])
def test_a_command_of_the_guides_is_understood(guide, line):
    program, *arguments = words_of(line)
    if program == "make":
        targets = re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)
        assert arguments[0] in targets
    elif program == "dlgrader":
        assert parse(arguments)
    else:
        names = {name.replace("-", "_") for name in NbGraderApp.subcommands}
        assert arguments[0].replace("-", "_") in names


def test_the_guide_names_every_command():
    guide = (REPOSITORY / "docs/instructor-guide.md").read_text()
    missing = [name for name in GROUP.commands if name != "demo" and f"dlgrader {name}" not in guide]
    assert missing == []


def test_a_wrong_command_would_be_seen():
    with pytest.raises(Exception, match="No such option"):
        parse(["autograde", "x", "--no-such-option"])
    with pytest.raises(KeyError):
        parse(["no-such-command"])
    assert len(COMMANDS) > 25


def test_the_messages_of_the_table_are_ours():
    """Each fragment of a message stands in our sources, where strings that go over several lines are joined."""
    packages = (Path(dlgrader.__file__).parent, Path(dlcourse.__file__).parent)  # a notebook's reading is in the second
    sources = "".join(path.read_text() for package in packages for path in package.rglob("*.py"))
    joined = re.sub(r'"\s*\n\s*f?"', "", sources)
    joined = re.sub(r"\{[^{}]*\}", "...", joined)
    guide = (REPOSITORY / "docs/instructor-guide.md").read_text()
    table = guide.partition("What a message means")[2].partition("\n## ")[0]
    messages = re.findall(r"^\| `([^`]*)` (.*?)\|", table, re.MULTILINE)
    assert len(messages) > 12
    for message, more in messages:
        if "(nbgrader)" in more:
            continue
        for part in re.split(r"\.\.\.|768|\(|\)", message):
            assert part.strip(" :,") in joined, (message, part)


def test_the_guide_exports_by_name_before_it_shows_the_first_lines():
    """Without a name the first lines are another assignment's."""
    guide = (REPOSITORY / "docs/instructor-guide.md").read_text()
    before, shown = guide.split("head -4 grades.csv\n```\n", 1)
    assert before.rstrip().splitlines()[-1] == "dlgrader export implementing-backpropagation"
    lines = shown.split("```\n")[1].splitlines()
    assert len(lines) == 4
    assert all(line.startswith("implementing-backpropagation,") for line in lines[1:])
    assert "`--all` writes these too" in guide
