"""Whether reliance on a provision is only possible: hypothetical, general, or being counted."""

from __future__ import annotations

from foisearch.law.cues import Cues
from foisearch.law.passage import Passage
from foisearch.law.patterns import IGNORECASE, Pattern

_BEFORE = 140
_AFTER = 60
"""Characters before and behind a citation in which words make it hypothetical."""
_MOST_ITEMS = 30
_ITEM = Pattern(r"\s*(?:[•●◦▪*·]|[-–]\s|o\s|\(?[0-9a-z]{1,2}[.)]\s)")
_DUTY_OF_ALL = Pattern(
    r"\ba\s+public\s+authority\s+(?:which|that|must|is|who)\b[^.]{0,160}\bclaim\s+that\s",
    IGNORECASE,
)
"""The Act is told, in general: "a public authority which is relying on a claim that section 12"."""
_ALLOWED = Pattern(
    r"\b(?:allows?|permits?|entitles?|enables?)\s+(?:us|an?|any|public|the|it|councils|bodies|authorities)\b"
    r"(?:\s+\w+){0,4}?\s+to\s+(?:refuse|withhold|decline)\b[^.]{0,60}$",
    IGNORECASE,
)
"""What the law allows everyone: "the Act allows us to refuse a request under section 12"."""
_AND_RELIES = Pattern(
    r"(?:[,;]|\b(?:and|but|so)\b)\s+(?:(?:we|i|it|therefore|instead|now|and|but|so)\s+){0,3}"
    r"(?:rel(?:y|ies)|appl(?:y|ies)|withholds?|refuses?)\b",
    IGNORECASE,
)
_QUOTES_THE_ACT = Pattern(
    r"\bwhich\s+is\s+not\s+(?:exempt\s+)?(?:information\s+)?(?:exempt\s+)?by\s+virtue\s+of\s+(?:sections?\s+)?$",
    IGNORECASE,
)
"""The Act's own "information which is not exempt information by virtue of section 30"."""
_OUTRIGHT = Pattern(
    r"\b(?:not\s+obliged|(?:we|i)\s+(?:are|am|have|must|will|therefore)\s+(?:\w+\s+){0,3}"
    r"(?:refus\w+|withh\w+|unable|not\s+able|appl(?:y|ied|ying)|relying|exempt\w*))\b",
    IGNORECASE,
)
_SO_HERE = Pattern(
    r"\s{0,3}(?:that|this|such)\s+is\s+(?:the\s+case|so)\s+(?:here|in\s+this|with\s+your)",
    IGNORECASE,
)
_CONFIRMED = Pattern(
    r"\s{0,3}(?:i|we|the\s+(?:panel|reviewer))\s+(?:am|are|is|find|found|conclude[ds]?|consider|agree)\b"
    r"[^.]{0,60}?\b(?:that\s+(?:it|they)\s+(?:was|were|is|are|does|do)(?!\s+not)|uph[eo]ld)"
    r"|\s{0,3}(?:the|our)\s+(?:original|first|initial)\s+(?:\w+\s+)?(?:decision|response|refusal|reply)\s+"
    r"(?:(?:is|was|has\s+been|therefore|now)\s+){1,3}(?:upheld|maintained|correct)\b",
    IGNORECASE,
)
"""The sentence after "whether section 43 was rightly applied" says that it was."""


def is_possible(passage: Passage, cues: Cues, low: int, start: int, end: int, high: int) -> bool:
    """Whether the citation at ``start``-``end`` is hypothetical, or refusals are only counted.

    Args:
        passage: the text and its sentences.
        cues: its cue words.
        low, high: where the citation's sentence begins and ends.
    """
    text = passage.text
    near = cues.hypothetical.within(max(low, start - _BEFORE), min(high, end + _AFTER))
    possible = any(not _was_left(text, span, start) for span in near)
    if possible and not _OUTRIGHT.search(text, low, high):
        return not (_CONFIRMED.match(text, high) or _SO_HERE.match(text, high))
    if _DUTY_OF_ALL.search(text, low, start) or _ALLOWED.search(text, low, start):
        return True
    if cues.statistic.within(low, min(high, end + _AFTER)):
        return True
    return _is_listed_as_possible(text, cues, start)


def is_the_acts_own(text: str, low: int, start: int) -> bool:
    """Whether the citation stands in a stock phrase of the Act itself, as it is quoted."""
    return _QUOTES_THE_ACT.search(text, max(low, start - 80), start) is not None


def _was_left(text: str, span: tuple[int, int], start: int) -> bool:
    """Whether what was only considered is another provision: "considered …, and relies on"."""
    if not text.startswith("consider", span[0]):
        return False
    return _AND_RELIES.search(text, span[1], start) is not None


def _is_listed_as_possible(text: str, cues: Cues, start: int) -> bool:
    """Whether a citation stands in a list of what might apply: "reasons why we may refuse"."""
    line = text.rfind("\n", 0, start) + 1
    for _ in range(_MOST_ITEMS):
        if not line or not _ITEM.match(text, line):
            break
        line = text.rfind("\n", 0, line - 1) + 1
    else:
        return False
    head = text[line : text.find("\n", line) + 1]
    if line >= start or _ITEM.match(head) or head == text[line:start]:
        return False
    return cues.hypothetical.any(line, line + len(head)) and not cues.own_voice.any(
        line, line + len(head)
    )
