"""What a file is that is no notebook: said in words, so that the right file can be asked for."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

MOST_UNPACKED = 100_000_000

_SIGNS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"L\0\0\0\x01\x14\x02\0", "a Windows shortcut: it only points at a file on the student's computer"),
    (b"\x00\x05\x16\x07", "a file of macOS's own (its name begins with ._): the notebook lies beside it"),
    (b"bplist", "a macOS shortcut or settings file"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
    (b"\x89HDF", "an HDF5 file"),
)
# Behind four bytes, or eight: how long the file or its first part is.
_SIGNS_WITHIN = (
    (4, b"ftyphei", "a photo (HEIC)"),
    (4, b"ftypmif1", "a photo (HEIC)"),
    (4, b"ftyp", "a film"),
    (8, b"WEBP", "a picture (WebP)"),
)
_TEXTS = (
    (b"---\n", "a text (Markdown), not a notebook"),
    (b"---\r\n", "a text (Markdown), not a notebook"),
    (b"\\documentclass", "a LaTeX document"),
    (b"version https://git-lfs", "a pointer of Git LFS: the notebook itself was not uploaded"),
    (b"[internetshortcut]", "a web shortcut: it only holds an address"),
    (b"[desktop entry]", "a shortcut: it only points at a file"),
    (b"from: <saved by", "a saved web page (HTML)"),
    (b"mime-version:", "a saved web page or mail"),
)
_PAGES = (
    (("type=\"password\"", "type='password'", "name=\"password\"", "login", "log in", "sign in", "signin", "saml"),
     "a web page (HTML) that asks to log in: the download went without a login"),
    (("jp-notebook", "jp-cell", "nbconvert", "border-box-sizing", "jp-renderedhtmlcommon"),
     "a web page (HTML), the notebook's export: the .ipynb file itself is needed"),
    (("github",), "a web page (HTML) of GitHub: use \"Download raw file\" there"),
    (("colab",), "a web page (HTML) of Colab: use File, Download, Download .ipynb there"),
)  # fmt: skip


def named(data: bytes) -> str | None:
    """What a file is by its first bytes, in words; None where it may be a notebook or a program in Python."""
    for sign, name in _SIGNS:
        if data.startswith(sign):
            return name
    for place, sign, name in _SIGNS_WITHIN:
        if data.startswith(sign, place):
            return name
    start = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, name in _TEXTS:
        if start.startswith(sign):
            return name
    if start.startswith(b"<"):
        return _page(data)
    return None


def _page(data: bytes) -> str:
    if b"<dict>" in data[:2000] and b"plist" in data[:400]:
        return "a macOS web shortcut: it only holds an address"
    # The export of a notebook comes first: its text may well speak of logging in.
    text = data[:300_000].decode("utf-8", "replace").lower()
    for words, name in (_PAGES[1], _PAGES[0], *_PAGES[2:]):
        if any(word in text for word in words):
            return name
    return "a web page (HTML)"


def stub_of_a_drive(content: dict) -> bool:
    """Whether a JSON value is what Google Drive's desktop client leaves in the place of a file."""
    return bool(content.keys() & {"doc_id", "url", "resource_id"}) and not content.keys() & {"cells", "worksheets"}


def unpacked(data: bytes) -> tuple[bytes | None, str]:
    """The notebook in a gzip or zip file with a notebook's name, and what was done; or None, and why not."""
    if data[:2] == b"\x1f\x8b":
        try:
            inner = zlib.decompressobj(wbits=31).decompress(data, MOST_UNPACKED + 1)
        except zlib.error:
            return None, "the file is a damaged gzip archive"
        if len(inner) > MOST_UNPACKED:
            return None, "the file is a gzip archive of more than 100 MB"
        return inner, "the file was compressed with gzip; unpacked"
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [one for one in archive.infolist() if not one.is_dir()]
            for folder, name in (
                ("word/", "a Word document"),
                ("xl/", "an Excel sheet"),
                ("ppt/", "PowerPoint slides"),
            ):
                if any(one.filename.startswith(folder) for one in names):
                    return None, f"the file is {name}, not a notebook"
            if any(one.filename == "mimetype" for one in names):
                return None, "the file is an OpenDocument or e-book file, not a notebook"
            books = [one for one in names if re.search(r"\.ipynb$", one.filename) and "/." not in f"/{one.filename}"]
            books = [one for one in books if not one.filename.startswith("__MACOSX/")]
            if len(books) != 1:
                return None, f"the file is a zip archive with {len(books)} notebooks in it"
            if books[0].file_size > MOST_UNPACKED:
                return None, "the file is a zip archive with a notebook of more than 100 MB"
            with archive.open(books[0]) as file:
                return file.read(MOST_UNPACKED), "the file was a zip archive; its one notebook was read"
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        return None, "the file is a zip archive that cannot be opened"
