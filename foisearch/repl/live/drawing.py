"""The panes of the live view as lines of styled text: pure functions over its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foisearch.disclosure import Disclosure, Kind
from foisearch.render.facets import BY
from foisearch.render.hits import outcome_span
from foisearch.render.layout import Span, joined
from foisearch.render.marking import Marks
from foisearch.render.sheets import OPENING
from foisearch.render.words import body_words, count_words, milliseconds, published_words
from foisearch.repl.live.lines import Text, cut
from foisearch.repl.live.state import State
from foisearch.repl.settings import described_filters, modes
from foisearch.search import Hit
from foisearch.text import collapse_space, truncate

WIDE = 100
"""From so many columns on the preview stands beside the hits, else below them."""
LOW = 15
"""In a window of fewer lines there is no room for a preview."""
CHROME = 4
"""Lines that are neither hits nor preview: query, what it means, message, keys."""
SAID = 16
"""Columns of what is said around a query that was perhaps meant."""
GAP = 3
"""Columns between the hits and a preview beside them."""
ROWS = 2
"""Lines of one hit."""


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
            return cls(True, left, room, columns - left - GAP, room)
        if rows < LOW:
            return cls(False, columns, room, columns, 0)
        above = room // 2
        return cls(False, columns, above, columns, room - above - 1)


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


def message_line(state: State, width: int) -> Text:
    """What came of the last key, else what was perhaps meant by what is typed."""
    meant = state.meant
    if state.message or meant is None:
        return cut([("bold", state.message)], width)
    taken = f" ^O takes it: {count_words(meant.total, 'record')}"
    query = cut([("note", meant.query)], max(width - SAID - len(taken), 1))
    return cut([("note", "did you mean “"), *query, ("note", "”?"), ("", taken)], width)


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
    title = marks.spans("topic", collapse_space(d.topic), "topic") if d.topic else [_opening(d)]
    number = f"{hit.rank}  "
    style = "selected" if selected else "dim"
    head = [(style, mark + number), ("ref", d.ref or d.id), ("", "  ")]
    yield cut([*head, *_pieces(title)], width)
    ended = Span("publication", "kind") if d.kind is Kind.PUBLICATION else outcome_span(d.outcome)
    facts = joined([body_words(d), published_words(d).removeprefix("published "), ended])
    under = f" · +{len(hit.alike):,} near-identical" if hit.alike else ""
    indent = " " * len(mark + number)
    yield cut([("", indent), *_pieces(facts), ("dim", under)], width)


def _opening(d: Disclosure) -> Span:
    """The first words of a text that has no topic, in brackets, as lists of hits have them; the
    preview says which text it is.
    """
    text = collapse_space(d.request or d.body or d.response)
    return Span(f"({truncate(text, OPENING)})" if text else "(no topic)", "dim")


def facet_lines(state: State, panes: Panes) -> list[Text]:
    """The values of the facet that is counted, around the chosen one."""
    facet = state.facet
    if facet is None:
        return []
    if not facet.counts:
        return [[("dim", f"nothing to count {BY[state.by]}")]]
    room = panes.list_height
    first = max(min(state.choice - room // 2, len(facet.counts) - room), 0)
    lines = []
    for place, each in enumerate(facet.counts[first : first + room], start=first):
        chosen = place == state.choice
        mark = ("selected", "› ") if chosen else ("", "  ")
        lines.append(cut([mark, ("ref", f"{each.count:>9,}  "), ("", each.name)], panes.list_width))
    return lines


def _pieces(spans: Iterable[Span]) -> Text:
    return [(span.role, span.text) for span in spans]
