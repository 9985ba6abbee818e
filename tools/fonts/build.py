"""Make the course's fonts from IBM Plex (SIL Open Font Licence 1.1): only the signs it uses, under other names.

    npm --prefix tools/fonts ci --ignore-scripts && .venv/bin/python tools/fonts/build.py

The licence asks that a changed font carries another name, so the subsets are "DL Sans", "DL Arabic" and "DL Math".
Views and pages take WOFF2; matplotlib takes TTF, and letters of mathematics at the places of plain ones ("DL Letters").
"""

import subprocess
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SOURCE = HERE / "node_modules" / "@ibm"
TARGET = HERE.parents[1] / "src" / "dlcourse" / "look" / "fonts"
WEB = """
const fs = require("fs");
require("wawoff2").compress(fs.readFileSync(process.argv[1])).then((made) => fs.writeFileSync(process.argv[2], made));
"""
NOTICE = "Made from {source} {version}: a subset under another name. {copyright}"

FEATURES = [
    "kern",
    "mark",
    "mkmk",
    "ccmp",
    "locl",
    "tnum",
    "lnum",
    "case",
    "ssty",
    "init",
    "medi",
    "fina",
    "rlig",
    "liga",
    "calt",
]
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), *range(0x2030, 0x2040), 0x20AC, 0x2122]
SIGNS = [ord(sign) for sign in "←↑→↓∂∑−√∞≈≠≤≥●✓✗"]
GREEK = [*range(0x391, 0x3CA)]
ARABIC = [*range(0x20, 0x7F), *range(0x600, 0x700), 0x200C, 0x200D, 0x2212]
ITALIC = [*range(0x1D434, 0x1D468), 0x210E, *range(0x1D6E2, 0x1D71C)]
PARTS = [
    *range(0x239B, 0x23A7),
    *range(0x23B0, 0x23B2),
    *range(0x2061, 0x2065),
    0x302,
    0x2C6,
]  # of tall brackets; a hat
UPRIGHT = [*LATIN, *GREEK, *SIGNS, *PARTS, *(ord(sign) for sign in "′″⋅⊙⊗∘∀∈∣∥∇⟨⟩")]


def cut(source, signs, family, style, features=FEATURES):
    """The font of a source file with these signs alone, named anew."""
    font = TTFont(SOURCE / source)
    names = font["name"]
    notice = NOTICE.format(source=names.getDebugName(1), version=names.getDebugName(5), copyright=names.getDebugName(0))
    options = subset.Options(
        layout_features=list(features),
        hinting=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        drop_tables=["DSIG", "VDMX", "meta"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=signs)
    cutter.subset(font)
    named = {
        0: notice,
        1: family,
        2: style,
        3: f"{family} {style} 1.0",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
        16: None,
        17: None,
    }
    for number, text in named.items():
        names.removeNames(nameID=number)
        if text:
            names.setName(text, number, 3, 1, 0x409)
    font.flavor = None
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    return font


def letters_at_plain_places(font):
    """Mathematics' italic letters where a plain alphabet has its own: matplotlib sets variables from an italic font."""
    table = font.getBestCmap()
    plain = {0x68: table[0x210E]}
    for first, to, count in ((0x1D434, 0x41, 26), (0x1D44E, 0x61, 26), (0x1D6E2, 0x391, 25), (0x1D6FC, 0x3B1, 25)):
        plain |= {to + k: table[first + k] for k in range(count) if first + k in table}
    plain[0x2202] = table.get(0x1D715, table.get(0x2202))
    for part in font["cmap"].tables:
        if part.isUnicode():
            more = {**part.cmap, **plain}
            part.cmap = {code: glyph for code, glyph in more.items() if code < 0x10000 or part.format == 12}
    return font


def write(font, name, web=True, figures=False):
    """The font as TTF for figures, as WOFF2 for pages."""
    plain = TARGET / f"{name}.ttf"
    font.save(plain, reorderTables=True)
    if web:
        subprocess.run(["node", "-e", WEB, plain, TARGET / f"{name}.woff2"], check=True, cwd=HERE)
    if not figures:
        plain.unlink()


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    for style in ("Regular", "Medium", "SemiBold"):
        font = cut(
            f"plex-sans/fonts/complete/woff/IBMPlexSans-{style}.woff", [*LATIN, *SIGNS, *GREEK], "DL Sans", style
        )
        write(font, f"sans-{style.lower()}", figures=style != "Medium")
    for style in ("Regular", "SemiBold"):
        font = cut(f"plex-sans-arabic/fonts/complete/woff/IBMPlexSansArabic-{style}.woff", ARABIC, "DL Arabic", style)
        write(font, f"arabic-{style.lower()}")
    maths = "plex-math/fonts/complete/woff/IBMPlexMath-Regular.woff"
    write(cut(maths, [*UPRIGHT, *ITALIC], "DL Math", "Regular"), "math-regular")
    letters = letters_at_plain_places(cut(maths, [*ITALIC, 0x2202], "DL Letters", "Italic", features=()))
    for table in ("MATH", "GSUB", "GPOS", "GDEF"):
        if table in letters:
            del letters[table]
    write(letters, "letters-italic", web=False, figures=True)
    licence = (SOURCE / "plex-sans" / "LICENSE.txt").read_text(encoding="utf-8")
    (TARGET / "OFL.txt").write_text(licence, encoding="utf-8")


if __name__ == "__main__":
    main()
