"""Markdown to HTML with the formulas as MathML, and cleaning of HTML that came from a submission.

nbgrader's own pages hand formulas to a MathJax they load from the network. Here LaTeX becomes MathML while the page is
made, so a page needs no script and no network. What a student wrote is cleaned first: no scripts, no event handlers,
no loads from anywhere.
"""

from __future__ import annotations

import html
import re
import secrets
from collections import Counter
from xml.etree import ElementTree

import nh3
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.token import STANDARD_TYPES

from dlgrader.clean.addresses import is_clickable


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_TAGS = _words(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6",
    "hr i img kbd li ol p pre s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var",
)
_EVERYWHERE = {"class", "title", "role", "aria-label", "dir", "lang"}
_ATTRIBUTES = {
    "img": {"src", "alt", "width", "height"},
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
}
# A value that computes or loads, or hides what it says: of those with brackets, colours alone are of use.
_CALLS = re.compile(r"\\|@|(?<!rgb)(?<!rgba)(?<!hsl)(?<!hsla)\(", re.IGNORECASE)
# Only properties whose values cannot name an address, nor move an element over what stands beside it.
_CSS = _words(
    "color background-color border border-left border-bottom border-top border-collapse border-radius padding",
    "text-align vertical-align font-weight font-size font-style font-family",
    "white-space width max-width overflow overflow-x display",
)
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|svg\+xml)[;,]", re.IGNORECASE)
# The text of these elements is no prose: it goes with the tag.
_WITH_CONTENT = _words("script style template iframe object noscript noembed noframes xmp title textarea select")

_MATH_TAGS = _words(
    "math mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd",
    "mstyle mpadded mphantom menclose mmultiscripts mprescripts none",
)
_MATH_ATTRIBUTES = _words(
    "display displaystyle scriptlevel mathvariant stretchy fence form accent accentunder columnalign columnspacing",
    "rowspacing columnlines rowlines minsize maxsize width height depth linethickness lspace rspace movablelimits",
    "separator mathcolor mathbackground linebreak notation",
)
_NAME = re.compile(r"(math[0-9a-f]{16}n\d+e)")
_MATHML = "http://www.w3.org/1998/Math/MathML"
_ENVIRONMENTS = re.compile(r"\\(begin|end)\{(aligned|split|align|equation|gathered|eqnarray)\*?\}")


# More than any formula of a course; the converter and the reader of environments take longer than linearly.
_MOST_LATEX, _MOST_GROUPS, _MOST_ENVIRONMENTS = 10_000, 1_000, 500
# What is looked for until its end, again from each beginning.
_BEGINNING = re.compile(r"\\begin|\\\\[(\[]")
_MOST_MARKDOWN = 30_000  # letters of one text, pictures not counted: its reader takes longer than linearly too


def latex_to_mathml(latex: str, *, block: bool = False) -> str:
    """One formula as a `<math>` element; as `<code>` where the LaTeX cannot be read.

    Parameters
    ----------
    latex : str
        The formula without its dollar signs.
    block : bool
        Whether it stands on a line of its own.
    """
    from latex2mathml.converter import convert

    if len(latex) > _MOST_LATEX or max(latex.count("{"), latex.count(r"\left")) > _MOST_GROUPS:
        return f"<code>{html.escape(latex)}</code>"
    # latex2mathml knows align* alone of the aligned family, and writes the text of \text{} without escaping it.
    source = _ENVIRONMENTS.sub(_environment, latex).replace("<", r"\lt ").replace(">", r"\gt ")
    try:
        root = ElementTree.fromstring(convert(source, display="block" if block else "inline"))  # noqa: S314  ours
    except Exception:  # the converter raises a dozen kinds, and a parse error says the same: show the source
        return f"<code>{html.escape(latex)}</code>"
    _clean_mathml(root)
    ElementTree.register_namespace("", _MATHML)
    return ElementTree.tostring(root, encoding="unicode")


def _environment(match: re.Match[str]) -> str:
    if match[2] == "equation":
        return ""
    return rf"\{match[1]}{{align*}}"


def _clean_mathml(element: ElementTree.Element) -> None:
    for name in set(element.attrib) - _MATH_ATTRIBUTES:
        del element.attrib[name]
    if side := element.attrib.pop("columnalign", None):
        # Browsers read MathML Core, where the alignment of a column is CSS. right and left meet at the sign of align*.
        padding = {"right": "padding-right:0", "left": "padding-left:0"}.get(side, "")
        if side in ("left", "right", "center"):
            element.set("style", f"text-align:{side};{padding}")
    for child in list(element):
        if child.tag.removeprefix(f"{{{_MATHML}}}") in _MATH_TAGS:
            _clean_mathml(child)
        else:
            element.remove(child)


# Others belong to the page around it: Bootstrap's and JupyterLab's lay an element over it.
_CLASSES = frozenset(STANDARD_TYPES.values()) | _words("dataframe highlight hl-ipython3 task-list-item") - {""}


