"""A report as HTML: the verdict first, what failed first and open, what passed in one line that opens.

It carries no colours of its own, so that it reads on any page, light or dark: a verdict is a sign in a disc and a word.
"""

import html

FONT = "font-family:'DL Sans',var(--jp-content-font-family,inherit);font-variant-numeric:tabular-nums"
CELL = "text-align:left;vertical-align:top;padding:6px 16px 6px 0"
ROUND = "width:1.5em;height:1.5em;line-height:1.5em;border-radius:50%"
DISC = f"display:inline-block;{ROUND};text-align:center;font-weight:600"
SIGNS = {True: "✓", False: "✗", None: "–"}


def disc(passed):
    """The sign of a verdict in a disc: filled where something is to be done, a ring elsewhere."""
    if passed is False:
        # The text's own colour as ground, and its opposite as sign: readable whatever the page's colours are.
        sign = f'<span style="filter:invert(1)">{SIGNS[passed]}</span>'
        return f'<span aria-hidden="true" style="{DISC};background:currentColor">{sign}</span>'
    return f'<span aria-hidden="true" style="{DISC};box-shadow:inset 0 0 0 1.5px currentColor">{SIGNS[passed]}</span>'


def verdict(check):
    """The first cell of a row: disc and word."""
    weight = 600 if check.passed is not True else 400
    return (
        f'<th scope="row" style="{CELL};white-space:nowrap;font-weight:{weight}">{disc(check.passed)} {check.word}</th>'
    )


def rows(checks, again):
    """Rows of these checks; a message, and how to see it again, stand below theirs."""
    for check in checks:
        named = (check.name, check.tested, check.expected, check.got)
        cells = "".join(f'<td style="{CELL}">{html.escape(str(text))}</td>' for text in named)
        yield f'<tr style="background:none">{verdict(check)}{cells}</tr>'
        more = [html.escape(check.message)] if check.message else []
        more += [f"{again}<code>{html.escape(check.again)}</code>"] if check.again else []
        for text in more:
            yield f'<tr style="background:none"><td></td><td colspan="4" style="{CELL};padding-top:0">{text}</td></tr>'


def table(checks, again):
    """A table of these checks."""
    names = ("result", "check", "tested", "expected", "got")
    heads = "".join(f'<th scope="col" style="{CELL};opacity:.75;font-weight:400">{name}</th>' for name in names)
    body = "".join(rows(checks, again))
    look = "border-collapse:collapse;color:inherit"  # a browser's old rules leave a table out
    return f'<table style="{look}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def as_html(report, again):
    """The whole report; ``again`` are the words before how a check is seen again."""
    said = html.escape(report.summary())
    if not report.started:
        return f'<p style="{FONT}"><strong>{said}</strong></p>'
    passed = [check for check in report.checks if check.passed is True]
    open_ = [check for check in report.checks if check.passed is False]
    open_ += [check for check in report.checks if check.passed is None]
    parts = [f'<p style="font-size:1.15em;margin:4px 0 8px">{disc(report.passed)} <strong>{said}</strong></p>']
    if open_:
        parts.append(table(open_, again))
    if passed:
        names = html.escape(", ".join(check.name for check in passed))
        line = f"{disc(True)} {len(passed)} of {len(report.checks)} passed: {names}"
        summary = f'<summary style="cursor:pointer;opacity:.75;padding:4px 0">{line}</summary>'
        parts.append(f"<details>{summary}{table(passed, again)}</details>")
    parts += [f"<p>Note: {html.escape(note)}</p>" for note in report.notes]
    return f'<div style="{FONT}">{"".join(parts)}</div>'
