"""A cell as plain Python: what only a notebook understands is taken out or taken apart, line by line.

No line moves, so what is said about a line is about the student's.
"""

import ast
import re

MAGIC = re.compile(r"^\s*(%|!)")
TIMED_LINE = re.compile(r"^(\s*)%time\s+(?=\S)")
ASSIGNED = re.compile(r"^(\s*[A-Za-z_][\w\[\]'\".,\s]*=)\s*(!|%)(\w*)\s*(.*)$")
HELP = re.compile(r"^\s*%*[\w.*]+\?{1,2}\s*$|^\s*\?{1,2}%*[\w.*]+\s*$")
PROMPT = re.compile(r"^\s*(?:In \[\d*\]: ?|>>>(?: |$))")
NEXT_PROMPT = re.compile(r"^\s*(?:In \[\d*\]: ?|>>>(?: |$)|\.\.\.: ?|\.\.\.(?: |$))")
# Words that a notebook takes for a magic where the line is no Python.
AUTOMATIC = re.compile(
    r"^(?:pip3?|conda|mamba|uv|cd|ls|ll|cat|cp|mv|rm|mkdir|rmdir|man|less|more|run|load_ext|reload_ext|load|matplotlib|"
    r"time|timeit|prun|env|pylab|config|autoreload|alias|store|who|whos|reset|pinfo|python3?|git|wget|curl|unzip|sudo|"
    r"apt|apt-get)(?:\s|$)"
)
BODY_RUNS = {"time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "snakeviz", "pyinstrument"}
# Databricks: the rest of the cell is in that language.
OTHER_LANGUAGE = re.compile(r"^%(?:md|sql|sh|fs|scala|r)\s*$")
NOT_RUN = re.compile(r"\s*(?:%%|%(?:md|sql|sh|fs|scala|r)\s*$)", re.MULTILINE)  # how such a cell begins, for words


def python_of(source):
    """The cell without what only a notebook understands, and whether something was taken out."""
    lines, taken = _straight(source.split("\n")), False
    k = _first(lines)
    while k < len(lines) and lines[k].lstrip().startswith("%%"):
        name = re.match(r"\s*%%(\w*)", lines[k])[1]
        if name not in BODY_RUNS:
            return "", True
        lines[k] = ""
        k = _first(lines)
    if k < len(lines) and OTHER_LANGUAGE.match(lines[k]):
        return "", True
    k = 0
    while k < len(lines):
        line = TIMED_LINE.sub(r"\1", lines[k])
        plain = _plain(line, lines[:k])
        if plain != line:
            taken = True
            while line.endswith("\\") and k + 1 < len(lines):  # a command that goes on in the next line
                lines[k], line = plain, lines[k + 1]
                k, plain = k + 1, ""
        lines[k] = plain
        k += 1
    return "\n".join(lines), taken


def _first(lines):
    """The first line that is neither empty nor a comment."""
    return next((k for k, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines))


def _straight(lines):
    """Without the prompts of a pasted session, and without the indentation that all lines share, as a notebook does."""
    k = next((k for k, line in enumerate(lines) if line.strip()), None)
    if k is None:
        return lines
    if PROMPT.match(lines[k]):
        lines = [NEXT_PROMPT.sub("", line) for line in lines]
    indent = lines[k][: len(lines[k]) - len(lines[k].lstrip())]
    return [line[len(indent) :] if indent and line.startswith(indent) else line for line in lines]


def _plain(line, before):
    """The line as Python; as it is, where it is Python already or stands inside a text or a bracket."""
    indent = line[: len(line) - len(line.lstrip())]
    given = ASSIGNED.match(line)
    if given and not _inside_text(before):
        timed = given[2] == "%" and given[3] == "time"
        return f"{given[1]} {given[4]}" if timed else f"{given[1]} {[] if given[2] == '!' else None}"
    if (MAGIC.match(line) or HELP.match(line)) and not _inside_text(before):
        return f"{indent}pass"
    if AUTOMATIC.match(line) and not _parses(line) and not _inside_text(before):
        return "pass"
    return line


def _parses(line):
    try:
        ast.parse(line)
    except SyntaxError:
        return False
    return True


def _inside_text(before):
    """Whether the lines so far leave a triple-quoted text or a bracket open, where a % is no magic."""
    try:
        ast.parse("\n".join(before) or "pass")
    except SyntaxError as error:
        return "never closed" in str(error) or "unterminated" in str(error) or "EOF" in str(error)
    return False
