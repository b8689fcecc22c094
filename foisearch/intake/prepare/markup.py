"""HTML and Markdown remnants to plain lines.

Converters leave tags, table pipes and image descriptions in what they call text.  What they meant
is kept: a block tag starts a line, a list item gets its bullet, table cells stay on their row.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from foisearch.containers.numbering import Lists
from foisearch.containers.tables import Label, label_of
from foisearch.intake.lines import Line
from foisearch.text import strip_controls

_NAMES = r"(?:p|u|i|b|em|strong|br|div|ol|ul|li|table|thead|tbody|tr|td|th|span|h[1-6]|a|img|sup)"
_TAG = re.compile(rf"</?{_NAMES}\b", re.I)
_NOT_A_TAG = re.compile(rf"<(?!/?{_NAMES}\b[^<>]{{0,2000}}>)", re.I)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,250})>")
_MD_IMAGE = re.compile(r"!\[[^\[\]]{0,1000}\]\([^()]{0,2000}\)")
_MD_LINK = re.compile(r"\[([^\[\]]{1,1000})\]\((#?[^()\s]{0,2000})\)")
_MD_EMPHASIS = re.compile(r"(?<![\w*\\])\*{1,2}(\S(?:[^*\n]{0,2000}[^\s*])?)\*{1,2}(?![\w*])")
_MD_LEFT_OVER = re.compile(r"(?<=[.,;:)?])\*{1,2}$")
_MD_ROW = re.compile(r"^\s*\|.*\|\s*$")
_MD_HEADING = re.compile(r"^#{1,6}\s+")
_MD_ESCAPE = re.compile(r"\\([()\[\]*_#])")
_ITEM_NUMBER = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s*$")
_TABLE_RULE = re.compile(r"^[\s|:-]*-{2,}[\s|:-]*$")
_IMAGE_NOTE = re.compile(
    r"^(?:the|this|an?) (?:image|picture|photo(?:graph)?|logo|icon|screenshot) "
    r"(?:shows|depicts|contains|displays|is of|features)\b",
    re.I,
)
_INLINE_NUMBER = re.compile(r"(?<![\d(/.])(\d{1,2})\)\s?")
_PROSE = 4
"""Words from which on what stands beside a label is a text, and not a figure or a heading."""
_LABEL_CELL = re.compile(r"^(?:ref(?:erence)?\b.*|request|response|back to top)$", re.I)

_BLOCKS = frozenset(("p", "div", "ol", "ul", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6"))


def looks_like_markup(text: str) -> bool:
    """Whether tags stand in the text; a lone ``<`` in "fewer than < 5" does not count."""
    return len(_TAG.findall(text)) >= 3


def plain_lines(lines: list[Line]) -> list[Line]:
    """The lines without markup; one source line may give several, all with its number."""
    result: list[Line] = []
    for line in lines:
        if _TABLE_RULE.match(line.text):
            continue
        for text in _plain(line.text):
            result.append(Line(line.number, text))
    return result


def plain_markdown(text: str) -> str:
    """Markdown as plain text: links as ``text (address)``, rows as cells, pictures gone."""
    text = _AUTOLINK.sub(r"\1", _MD_IMAGE.sub("", text))
    if _MD_ROW.match(text):
        text = text.strip().strip("|").replace("|", "\t")
    text = _MD_HEADING.sub("", text)
    text = _MD_EMPHASIS.sub(r"\1", _MD_LINK.sub(_spell_out, text))
    return _MD_ESCAPE.sub(r"\1", _MD_LEFT_OVER.sub("", text))


def _spell_out(match: re.Match[str]) -> str:
    label, target = match.groups()
    if target.startswith("#") or not target or target == label:
        return label
    return f"{label} ({target})"


def _plain(text: str) -> list[str]:
    if not text.strip():
        return [""]
    parser = _Plain()
    # "fewer than < 5" is text, and what only looks like a tag must not keep the parser busy.
    parser.feed(_NOT_A_TAG.sub("&lt;", plain_markdown(text)))
    parser.close()
    result: list[str] = []
    # Character references may bring in what decoding had taken out.
    for row in strip_controls(parser.text()).split("\n"):
        result.extend(_cells(row))
    kept = [piece for piece in result if not _IMAGE_NOTE.match(piece)]
    while kept and not kept[-1]:
        kept.pop()
    return kept or [""]


def _cells(row: str) -> list[str]:
    """A table row as lines: labels stand alone, data cells stay together, joined by a bar."""
    cells = [" ".join(cell.split()) for cell in row.split("\t")]
    cells = [cell for cell in cells if cell]
    if not cells:
        return [""]
    if len(cells) > 1 and _labels(cells[0], " ".join(cells[1:])):
        return [cells[0], *_items(" ".join(cells[1:]))]
    return _items(" | ".join(cells))


def _labels(cell: str, text: str) -> bool:
    """Whether a cell is a label of the text beside it, as in all tables (``containers.tables``)."""
    if _LABEL_CELL.match(cell):
        return True
    prose = len(text.split()) >= _PROSE
    return prose and label_of(cell) in (Label.REQUEST, Label.RESPONSE)


def _items(text: str) -> list[str]:
    """List items that a converter ran together, each on its own line.

    Numbers split a text only where they count up from one ("1) Independent2) Directed"), so that
    "see question 2) above" stays whole.
    """
    cuts = [match.start() for match in re.finditer("•", text)]
    numbers = list(_INLINE_NUMBER.finditer(text))
    if len(numbers) > 1 and [int(m[1]) for m in numbers] == list(range(1, len(numbers) + 1)):
        cuts.extend(match.start() for match in numbers)
    edges = [0, *sorted(cuts), len(text)]
    pieces = [text[start:end].strip() for start, end in pairwise(edges)]
    return [piece for piece in pieces if piece] or [""]


class _Plain(HTMLParser):
    """Collects text; block tags become line breaks, cells tabs, items bullets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._lists = Lists()

    def text(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "".join(self._pieces))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ol", "ul"):
            self._lists.open(tag == "ol")
        if tag == "li":
            self._pieces.append("\n" + self._lists.marker())
        elif tag in ("p", "div", "table", "ol", "ul") or re.match(r"h[1-6]$", tag):
            self._pieces.append("\n\n" if self._pieces else "")
        elif tag in ("tr", "br"):
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._lists.close()
        if tag in ("td", "th"):
            self._pieces.append("\t")
        elif tag in _BLOCKS:
            self._pieces.append("\n" if tag == "tr" else "\n\n")

    def handle_data(self, data: str) -> None:
        # "</i> 2. <i>": the number of an item whose own tag a converter dropped.
        starts_item = self._lists and _ITEM_NUMBER.match(data)
        self._pieces.append(f"\n{data.lstrip()}" if starts_item else data)
