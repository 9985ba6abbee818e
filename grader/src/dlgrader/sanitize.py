"""Whatever of a student's reaches an instructor's browser passes here first: no script, no handler, no load.

nbgrader's formgrader renders Markdown and HTML as they are, and its pages share an origin with the notebook server.
"""

from __future__ import annotations

import base64
import binascii
import re

from dlgrader.markdown import clean_html

_PICTURE_TYPES = ("image/png", "image/jpeg", "image/gif")
_MAX_PICTURE = 500_000  # bytes of base64
_RAW_TAG = re.compile(r"<(?=[a-zA-Z/!?])")


def clean_markdown(source: str) -> str:
    """``source`` without what a browser would run or fetch; formulas and code stay readable."""
    return clean_html(source)


def clean_raw(source: str) -> str:
    """A raw cell's text with its tags made visible: nbconvert puts raw cells into HTML pages as they are."""
    return _RAW_TAG.sub("&lt;", source)


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
