"""The answer to a question that matched, where it has none of the words: ``2. 121, 98 and 137.``"""

from __future__ import annotations

from foisearch.passages.sentences import label_end, over_space
from foisearch.passages.stretching import Stretch, stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foisearch.passages.densest import Match

    Answered = tuple[str, str, str]
    """The number of a part as printed, its question and its answer."""

_SURE = 16
"""An answer so long stands in a text but once, or says the same wherever it stands."""


def answer_to(
    text: str, asked: Stretch, matches: Sequence[Match], parts: Sequence[Answered]
) -> Answered | None:
    """The part whose question matched best in a passage of a request; ``None`` if none is sure.

    Args:
        text: of the request.
        asked: the passage.
        matches: what matched in the text.
        parts: of the record.
    """
    best, most = None, 0
    for part in parts:
        _, question, answer = part
        start = text.find(question) if question and answer.strip() else -1
        if start < 0:
            continue
        end = start + len(question)
        which = {
            each
            for low, high, each in matches
            if max(start, asked.start) <= low and high <= min(end, asked.end)
        }
        if len(which) > most:
            best, most = part, len(which)
    return best


def passage_of(text: str, part: Answered, width: int, numbered_only: bool) -> Stretch | None:
    """Where an answer stands in the text of a response; ``None`` where that is not sure.

    With ``numbered_only``, only an answer behind its number counts.
    """
    number, _, answer = part
    answer = answer.strip()
    for place in _places(text, answer):
        line = text.rfind("\n", 0, place) + 1
        begin = over_space(text, line)
        end = label_end(text, begin)
        numbered = bool(end) and over_space(text, end) == place
        if numbered and _plain(text[begin:end]) != _plain(number):
            continue
        if numbered or (not numbered_only and begin == place and len(answer) >= _SURE):
            rest = place + len(answer)
            return stretch(text, place, place + 1, width, ((rest, len(text)),))
    return None


def _places(text: str, piece: str) -> Iterator[int]:
    place = text.find(piece)
    while place >= 0:
        yield place
        place = text.find(piece, place + len(piece))


def _plain(label: str) -> str:
    """A number without what is written around it: ``Q2.`` and ``2`` are the same."""
    return (
        "".join(char for char in label.lower() if char.isalnum())
        .removeprefix("question")
        .strip("q")
    )
