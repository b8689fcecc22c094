"""Running headers and footers: what stands at the same place of many pages, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from foisearch.containers.pdf.page import Line, Page
from foisearch.containers.tables import label_of
from foisearch.text import collapse_space

DEEPEST = 8
"""Lines of the head and of the foot of a page that may be running ones."""
SHARE = 0.4
"""Of the pages; headers often differ on odd and even pages."""
MOST_ALONE = 3
"""Running lines may be all that a page holds, if they are no more."""
MARGIN = 0.15
"""Share of a sheet's height, above and below, where running lines stand."""
WHITE = 0.5
"""Between running lines and the text, at least, in heights of a line."""
SAME_PLACE = 6.0
"""Points by which the place may differ."""

_DIGITS = re.compile(r"\d{1,5}")
_NUMBERING = re.compile(
    r"[-–—| ]*(?:(?:page|p\.|tudalen)\s*)?#(?:\s*(?:of|/|o|\|)\s*\d{1,5})?[-–—| ]*", re.I
)

_LOWER = re.compile(r"(?:www\.|https?:|\S+@|page\b|p\.|[ivxl]+$)")
"""What may begin a running line in lower case; anything else goes on with a sentence."""
_PAGE_OF = re.compile(r"page \d{1,5} of \d{1,5}", re.I)
_PAGE_PART = re.compile(r"\b(?:page|p\.|tudalen)\s*\d+(?:\s*(?:of|/|o)\s*\d+)?|^\d+$", re.I)
_PAGED = re.compile(r"\b(?:page|tudalen)\b|\|", re.I)

Key = tuple[str, int]


@dataclass(slots=True)
class Running:
    """The running lines of a file; pages are shown to it some hundred at a time.

    ``removed`` counts the lines that were taken out, ``said`` holds what they said, each once, but
    for page numbers.
    """

    removed: int = 0
    said: dict[str, None] = field(default_factory=dict)
    _known: set[Key] = field(default_factory=set)

    def without(self, pages: Sequence[Page]) -> list[Page]:
        """The pages without their running lines."""
        seen: Counter[Key] = Counter()
        for page in pages:
            seen.update({key for line in _edges(page) for key in _keys(line, page)})
        need = max(2, SHARE * len(pages))
        self._known.update(key for key, count in seen.items() if count >= need)
        return [self._stripped(page) for page in pages]

    def _stripped(self, page: Page) -> Page:
        running = {id(line): line for e in _from_edges(page) for line in self._peeled(e, page)}
        if len(running) == len(page.lines) > MOST_ALONE:
            return page  # the same page once more
        self.removed += len(running)
        for line in running.values():
            if words := _PAGE_PART.sub("", collapse_space(line.text)).strip(" |-–—"):
                self.said[words] = None
        return replace(page, lines=tuple(line for line in page.lines if id(line) not in running))

    def _peeled(self, edge: Sequence[Line], page: Page) -> list[Line]:
        """The running lines from the outside inward, up to the first row that has others as well.

        White parts them from the text; of the first row with others only the page's number goes.
        """
        peeled: list[list[Line]] = []
        rows = _rows(edge[: DEEPEST + 1], page)
        for row in rows[:DEEPEST]:
            known = [line for line in row if self._is_running(line, page)]
            peeled.append(known if len(known) == len(row) else list(filter(_is_number, known)))
            if len(known) < len(row):
                break
        while peeled and len(peeled) < len(rows) and _is_near(rows[len(peeled) - 1 :], page):
            peeled.pop()
        return [line for row in peeled for line in row]

    def _is_running(self, line: Line, page: Page) -> bool:
        if _PAGE_OF.fullmatch(collapse_space(line.text)):
            return True
        return any(key in self._known for key in _keys(line, page))


def _rows(lines: Sequence[Line], page: Page) -> list[list[Line]]:
    """The lines in rows of those beside one another."""
    rows: list[list[Line]] = []
    for line in lines:
        if page.placed and rows and line.box.beside(rows[-1][0].box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _is_near(rows: Sequence[Sequence[Line]], page: Page) -> bool:
    """Whether the first row stands as near to the second as lines of a paragraph do."""
    first, second = rows[0][0].box, rows[1][0].box
    gap = max(first.top, second.top) - min(first.bottom, second.bottom)
    return page.placed and gap < WHITE * max(first.height, second.height)


def _is_number(line: Line) -> bool:
    """Whether a line is the number of a page and nothing else."""
    return bool(_NUMBERING.fullmatch(_DIGITS.sub("#", collapse_space(line.text), count=1)))


def _from_edges(page: Page) -> tuple[list[Line], list[Line]]:
    """The page's lines from the top down, and from the bottom up."""
    if not page.placed or page.frame is None:
        return list(page.lines), list(page.lines[::-1])
    lines = sorted(page.lines, key=lambda line: (line.box.middle, line.box.left))
    half = page.frame.middle
    upper = [line for line in lines if line.box.middle < half]
    return upper, lines[len(upper) :][::-1]


def _edges(page: Page) -> list[Line]:
    top, bottom = _from_edges(page)
    return [*top[:DEEPEST], *bottom[:DEEPEST]]


def _keys(line: Line, page: Page) -> Iterator[Key]:
    """What a line would have in common with its like on other pages: its words, and its place.

    A page's number is replaced by ``#`` where it counts with the pages.  Labels and lines that
    begin what follows are never running ones: a log may have a record on each page.
    """
    text = collapse_space(line.text)
    if text[:1].islower() and not _LOWER.match(text):
        return
    if label_of(text) or text.endswith((":", "?")) or len(text) > 300 or not _in_margin(line, page):
        return
    places = _places(line) if page.placed else (0,)
    yield from ((text, place) for place in places)
    for match in _DIGITS.finditer(text):
        ahead = int(match[0]) - page.number
        if len(text) > 120 or (abs(ahead) > 2_000 and match[0] != text):
            continue
        marked = f"{text[: match.start()]}#{text[match.end() :]}"
        if _NUMBERING.fullmatch(marked) or _PAGED.search(marked):
            yield from ((f"{marked}\0{ahead}", place) for place in places)


def _in_margin(line: Line, page: Page) -> bool:
    """Whether a line stands at the head or foot of the sheet, and in no table: cells may repeat."""
    if page.frame is not None:
        part = MARGIN * page.frame.height
        if page.frame.top + part < line.box.middle < page.frame.bottom - part:
            return False
    return not any(grid.cell_at(line.box.centre, line.box.middle) for grid in page.grids)


def _places(line: Line) -> tuple[int, int]:
    """The place in two rasters, so that lines that stand near one another share one."""
    step = 2 * SAME_PLACE
    return round(line.box.middle / step), 1_000_000 + round(line.box.middle / step + 0.5)