def _kept(tag: str, name: str, value: str) -> str | None:
    """An attribute's value, or None where the attribute goes."""
    if name == "class":
        return " ".join(word for word in value.split() if word in _CLASSES) or None
    if tag == "img" and name == "src" and not _PICTURE.match(value):
        return None
    if tag == "a" and name == "href" and not is_clickable(value.strip()):
        return None
    if name == "style" and _CALLS.search(value):
        return None
    return value


_MOST_HTML, _MOST_TAGS = 500_000, 5_000
# The parser looks through the attributes of a tag, and the elements around it, for each new one.
_MOST_MARKUP, _MOST_NESTED = 60_000, 200
_BASE64 = re.compile(r"base64,[A-Za-z0-9+/=]*+")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
# They end by themselves, or where the next one begins.
_ENDING = _words("area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody")


# Ammonia parses as a browser does, and writes what it has read anew. `data:` is a picture's alone: see `_kept`.
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(_WITH_CONTENT),
    attributes={"*": _EVERYWHERE | {"style"}, **_ATTRIBUTES},
    attribute_filter=_kept,
    filter_style_properties=set(_CSS),
    url_schemes={"http", "https", "mailto", "data"},
    link_rel=None,
)


def _is_too_much(text: str) -> bool:
    """Whether the parser would take long: many tags, deep ones, or much between them."""
    if text.count("<") > _MOST_TAGS or len(_BASE64.sub("", text)) > _MOST_MARKUP:
        return True
    still_open: Counter[str] = Counter()
    depth = 0
    for closing, name in _TAG.findall(text):
        name = name.lower()
        if name in _ENDING:
            continue
        if not closing:
            still_open[name] += 1
            depth += 1
        elif still_open[name]:  # another's end closes nothing
            still_open[name] -= 1
            depth -= 1
        if depth > _MOST_NESTED:
            return True
    return False


def clean_html(text: str) -> str:
    """`text` without scripts, handlers, forms, and anything a browser would fetch."""
    text = text[:_MOST_HTML].encode("utf-8", "replace").decode()  # half a surrogate pair is no letter
    if _is_too_much(text):
        return html.escape(text)
    return _CLEANER.clean(text)


class _Renderer(IPythonRenderer):
    """nbconvert's renderer, except that formulas are put aside as MathML and return after the cleaning."""

    def __init__(self, attachments: dict | None = None):
        super().__init__(escape=False, exclude_anchor_links=True, attachments=attachments)
        self.formulas: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        self._key = secrets.token_hex(8)  # unguessable, so a submission cannot address another formula

    def _aside(self, latex: str, block: bool) -> str:
        name = f"math{self._key}n{len(self.formulas)}e"
        self.formulas[name], self.sources[name] = latex_to_mathml(latex, block=block), latex
        return name

    def block_math(self, body: str) -> str:
        return self._aside(body, True)

    def multiline_math(self, text: str) -> str:
        return self._aside(text.strip("$"), True)

    def inline_math(self, body: str) -> str:
        return self._aside(body, False)

    def latex_environment(self, name: str, body: str) -> str:
        return self._aside(rf"\begin{{{name}}}{body}\end{{{name}}}", True)

    def _embed_image_or_attachment(self, src: str) -> str:
        name = src.removeprefix("attachment:")
        if src.startswith("attachment:") and name not in self.attachments:
            return ""  # nbconvert would refuse the whole notebook
        return super()._embed_image_or_attachment(src)


def markdown_to_html(source: str, attachments: dict | None = None) -> str:
    """Cleaned HTML of a Markdown text; formulas are MathML.

    Parameters
    ----------
    source : str
        Markdown as Jupyter reads it, formulas between dollar signs.
    attachments : dict, optional
        The cell's attachments, `{name: {mime type: base64}}`.
    """
    source = source or ""
    as_text = f"<pre>{html.escape(source[:_MOST_HTML])}</pre>"
    if len(_BASE64.sub("", source)) > _MOST_MARKDOWN or len(_BEGINNING.findall(source)) > _MOST_ENVIRONMENTS:
        return as_text
    renderer = _Renderer(attachments)
    page = MarkdownWithMath(renderer=renderer).render(source)
    if _is_too_much(page):
        return as_text
    page = clean_html(page)
    # Within a tag, as a picture's text, a formula is its source: elements there would end the attribute.
    parts = _NAME.split(page)
    inside, done = False, [parts[0]]
    for name, after in zip(parts[1::2], parts[2::2], strict=True):
        before = done[-1]
        inside = before.rfind("<") > before.rfind(">") or (inside and "<" not in before and ">" not in before)
        done += [_formula(renderer, name, inside), after]
    return "".join(done)


def _formula(renderer: _Renderer, name: str, inside: bool) -> str:
    if name not in renderer.formulas:
        return name
    return html.escape(renderer.sources[name]) if inside else renderer.formulas[name]
