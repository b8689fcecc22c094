"""From words to stems, as the dictionaries of the segments have them, and what those are worth."""

from __future__ import annotations

from foisearch.cold import NotSimple
from foisearch.engine.scoring import weight

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from foisearch.cold.segments import Segment

FUNCTION_WORDS = frozenset(
    [
        "a",
        "about",
        "all",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
        "our",
        "please",
        "she",
        "should",
        "so",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""As :data:`foisearch.analysis.FUNCTION_WORDS`."""

_NOT_ALONE = frozenset(("s", "ss", "sec", "secs", "reg", "regs", "section", "regulation"))
_SCHEMES = frozenset(("http", "https"))
_SHARED = 2  # of a stem, all but the last so many letters begin every word that has it


class Term:
    """A stem that is looked for.

    ``asked`` says how many words of the query have it; ``numbers`` is its number in the dictionary
    of each segment, -1 where it does not occur; ``weight`` what a step of impact is worth.
    """

    def __init__(self, stem: bytes, numbers: list[int]) -> None:
        self.stem = stem
        self.numbers = numbers
        self.asked = 1
        self.weight = 0


def split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words that are looked for, and the small ones among them that are ignored, as typed.

    Raises:
        NotSimple: small words stand between others: a record with just these words scores more.
    """
    small = [word.lower() in FUNCTION_WORDS for word in words]
    if all(small):
        return list(words), []
    first, last = small.index(False), len(small) - small[::-1].index(False)
    if any(small[first:last]):
        raise NotSimple
    ignored = dict.fromkeys((*words[:first], *words[last:]))
    return list(words[first:last]), list(ignored)


def terms(words: Sequence[str], segments: Sequence[Segment]) -> list[Term]:
    """The stem of each word; words that have the same share one.

    Raises:
        NotSimple: no segment knows a word, so that its stem would have to be computed, or no record
            is left that has it, so that it may be misspelt.
    """
    found: dict[bytes, Term] = {}
    row: list[Term] = []
    for word in words:
        stem, known, number = _stem(word.lower().encode(), segments)
        term = found.get(stem)
        if term is None:
            numbers = [
                number if each is known else each.strings("term").find(stem) for each in segments
            ]
            term = found[stem] = Term(stem, numbers)
        else:
            term.asked += 1
        row.append(term)
    documents = sum(each.documents - len(each.dead) for each in segments)
    for term in found.values():
        held = df(term, segments)
        if not held:
            raise NotSimple
        term.weight = weight(documents, held) * term.asked
    return row


def stem(word: str, segments: Sequence[Segment]) -> bytes:
    """The stem of a word as typed.

    Raises:
        NotSimple: no segment knows the word.
    """
    return _stem(word.lower().encode(), segments)[0]


def _stem(word: bytes, segments: Sequence[Segment]) -> tuple[bytes, Segment, int]:
    """The stem of a word, a segment that knows it, and the number of the stem there."""
    for segment in segments:
        place = segment.strings("word").find(word)
        if place >= 0:
            number = segment.number("word.term", place)
            return segment.strings("term")[number], segment, number
    raise NotSimple


def df(term: Term, segments: Sequence[Segment]) -> int:
    """In how many documents a stem stands."""
    total = 0
    for segment, number in zip(segments, term.numbers, strict=True):
        if number >= 0:
            total += segment.number("term.df", number) - segment.deleted_df(number)
    return total


def spellings(term: Term, segment: Segment, place: int) -> frozenset[str]:
    """The folded words of a segment that have a stem; ``place`` is the segment's among all.

    Raises:
        NotSimple: one of them is cut out of texts by rules of its own.
    """
    number = term.numbers[place]
    words = segment.strings("word")
    head = term.stem.decode()
    low, high = words.beginning(head[: max(len(head) - _SHARED, 1)].encode())
    stems = segment.container.part("word.term", 4 * low, 4 * (high - low)).cast("I").tolist()
    found = set()
    at = -1
    for _ in range(stems.count(number)):
        at = stems.index(number, at + 1)
        found.add(words[low + at].decode())
    if found & _NOT_ALONE or found & _SCHEMES:
        raise NotSimple
    return frozenset(found)
