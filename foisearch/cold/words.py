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

    ``numbers`` is its number in the dictionary of each segment, -1 where it does not occur; ``df``
    says in how many documents it stands, ``worth`` what a step of impact is worth.
    """

    def __init__(self, stem: str, numbers: list[int], df: int, documents: int) -> None:
        self.stem = stem
        self.numbers = numbers
        self.df = df
        self.worth = weight(documents, df)


class Terms:
    """The terms of an index, each looked up once."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.documents = sum(each.documents - len(each.dead) for each in segments)
        self._segments = segments
        self._known: dict[str, Term] = {}

    def of(self, word: str) -> Term:
        """The term of a folded word.

        Raises:
            NotSimple: no segment knows it, so that its stem would have to be computed.
        """
        stem = self.stem(word)
        if not stem:
            raise NotSimple
        return self.named(stem)

    def stem(self, word: str) -> str:
        """The stem of a folded word, empty where no segment knows it."""
        for segment in self._segments:
            place = segment.strings("word").find(word.encode())
            if place >= 0:
                number = segment.number("word.term", place)
                return segment.strings("term")[number].decode()
        return ""

    def named(self, stem: str) -> Term:
        """The term with this stem, which may stand in no document."""
        found = self._known.get(stem)
        if found is None:
            data = stem.encode()
            numbers = [segment.strings("term").find(data) for segment in self._segments]
            df = sum(
                segment.number("term.df", number) - segment.deleted_df(number)
                for segment, number in zip(self._segments, numbers, strict=True)
                if number >= 0
            )
            found = self._known[stem] = Term(stem, numbers, df, self.documents)
        return found


def spellings(term: Term, segment: Segment, place: int) -> frozenset[str]:
    """The folded words of a segment that have a stem; ``place`` is the segment's among all.

    Raises:
        NotSimple: one of them, or the stem itself, is cut out of texts by rules of its own.
    """
    number = term.numbers[place]
    words = segment.strings("word")
    head = term.stem
    if not (head.isascii() and head.isalpha()):
        raise NotSimple
    if number < 0:
        return frozenset()
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
