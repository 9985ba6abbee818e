"""The typeface: subsets under other names, their licence beside them, small, and the same in views and figures."""

import re
import zipfile
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont
from matplotlib import rcParams
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont

from dlcourse.look.figures import STYLE, styled
from dlcourse.look.fonts import FACES, FONTS, faces, font_faces
from dlcourse.plots import learning_curves
from dlcourse.widgets import Neuron
from dlcourse.widgets.playground.page import playground_page

MOST = 700_000  # bytes that the fonts may add to the wheel


def test_the_licence_lies_beside_them_and_no_subset_has_the_reserved_name():
    assert 'Reserved Font Name "Plex"' in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    for path in FONTS.glob("*.ttf"):
        names = TTFont(path)["name"]
        assert all("Plex" not in names.getDebugName(number) for number in (1, 3, 4, 6)), path.name
        assert "IBM" in names.getDebugName(0), path.name


def test_together_they_are_small(tmp_path):
    with zipfile.ZipFile(tmp_path / "fonts.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in FONTS.iterdir():
            archive.write(path)
    assert (tmp_path / "fonts.zip").stat().st_size <= MOST


def test_the_signs_of_the_course_are_in_them():
    letters = TTFont(FONTS / "letters-italic.ttf").getBestCmap()
    assert {ord(letter) for letter in "abcdefghijklmnopqrstuvwxyzJWXZαδσ∂"} <= letters.keys()
    for name in ("sans-regular", "sans-semibold"):
        assert {ord(sign) for sign in "aZ09−·×ŷ²αδσΣ∑≤≥→éß"} <= TTFont(FONTS / f"{name}.ttf").getBestCmap().keys()


def test_figures_are_set_in_it_and_a_readers_own_stay_as_they_are():
    before = dict(rcParams)
    picture = learning_curves({"a": np.arange(1.0, 9)})
    assert picture.png()
    assert dict(rcParams) == before
    found = styled(lambda: [findfont(FontProperties(weight=w)) for w in (400, 600)])()
    assert [Path(path).name for path in found] == ["sans-regular.ttf", "sans-semibold.ttf"]
    name = styled(findfont)(FontProperties(family=STYLE["mathtext.it"].split(":")[0], style="italic"))
    assert Path(name).name == "letters-italic.ttf"
    assert min(STYLE[size] for size in STYLE if size.endswith("size")) * 96 / 72 >= 14
    assert isinstance(picture.figure, Figure)


def test_a_page_of_its_own_carries_it_and_may_use_it():
    page = playground_page()
    rules = re.findall(r'@font-face \{ font-family: "([^"]+)"; font-weight: (\d+); src: url\("data:font/woff2', page)
    assert rules == [("DL Sans", "400"), ("DL Sans", "500"), ("DL Sans", "600"), ("DL Math", "400")]
    assert "font-src data:" in page
    assert "DL Arabic" in font_faces(("DL Arabic",))


def test_a_view_gives_it_to_the_page_that_asks_and_keeps_none_of_it(monkeypatch):
    neuron, sent = Neuron(), []
    monkeypatch.setattr(neuron, "send", lambda content, buffers=None: sent.append((content, buffers)))
    neuron._handle_custom_msg({"kind": "fonts"}, [])
    neuron._handle_custom_msg({"kind": "other"}, [])
    neuron._handle_custom_msg("fonts", [])
    [(content, buffers)] = sent
    assert content["kind"] == "fonts"
    assert [(face["family"], int(face["weight"])) for face in content["faces"]] == [face[:2] for face in FACES]
    assert all(data[:4] == b"wOF2" for data in buffers)
    assert len(buffers) == len(faces()[1])
    assert "wOF2" not in str(neuron.get_state())
