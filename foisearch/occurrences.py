"""Where in a text stands what a question looks for?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foisearch.analysis import FUNCTION_WORDS, Analyzer, Token
from foisearch.query.wanted import Wanted
from foisearch.text import fold

WHOLE = 60_000
"""Up to this length a text is read whole; a longer one only around what may match."""
_PLACES = 100  # places looked at for each beginning of a word in a long text
_AROUND = 120
_LONGEST_WORD = 1_000  # a longer run without any space is cut like a text


@dataclass(frozen=True, slots=True)
class Match:
    """A range of a text that one of the things wanted covers; ``which`` says which."""

    start: int
    end: int
    which: int


def find(text: str, wanted: Sequence[Wanted], analyzer: Analyzer) -> list[Match]:
    """Every range of ``text`` that something wanted covers, in order.

    A text longer than :data:`WHOLE` is read around the places where a word begins like one that is
    wanted, :data:`_PLACES` for each, so that the cost is bounded.
    """
    terms = {term for each in wanted for step in each.steps for term in step}
    if not terms:
        return []
    windows = [(0, len(text))] if len(text) <= WHOLE else _windows(text, terms, analyzer)
    found: set[Match] = set()
    for start, end in windows:
        tokens = analyzer.occurrences(text[start:end], terms)
        for which, each in enumerate(wanted):
            for first, last in _sequences(tokens, each):
                found.add(Match(start + first, start + last, which))
    return sorted(found, key=lambda m: (m.start, m.end, m.which))


def _sequences(tokens: list[Token], wanted: Wanted) -> Iterator[tuple[int, int]]:
    first, *rest = wanted.steps
    if not rest:
        yield from ((t.start, t.end) for t in tokens if t.term in first)
        return
    positions = [t.position for t in tokens]
    for begin in [t for t in tokens if t.term in first]:
        chain = [begin]
        slack = wanted.slop
        for step in rest:
            here = chain[-1].position
            at = bisect_right(positions, here)
            near = tokens[at : bisect_right(positions, here + 1 + slack)]
            following = next((t for t in near if t.term in step), None)
            if following is None:
                break
            slack -= following.position - here - 1
            chain.append(following)
        else:
            if wanted.slop:
                yield from ((t.start, t.end) for t in chain)
            else:
                yield min(t.start for t in chain), max(t.end for t in chain)


def _windows(text: str, terms: set[str], analyzer: Analyzer) -> list[tuple[int, int]]:
    """Stretches of a long text, cut at spaces, that hold all places worth a look."""
    flat = _flattened(text)
    heads = _heads(terms, analyzer)
    heads = {h for h in heads if h not in FUNCTION_WORDS} or heads
    places: list[int] = []
    for head in heads:
        at = flat.find(head)
        count = 0
        while at >= 0 and count < _PLACES:
            # In the middle of a word it is no beginning of one.
            if at == 0 or not flat[at - 1].isalnum() or head[0].isdigit():
                places.append(at)
                count += 1
            at = flat.find(head, at + 1)
    windows: list[tuple[int, int]] = []
    for place in sorted(places):
        start = text.rfind(" ", 0, max(place - _AROUND, 0)) + 1
        end = text.find(" ", min(place + _AROUND, len(text)))
        end = len(text) if end < 0 else end
        start, end = max(start, place - _LONGEST_WORD), min(end, place + _LONGEST_WORD)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _flattened(text: str) -> str:
    """``text`` in small letters without accents, every character where it was."""
    if not text.isascii():
        for char in {c for c in text if c > "\x7f"}:
            text = text.replace(char, (fold(char) or " ")[0])
    return text.lower()


def _heads(terms: set[str], analyzer: Analyzer) -> set[str]:
    """How words of these terms begin in a text."""
    written = {term: [term, *analyzer.stemmer.spellings(term)] for term in terms}
    heads = {_shared_head(words)[:6] or term[:1] for term, words in written.items()}
    # 1234 may be written 1,234.
    heads |= {f"{int(t):,}"[:5] for t in terms if t.isascii() and t.isdigit() and 3 < len(t) < 19}
    return heads


def _shared_head(words: list[str]) -> str:
    low, high = min(words), max(words)
    return next((low[:i] for i, c in enumerate(low) if high[i : i + 1] != c), low)
