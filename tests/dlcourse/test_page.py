"""The playground as one page: self-contained, and the copy in docs/ is fresh."""

import re
from pathlib import Path

import pytest

from dlcourse.widgets.playground.page import playground_page

ROOT = Path(__file__).parents[2]


def test_the_copy_in_docs_is_fresh():
    text = (ROOT / "docs" / "playground.html").read_text(encoding="utf-8")
    assert text == playground_page(), "run: python -m dlcourse live --write docs/playground.html"


def test_nothing_is_loaded_from_elsewhere():
    page = playground_page("learning-rate")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)|@import|url\(\s*["']?http|import\s*\(|from\s+["']""", page)
    assert "default-src 'none'" in page


def test_the_state_begins_with_what_was_asked_for():
    assert '"learning_rate": 0.3' in playground_page(learning_rate=0.3)
    with pytest.raises(ValueError, match="learning_rate"):
        playground_page(learning_rate="<script>")
