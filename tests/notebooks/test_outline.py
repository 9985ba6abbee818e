"""Every item of the slides has a heading, and docs/outline.md says where."""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import outline  # noqa: E402


def test_the_outline_is_fresh():
    assert outline.main(["--check"]) == 0


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "text", tmp_path / "text")
    return tmp_path


def test_a_heading_that_is_gone_is_a_gap(copy):
    lecture = copy / "text" / "course" / "03-activations.py"
    lecture.write_text(lecture.read_text(encoding="utf-8").replace("# ## Sigmoid\n", "# ## Curves\n"), encoding="utf-8")
    with pytest.raises(outline.Gap, match="'Sigmoid' has no heading"):
        outline.covered(copy)


def test_a_lecture_that_is_gone_is_a_gap(copy):
    (copy / "text" / "course" / "12-recap.py").unlink()
    with pytest.raises(outline.Gap, match="lecture 12"):
        outline.covered(copy)


def test_an_item_nobody_placed_is_a_gap(copy):
    deck = copy / "text" / "outline" / "deck.toml"
    deck.write_text(
        deck.read_text(encoding="utf-8").replace('"12" = ["Recap"]', '"12" = ["Recap", "Thanks"]'), encoding="utf-8"
    )
    with pytest.raises(outline.Gap, match="'Thanks' has no heading"):
        outline.covered(copy)


def test_every_item_is_in_the_outline():
    words = outline.OUTLINE.read_text(encoding="utf-8")
    for _, items in outline.covered():
        assert all(f"| {item} |" in words for item, _ in items)
