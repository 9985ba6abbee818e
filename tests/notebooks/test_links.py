"""Every link of the lectures and assignments leads somewhere: to a notebook, or to the web by a whole address."""

import re
from pathlib import Path

import jupytext
import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
TWINS = sorted([*(ROOT / "text" / "course").glob("*.py"), *(ROOT / "text" / "source").glob("*/*.py")])
NOTEBOOKS = sorted(path for room in ("course", "source", "release") for path in (ROOT / room).rglob("*.ipynb"))
LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")  # over line breaks too: a break within an address is a broken link


def prose(path):
    """The Markdown of a twin or a notebook, without code and formulas."""
    notebook = jupytext.read(path) if path.suffix == ".py" else nbformat.read(path, as_version=4)
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    text = re.sub(r"```.*?```", " ", text, flags=re.DOTALL)
    return re.sub(r"\$\$.*?\$\$|`[^`\n]*`|\$[^$\n]*\$", " ", text, flags=re.DOTALL)


def place_of(path):
    """Where a reader opens it: assignments lie beside the lectures, as `dlcourse lab` lays them."""
    return f"{path.parent.name}/{path.stem}" if {"source", "release"} & set(path.parts) else path.stem


PLACES = {place_of(path) for path in TWINS}


def broken(text, place):
    """The addresses in a text that lead nowhere, read from a notebook at that place."""
    return [address for address in LINK.findall(text) if not leads(address, place)]


def leads(address, place):
    if re.fullmatch(r"https://[^\s]+\.[^\s]+", address):
        return True
    file, _, heading = address.partition("#")
    if re.search(r"\s", address) or heading or not file.endswith(".ipynb"):
        return False
    folder = place.split("/")[:-1]
    for part in file.removesuffix(".ipynb").split("/"):
        folder = folder[:-1] if part == ".." else [*folder, part]
    return "/".join(folder) in PLACES


@pytest.mark.parametrize("path", TWINS + NOTEBOOKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path):
    assert broken(prose(path), place_of(path)) == []


def test_links_that_lead_nowhere_are_found():
    assert broken("[05](05-feed-\nforward-networks.ipynb)", "12-recap")  # broken by the line
    assert broken("[no](05-feed-backward.ipynb) [no](#nowhere) [no](perceptron.ipynb) [no](http://a.b)", "12-recap")
    assert len(broken("[a](05-cost.ipynb) and [b](../text/09-cost.py)", "perceptron/perceptron")) == 2
    assert not broken("[ok](perceptron/perceptron.ipynb) [ok](https://numpy.org)", "12-recap")
    assert not broken("[ok](../09-cost.ipynb)", "perceptron/perceptron")
