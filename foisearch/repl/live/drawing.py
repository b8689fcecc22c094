"""The panes of the live view as lines of styled text: pure functions over its state.

A line is a list of ``(style, text)``; styles are the roles of :mod:`foisearch.render.layout`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from prompt_toolkit.utils import get_cwidth

from foisearch.disclosure import Disclosure, Kind
from foisearch.render.disclosures import disclosure_blocks
from foisearch.render.hits import outcome_span, title_span
from foisearch.render.layout import Block, Line, Pair, Span, joined
from foisearch.render.marking import MATCH, Marks
from foisearch.render.plain import table_lines
from foisearch.render.words import body_words, count_words, milliseconds, published_words
from foisearch.repl.live.state import State
from foisearch.repl.settings import described_filters, modes
from foisearch.search import Hit
from foisearch.text import collapse_space, strip_controls

Text = list[tuple[str, str]]
"""One line: pieces, each with its role."""

WIDE = 100
"""From so many columns on the preview stands beside the hits, else below them."""
LOW = 15
"""In a window of fewer lines there is no room for a preview."""
CHROME = 4
"""Lines that are neither hits nor preview: query, what it means, message, keys."""
ROWS = 2
"""Lines of one hit."""
HEAD = 2
"""So much of a disclosure, its title and its facts, stands above its text on two lines each."""
ABOVE = 2
"""Lines of the preview above its first match."""
MOST_LINES = 2_000
"""So many lines of a disclosure are laid out; the pager has them all."""
_PART = re.compile(r"[^ ]+ *| +")


@dataclass(frozen=True, slots=True)
class Panes:
    """How a window is divided, in columns and lines; a preview that is 0 high is not there."""

    beside: bool
    list_width: int
    list_height: int
    preview_width: int
    preview_height: int

    @classmethod
    def of(cls, columns: int, rows: int) -> Panes:
        """The panes of a window."""
        room = max(rows - CHROME, 1)
        if columns >= WIDE:
            left = columns // 2 - 2
            return cls(True, left, room, columns - left - 3, room)
        if rows < LOW:
            return cls(False, columns, room, columns, 0)
        above = room // 2
        return cls(False, columns, above, columns, room - above - 1)


def cut(text: Iterable[tuple[str, str]], width: int) -> Text:
    """A line cut to so many columns; the last is an ellipsis where something was cut."""
    shown: Text = []
    room = width
    for style, raw in text:
        piece = strip_controls(raw)
        if get_cwidth(piece) <= room:
            shown.append((style, piece))
            room -= get_cwidth(piece)
            continue
        while piece and get_cwidth(piece) > max(room - 1, 0):
            piece = piece[:-1]
        return [*shown, (style, f"{piece}…" if room else "")]
    return shown


def meaning_line(state: State, width: int) -> Text:
    """How much was found for what, and what could not be understood."""
    answered = state.answered
    if answered is None:
        return []
    if answered.problem:
        return cut([("warning", answered.problem)], width)
    pieces: Text = []
    if found := answered.found:
        total = found.result.total
        said = count_words(total, "record") if total else "nothing found"
        pieces += [("bold", said), ("dim", f" · {milliseconds(found.took_ms)}")]
    request = answered.request
    held = [state.narrowing.trail(request), *described_filters(request.filters), *modes(request)]
    pieces += [("kind", f" · {each}") for each in held if each]
    if begun := answered.understood.begun:
        pieces.append(("dim", f" · {begun}…: words that begin so"))
    if ignored := answered.understood.ignored:
        pieces.append(("warning", f" · left out {'; '.join(ignored)}"))
    notes = found.result.notes if found else ()
    pieces += [("dim", f" · {note}") for note in notes]
    return cut(pieces, width)


def hit_lines(state: State, marks: Marks, panes: Panes) -> list[Text]:
    """The hits around the selected one, two lines each."""
    room = max(panes.list_height // ROWS, 1)
    first = max(min(state.selected - room // 2, len(state.hits) - room), 0)
    lines: list[Text] = []
    for place, hit in enumerate(state.hits[first : first + room], start=first):
        lines += _hit(hit, place == state.selected, marks, panes.list_width)
    return lines


def _hit(hit: Hit, selected: bool, marks: Marks, width: int) -> Iterator[Text]:
    d = hit.disclosure
    mark = "› " if selected else "  "
    title = marks.spans("topic", collapse_space(d.topic), "topic") if d.topic else [title_span(d)]
    number = f"{hit.rank}  "
    style = "selected" if selected else "dim"
    head = [(style, mark + number), ("ref", d.ref or d.id), ("", "  ")]
    yield cut([*head, *_pieces(title)], width)
    ended = Span("publication", "kind") if d.kind is Kind.PUBLICATION else outcome_span(d.outcome)
    facts = joined([body_words(d), published_words(d).removeprefix("published "), ended])
    under = f" · +{len(hit.alike):,} near-identical" if hit.alike else ""
    indent = " " * len(mark + number)
    yield cut([("", indent), *_pieces(facts), ("dim", under)], width)


def facet_lines(state: State, panes: Panes) -> list[Text]:
    """The values of the facet that is counted, around the chosen one."""
    facet = state.facet
    if facet is None:
        return []
    if not facet.counts:
        return [[("dim", f"nothing to count by {state.by}")]]
    room = panes.list_height
    first = max(min(state.choice - room // 2, len(facet.counts) - room), 0)
    lines = []
    for place, each in enumerate(facet.counts[first : first + room], start=first):
        chosen = place == state.choice
        mark = ("selected", "› ") if chosen else ("", "  ")
        lines.append(cut([mark, ("ref", f"{each.count:>9,}  "), ("", each.name)], panes.list_width))
    return lines


@dataclass(frozen=True, slots=True)
class Preview:
    """A disclosure at the width of the preview: what stands above, and what can be scrolled.

    ``opens`` is the line of the text that is shown first: a little above its first match.
    """

    head: list[Text]
    text: list[Text]
    opens: int

    def shown(self, scrolled: int, height: int) -> tuple[list[Text], int]:
        """The lines in the window, and how far it is scrolled after all."""
        room = max(height - len(self.head), 0)
        first = max(min(self.opens + scrolled, len(self.text) - room), 0)
        return [*self.head[:height], *self.text[first : first + room]], first - self.opens


def preview(d: Disclosure, marks: Marks, panes: Panes) -> Preview:
    """The preview of a disclosure."""
    blocks = disclosure_blocks(d, marks)
    head: list[Text] = []
    for block in islice(blocks, HEAD):
        head += _laid(block, panes.preview_width)[:HEAD]
    lines: list[Text] = []
    opens = -1
    for block in blocks:
        if opens < 0 and isinstance(block, Line) and any(s.role == MATCH for s in block.spans):
            opens = max(len(lines) - ABOVE, 0)
        lines += _laid(block, panes.preview_width)
        if len(lines) >= MOST_LINES:
            lines[MOST_LINES:] = [[("dim", "… (Enter opens all of it)")]]
            break
    return Preview(head, lines, max(opens, 0))


def _laid(block: Block, width: int) -> list[Text]:
    """The lines of a block."""
    if isinstance(block, Line):
        return list(wrapped(block, width))
    if isinstance(block, Pair):
        return [text for each in block.within(width) for text in wrapped(each, width)]
    return [cut([("", text)], width) for text in table_lines(block)]


def wrapped(block: Line, width: int) -> Iterator[Text]:
    """A line broken at blanks into lines of so many columns, those behind the first hanging."""
    hang = min(block.hang, width // 3)
    start = min(block.indent, width // 3)
    row, at = [("", " " * start)], start
    for word in _words(block.spans):
        for piece in _fitting(word, width - max(hang, start)):
            if at > start and at + _cells(piece) > width:
                yield row
                row, at, start = [("", " " * hang)], hang, hang
            row += piece
            at += sum(get_cwidth(text) for _, text in piece)
    yield row


def _words(spans: Iterable[Span]) -> Iterator[Text]:
    """Words with the blanks behind them; what matches may be a part of one."""
    word: Text = []
    for span in spans:
        for part in _PART.findall(strip_controls(span.text).replace("\n", " ")):
            word.append((span.role, part))
            if part.endswith(" "):
                yield word
                word = []
    if word:
        yield word


def _cells(word: Text) -> int:
    """Columns of a word without the blanks behind it."""
    return get_cwidth("".join(text for _, text in word).rstrip())


def _fitting(word: Text, width: int) -> Iterator[Text]:
    """A word in pieces that are no wider than a line."""
    if _cells(word) <= width:
        yield word
        return
    for style, text in word:
        while get_cwidth(text.rstrip()) > width > 1:
            size = next(n for n in range(len(text), 0, -1) if get_cwidth(text[:n]) <= width)
            yield [(style, text[:size])]
            text = text[size:]
        yield [(style, text)]


def _pieces(spans: Iterable[Span]) -> Text:
    return [(span.role, span.text) for span in spans]
