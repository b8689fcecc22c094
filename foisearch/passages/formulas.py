"""What every letter says whatever was asked, and what is appended to it.

The words are those of many bodies' letters, not of one: greetings, what the Act says of requests
and refusals, how to complain, what is added about comparing and using figures again.  A passage
with other words of the question beats one that stands among these.
"""

from __future__ import annotations

import sys
from _bisect import bisect_right

from foisearch.passages.sentences import border_before, border_behind, places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SENTENCES = {
    # greetings and thanks
    "dear ": (),
    "thank you for": (
        *("your request", "your email", "your e-mail", "your letter", "your enquiry", "contacting"),
    ),
    "i write in connection with your": (),
    "i am writing": ("in response to your", "to respond to your"),
    "your request": ("was received on", "has been considered", "was considered", "pursuant to"),
    "under the": ("been handled", "been dealt with", "been processed"),
    # what was decided, in the words of the Act
    "i have today decided": (),
    "refusal notice": ("serves as a", "is a refusal", "acts as a", "constitutes a"),
    "places two duties on": (),
    "right of access": ("statutory", "general"),
    "provides that any person making a request": (),
    "is entitled to be informed in writing": (),
    "when refusing": ("requires us", "requires a public authority", "to provide such information"),
}
"""Where one of these stands with one of what is behind it, if there is any, in one sentence, the
sentence is a formula."""

PARAGRAPHS = {
    # complaints and reviews
    "internal review": ("request an", "ask for an", "conduct an", "right to an", "of our decision"),
    "internal review procedure": (),
    "satisfied with": ("dissatisfied", "not satisfied"),
    "unhappy with": ("are unhappy",),
    "not content with the outcome": (),
    "right of appeal": (),
    "right to appeal": (),
    "right of complaint": (),
    "right to complain": (),
    "complaints procedure": (),
    "information commissioner": (
        *("complain to the", "complaint to the", "directly to the", "contact the", "appeal to the"),
    ),
    "wycliffe house": (),
    "ico.org.uk": (),
    # farewells
    "yours sincerely": (),
    "yours faithfully": (),
    "kind regards": (),
    "do not hesitate to contact": (),
    "if you have any que": ("if you have any queries", "questions about this"),
    "foi@": (),
    # figures and using them again
    "re-use of public sector information": (),
    "open government licence": (),
    "copyright": ("crown copyright", "protected by copyright"),
    "every effort": ("is made to ensure", "has been made to ensure"),
    "compar": ("should not be used", "care should be taken"),
    "any attachment": ("this e-mail", "this email"),
    "cookies": ("accept", "help"),
}
"""Where one of these stands with one of what is behind it, if there is any, in one sentence, the
rest of the paragraph is a formula."""

APPENDED = ("appendix", "annex", "schedule", "attachment", "enclosure")
"""A heading that begins so begins what is appended."""

_LONGEST_PARAGRAPH = 900
_LONGEST_SENTENCE = 400
_LONGEST_HEADING = 80
_SHORTEST_ANSWER = 400
"""What stands before it is no answer yet, so nothing is appended to it."""


def formulas(text: str, near: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of a text that are formulas, in order and apart.

    Args:
        text: of any length.
        near: places in order; formulas far from all of them may be left out.
    """
    found: list[tuple[int, int]] = []
    reach = _LONGEST_PARAGRAPH
    windows = _apart([(max(place - reach, 0), place + reach) for place in near])
    for low, high in windows:
        flat = text[low:high].lower()
        if len(flat) == len(text[low:high]):
            found.extend(_within(text, flat, low))
    return _apart(sorted(found))


def _within(text: str, flat: str, low: int) -> Iterator[tuple[int, int]]:
    """The formulas with a cue in ``flat``, which begins at ``low`` in the text."""
    for table, end in ((SENTENCES, _sentence_end), (PARAGRAPHS, _paragraph_end)):
        for cue, beside in table.items():
            if cue in flat and (not beside or any(each in flat for each in beside)):
                for place in places(flat, cue, 0, len(flat)):
                    begin = _begin(text, low + place)
                    sentence = text[begin : _sentence_end(text, low + place)].lower()
                    if not beside or any(each in sentence for each in beside):
                        yield begin, end(text, low + place)


def _apart(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and start <= found[-1][1]:
            start, behind = found.pop()
            end = max(end, behind)
        found.append((start, end))
    return found


def stands_in(place: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is in one of some ranges that are in order and apart."""
    at = bisect_right(ranges, (place, sys.maxsize)) - 1
    return at >= 0 and place < ranges[at][1]


def appended(text: str) -> int:
    """Where what is appended to a text begins; its length where nothing is."""
    flat = text.lower() if "\n\n" in text else ""
    least = len(text)
    for word in APPENDED if len(flat) == len(text) else ():
        for place in places(flat, f"\n{word}", _SHORTEST_ANSWER, least):
            end = text.find("\n", place + 1)
            if text[place - 1] == "\n" and (end if end >= 0 else len(text)) - place < (
                _LONGEST_HEADING
            ):
                least = place
                break
    return least


def _begin(text: str, place: int) -> int:
    """Where the sentence of a place begins."""
    return border_before(text, place, max(place - _LONGEST_SENTENCE, 0))


def _sentence_end(text: str, place: int) -> int:
    return border_behind(text, place, min(place + _LONGEST_SENTENCE, len(text)))


def _paragraph_end(text: str, place: int) -> int:
    end = text.find("\n\n", place, place + _LONGEST_PARAGRAPH)
    return end if end >= 0 else min(place + _LONGEST_PARAGRAPH, len(text))
