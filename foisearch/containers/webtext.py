"""The HTML of a mail as plain text: blocks on lines of their own, what is hidden left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from foisearch.containers.numbering import Lists

_LOUD = frozenset(("script", "style", "head", "title", "template", "noscript", "svg", "object"))
_BLOCKS = frozenset(
    (
        *("p", "div", "ol", "ul", "dl", "dd", "dt", "table", "tr", "pre", "hr", "figure"),
        *("section", "article", "header", "footer", "main", "nav", "form", "fieldset", "address"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_QUOTED = "blockquote"
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|"
    r"opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)|mso-hide\s*:\s*all",
    re.I,
)
_DEEPEST = 500


def plain_text(html: str) -> str:
    """``html`` as lines of text, entities resolved; quoted mails get ``>`` before their lines."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    return parser.text()


class _Plain(HTMLParser):
    """Collects what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._open: list[tuple[str, bool]] = []
        self._lists = Lists()
        self._hidden = 0
        self._quoted = 0

    def text(self) -> str:
        """The lines; never more than one blank line together."""
        text = "\n".join(line.rstrip() for line in self._lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._void(tag)
            return
        if tag in ("p", "li", "tr") and self._open and self._open[-1][0] == tag:
            self.handle_endtag(tag)
        hides = tag in _LOUD or _hides(attrs)
        if len(self._open) < _DEEPEST:
            self._open.append((tag, hides))
            self._hidden += hides
        if tag == _QUOTED:
            self._quoted += 1
        if tag in ("ol", "ul"):
            self._lists.open(tag == "ol")
        if tag == "li":
            self._break(1)
            self._say(self._lists.marker())
        elif tag in _BLOCKS or tag == _QUOTED:
            self._break(1 if tag in ("tr", "div") else 2)

    def handle_endtag(self, tag: str) -> None:
        position = next(
            (i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == tag), None
        )
        if position is None:
            return
        for name, hides in self._open[position:]:
            self._hidden -= hides
            self._quoted -= name == _QUOTED
            if name in ("ol", "ul"):
                self._lists.close()
        del self._open[position:]
        if tag in ("td", "th"):
            self._say(" ")
        elif tag in _BLOCKS or tag == _QUOTED:
            self._break(1 if tag in ("tr", "div") else 2)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            before = self._lines[-1]
            text = re.sub(r"\s+", " ", data)
            if not before or before.endswith(" ") or before in ("> ",):
                text = text.lstrip(" ")
            self._say(text)

    def _void(self, tag: str) -> None:
        if tag == "br":
            self._break(0)
        elif tag == "hr":
            self._break(2)

    def _say(self, text: str) -> None:
        if not text or self._hidden:
            return
        if not self._lines[-1] and self._quoted > 0 and text.strip():
            self._lines[-1] = "> "
        self._lines[-1] += text

    def _break(self, blank: int) -> None:
        """End the line: 0 always, 1 if anything is on it, 2 with a blank line after it."""
        if self._hidden:
            return
        if blank == 0 or self._lines[-1].strip():
            self._lines.append("")
        if blank == 2 and len(self._lines) > 1 and self._lines[-2].strip():
            self._lines.append("")


def _hides(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether an element's attributes keep it from being seen."""
    said = {name: value or "" for name, value in attrs}
    return "hidden" in said or bool(_HIDDEN.search(said.get("style", "")))
