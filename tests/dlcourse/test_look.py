"""The tokens of the look: one file, from which styles, canvases, SVG and figures all read."""

import re
from pathlib import Path

import pytest

from dlcourse import look
from dlcourse.plots import curves, picture, regions

ROOT = Path(__file__).parents[2]
HOUSES = [ROOT / "src" / "dlcourse", ROOT / "grader" / "src" / "dlgrader"]
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?!;)|\brgba?\(\s*\d")
SHADOWS = {"#0004"}


def sheets():
    """{selector: {variable: value}} of tokens.css."""
    text = re.sub(r"@media[^{]*\{(.*?\})\n\}", r"\1", look.css(), flags=re.S)
    rules = re.findall(r"^([^/@\n][^{]*)\{([^}]*)\}", text, flags=re.M)
    return {where.strip(): dict(re.findall(r"--dl-([\w-]+): ([^;]+);", body)) for where, body in rules}


def test_the_styles_hold_what_the_tokens_say():
    light, *dark = sheets().values()
    assert len(dark) == 2  # where the page says so, and where the system does
    tokens = look.TOKENS
    assert {name: light[name] for name in tokens["colours"]["light"]} == tokens["colours"]["light"]
    assert all(sheet == tokens["colours"]["dark"] for sheet in dark)
    for name, size in tokens["type"]["notebook"].items():
        assert float(light[f"type-{name}"].removesuffix("em")) * tokens["type"]["notebook"]["s"] == pytest.approx(size)
        assert light[f"stage-{name}"] == f"calc(100vh * {tokens['type']['stage'][name]} / 1080)"
    for kind, unit in (("space", "px"), ("radius", "px"), ("target", "px")):
        assert {name: light[f"{kind}-{name}"] for name in tokens[kind]} == {
            k: f"{v}{unit}" for k, v in tokens[kind].items()
        }
    assert {name: light[f"dash-{name}"] for name in tokens["dash"]} == {
        k: " ".join(map(str, v)) for k, v in tokens["dash"].items()
    }
    assert all(size % 4 == 0 for size in tokens["space"].values())


def test_both_themes_have_the_same_colours_and_figures_have_those_of_the_light_one():
    assert look.LIGHT.keys() == look.DARK.keys()
    assert tuple(look.LIGHT[k] for k in ("blue", "orange", "ink", "ground")) == (
        picture.BLUE,
        picture.ORANGE,
        picture.INK,
        picture.GROUND,
    )
    assert {colour for colour, _ in curves.LOOKS} <= {look.LIGHT[k] for k in ("ink", "teal", "muted")}
    assert len(set(curves.LOOKS)) == len(curves.LOOKS)
    ends = [regions.PLANE(end)[:3] for end in (0.0, 0.5, 1.0)]
    wanted = [look.mixed(look.LIGHT[f"map-{name}"], look.GROUND, 0.7) for name in ("low", "middle", "high")]
    assert [[round(255 * v) for v in end] for end in ends] == [
        pytest.approx([int(colour[k : k + 2], 16) for k in (1, 3, 5)], abs=2) for colour in wanted
    ]


def test_no_other_file_names_a_colour():
    found = []
    for house in HOUSES:
        for path in house.rglob("*"):
            if path.suffix not in {".py", ".js", ".css", ".j2", ".mjs"} or {"static", "look"} & set(
                path.relative_to(house).parts
            ):
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [f"{path.name}: {line}" for line in lines if set(COLOUR.findall(line)) - SHADOWS]
    assert found == []


# --- contrast and distance, by the formulas of WCAG 2 and CIE 1976 ---


def channels(colour):
    return [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]


def linear(colour):
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]


def luminance(colour):
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_readable_on_the_ground_and_on_the_surface(theme):
    colours = look.TOKENS["colours"][theme]
    for ground in ("ground", "surface", "raise"):
        for name in ("ink", "muted", "blue", "orange", "violet", "teal"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
        assert contrast(colours["edge"], colours[ground]) >= 3, ground
    for sign in ("blue", "orange", "violet"):
        assert contrast(colours[sign], colours[f"wash-{sign}"]) >= 4.5, sign
        assert contrast(colours["ink"], colours[f"wash-{sign}"]) >= 4.5, sign
    for end in ("map-low", "map-high"):  # the border at 0.5 and the points' edges are drawn on them
        assert contrast(colours["ink"], look.mixed(colours[end], colours["ground"], 0.85)) >= 3, end
    assert colours["map-middle"] == colours["ground"]


# Machado, Oliveira, Fernandes 2009, severity 1: what who lacks a cone sees, in linear RGB.
SEEN = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(rgb):
    f = [
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (v / w for v, w in zip(times(XYZ, rgb), WHITE, strict=True))
    ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("seen", SEEN)
def test_meanings_stay_apart_for_who_lacks_a_cone(theme, seen):
    colours = look.TOKENS["colours"][theme]
    as_seen = {name: lab([min(max(v, 0), 1) for v in times(SEEN[seen], linear(colours[name]))]) for name in colours}
    apart = lambda a, b: sum((x - y) ** 2 for x, y in zip(as_seen[a], as_seen[b], strict=True)) ** 0.5  # noqa: E731
    least = 20
    for other in ("blue", "orange", "ink", "teal", "muted"):
        assert apart("violet", other) >= least, other
    assert apart("blue", "orange") >= 40
    for other in ("ink", "muted"):  # signs against what has none; runs differ by dash and carry their names
        assert apart("blue", other) >= 10, other
        assert apart("orange", other) >= 10, other
