"""Whatever of a student's reaches an instructor's browser passes here first: no script, no handler, no load.

nbgrader's formgrader renders Markdown and HTML as they are, and its pages share an origin with the notebook server.
"""

from __future__ import annotations

import base64
import binascii
import re

from nbformat import NotebookNode
from nbformat.v4 import new_output

from dlgrader.clean.addresses import is_clickable_in_markdown
from dlgrader.clean.html import clean_html

_PICTURE_TYPES = ("image/png", "image/jpeg", "image/gif")
_MAX_PICTURE = 500_000  # bytes of base64
# Possessive, so that a run of blanks or a long text is read once. A picture's text is plain: what hides a bracket
# (a code, a backslash, half a formula) could make another address the picture's.
_PICTURE = re.compile(
    r"!\[(?!(?:[^\[\]\\`<$]|\$[^\[\]\\`<$]*+\$)*+\]\((?:attachment:|data:image/(?:png|jpeg|gif);base64,))",
    re.IGNORECASE,
)
# An address ends at a bracket: what follows may be a link of its own, and every bracket is looked at.
_TARGET = re.compile(r"\]([(:])(\s*+(?:<\s*+)?)([^\s)>\[\]]*+)(?=([\[\]])?)")
# By the names that `clean_attachments` keeps: no page or drawing is a picture.
_PICTURE_TARGET = re.compile(
    r"attachment:[\w .()%-]{1,300}?\.(?:png|jpe?g|gif)(?=[\s)>]|$)|data:image/(?:png|jpeg|gif);base64,", re.IGNORECASE
)
# What makes a link of a formula, or loads more of the language, wherever a page hands formulas to MathJax.
_LATEX = re.compile(r"\\(href|url|require|includegraphics|html[A-Z]\w*+)(?![a-zA-Z])(\s*+\{?\s*+)([^\s{}]*+)")
_SCRIPT = re.compile(r"(java|vb)script\s*+(?::|&colon;|&#0*58;|&#x0*3a;)", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?):(//[^\s<>()\[\]\"'`]*+)", re.IGNORECASE)
_RAW_TAG = re.compile(r"<(?=[a-zA-Z/!?])")


def clean_markdown(source: str) -> str:
    """``source`` without what a browser would run or fetch; formulas and code stay readable.

    A space after ``<`` turns a tag into text and changes no formula. Pictures from elsewhere become links, and links to
    anything but the web and mail become text.
    """
    source = _RAW_TAG.sub("< ", source)
    source = _PICTURE.sub("[", source)
    source = _TARGET.sub(_clean_target, source)
    source = _LATEX.sub(_clean_latex, source)
    source = _ADDRESS.sub(_clean_address, source)
    return _SCRIPT.sub(r"\1script :", source)


def _clean_target(match: re.Match[str]) -> str:
    """A blank after the bracket makes a text of a link, and changes neither a formula nor what is read."""
    address = match[3]
    allowed = _PICTURE_TARGET.match(match.string, match.start(3)) or is_clickable_in_markdown(address)
    return match[0] if allowed and not match[4] else f"] {match[0][1:]}"


def _clean_address(match: re.Match[str]) -> str:
    """An address in the text becomes a link in many renderers: one that may not be followed is broken by a blank."""
    return match[0] if is_clickable_in_markdown(match[0]) else f"{match[1]}: {match[2]}"


def _clean_latex(match: re.Match[str]) -> str:
    """A blank after the backslash makes letters of a command that would lead beside the notebook."""
    allowed = match[1] == "href" and is_clickable_in_markdown(match[3])
    return match[0] if allowed else f"\\ {match[0][1:]}"


def clean_raw(source: str) -> str:
    """A raw cell's text with its tags made visible: nbconvert puts raw cells into HTML pages as they are."""
    return _RAW_TAG.sub("&lt;", source)


def clean_name(name: str | None) -> str | None:
    """A person's name without angle brackets, which formgrader's tables would read as HTML."""
    return name and name.replace("<", "‹").replace(">", "›").replace("&", "+")[:200]


def clean_attachments(attachments: dict) -> dict:
    """Pictures alone, each of a harmless name, type and size."""
    clean = {}
    for name, bundle in attachments.items():
        if not isinstance(name, str) or not re.fullmatch(r"[\w .()-]{1,100}", name) or not isinstance(bundle, dict):
            continue
        kept = {kind: picture for kind in _PICTURE_TYPES if (picture := clean_picture(bundle.get(kind)))}
        if kept:
            clean[name] = kept
    return clean


def clean_picture(value: object, limit: int = _MAX_PICTURE) -> str | None:
    """Base64 of a picture as one line; None where it is none, or too large."""
    text = "".join(value) if isinstance(value, list) and all(isinstance(part, str) for part in value) else value
    if not isinstance(text, str) or len(text) > limit * 2:
        return None
    text = "".join(text.split())
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return text if 0 < len(text) <= limit else None


def clean_outputs(outputs: object, text_limit: int = 20_000, picture_limit: int = _MAX_PICTURE) -> list[NotebookNode]:
    """Outputs of one cell as they may be stored and shown. Raises nothing for any value.

    Parameters
    ----------
    outputs : nbformat outputs from the sandbox
    text_limit : characters of text per cell
    picture_limit : characters of base64 per picture

    Returns
    -------
    list of nbformat outputs: text, cleaned HTML and pictures; no script, SVG, LaTeX, widget or report of any kind
    """
    clean, left = [], text_limit
    for output in outputs if isinstance(outputs, list) else ():
        if len(clean) == _MAX_OUTPUTS:
            break
        made = _clean_output(output, left, picture_limit) if isinstance(output, dict) else None
        if made is None:
            continue
        left -= _length(made)
        clean.append(made)
    return clean


_MAX_OUTPUTS = 100


def _clean_output(output: dict, left: int, picture_limit: int) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        text = cut(output.get("text"), left)
        return new_output("stream", name=name, text=text) if text else None
    if kind == "error":
        trace = output.get("traceback")
        lines = cut("\n".join(part for part in trace if isinstance(part, str)) if isinstance(trace, list) else "", left)
        name, value = cut(output.get("ename"), 200), cut(output.get("evalue"), max(min(left, 2_000), 0))
        return new_output("error", ename=name, evalue=value, traceback=lines.split("\n"))
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return None
    bundle = {mime: picture for mime in _PICTURE_TYPES if (picture := clean_picture(data.get(mime), picture_limit))}
    if page := cut(data.get("text/html"), left):
        bundle["text/html"] = clean_html(page)
    if text := cut(data.get("text/plain"), left):
        bundle["text/plain"] = text
    # As display_data: an execute_result in a graded cell would be read as points.
    return new_output("display_data", bundle) if bundle else None


def cut(value: object, limit: int) -> str:
    """A text of at most ``limit`` characters that says how much was left out."""
    text = "".join(part for part in value if isinstance(part, str)) if isinstance(value, list) else value
    if not isinstance(text, str) or limit <= 0:
        return ""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    if len(text) <= limit:
        return text
    return f"{text[:limit]}\n... {len(text) - limit:,} more characters left out"


def _length(output: NotebookNode) -> int:
    if output.output_type == "stream":
        return len(output.text)
    if output.output_type == "error":
        return len(output.evalue) + sum(map(len, output.traceback))
    return sum(len(text) for mime, text in output.data.items() if mime.startswith("text/"))
