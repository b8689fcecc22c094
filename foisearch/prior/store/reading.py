"""Records to questions, and questions to numbers, many at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from foisearch.analysis import Analyzer, Stemmer, scan_with_nltk
from foisearch.disclosure import Disclosure, Kind, Part, Provenance
from foisearch.engine.building.chunks import Chunks
from foisearch.engine.segments.records import unpacked
from foisearch.engine.segments.segment import Segment
from foisearch.prior.questions import asked, plain_words
from foisearch.prior.store.companion import MOST_TIMES, PLACES, TIMES_BITS
from foisearch.prior.values import Question

Ints = NDArray[np.int64]

_AT_ONCE = 2_000
_NOWHERE = Provenance("", "", 0, 0, "", 0)
_PLAIN = bytes(ord(plain_words(chr(code)) or " ") for code in range(128)) + bytes(128)
"""For each ASCII character what it is among plain words; a space for what separates them."""
_PLACE = {place: number for number, place in enumerate(PLACES)}


@dataclass(frozen=True, slots=True)
class Batch:
    """What some documents ask.

    ``counts`` is how many questions each document has; ``places``, ``hashes`` and ``sizes`` (of
    distinct terms) are of the questions, and ``codes`` of their terms.
    """

    counts: list[int]
    places: list[int]
    hashes: list[int]
    sizes: Ints
    codes: Ints


def text_hash(text: str) -> int:
    """64 bits that stand for the plain words of a text: case, accents and punctuation apart."""
    if text.isascii():  # worth a short way: most are, and the store reads a million
        plain = b" ".join(text.encode().translate(_PLAIN).split())
    else:
        plain = plain_words(text).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(plain, digest_size=8).digest(), "little")


class _Stems:
    """The stems of the words of a segment.  Looked up in lists, which is quicker for many."""

    def __init__(self, segment: Segment) -> None:
        self._words = segment.strings("word").values()
        self._terms = segment.array("word.term", "u4")
        self._dictionary = segment.dictionary

    def __call__(self, word: str) -> str | None:
        """The stem of a folded word, ``None`` where the segment does not have the word."""
        wanted = word.encode("utf-8", "surrogatepass")
        place = bisect_left(self._words, wanted)
        if place == len(self._words) or self._words[place] != wanted:
            return None
        return self._dictionary[int(self._terms[place])].decode()


class Reader:
    """Reads the documents of a segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._stemmer = Stemmer(lookup=_Stems(segment))
        self._numbers: dict[str, int] = {}
        self._chunks = self._begun()

    def _begun(self) -> Chunks:
        self._known = np.zeros(0, np.int64)
        return Chunks(Analyzer(self._stemmer, scan_with_nltk), main=True)

    @property
    def terms(self) -> list[str]:
        """The terms met so far, in the order of their numbers."""
        return list(self._numbers)

    def batches(self) -> Iterator[Batch]:
        """All documents, in their order."""
        for low in range(0, self._segment.documents, _AT_ONCE):
            high = min(low + _AT_ONCE, self._segment.documents)
            yield self._read([asked(self._document(doc)) for doc in range(low, high)])
            if self._chunks.crowded:
                self._chunks = self._begun()

    def _document(self, doc: int) -> Disclosure:
        data = unpacked(self._segment.string("record", doc))
        try:
            return asking(orjson.loads(data))
        except TypeError as error:  # elsewhere that is a mistake of ours
            raise ValueError(str(error)) from None

    def _read(self, documents: Sequence[Sequence[Question]]) -> Batch:
        questions = [question for each in documents for question in each]
        texts = [question.whole for question in questions]
        sizes, codes = self._coded(texts) if texts else (np.zeros(0, np.int64),) * 2
        return Batch(
            [len(each) for each in documents],
            [_PLACE[question.place] for question in questions],
            [text_hash(text) for text in texts],
            sizes,
            codes,
        )

    def _coded(self, texts: list[str]) -> tuple[Ints, Ints]:
        """How many distinct terms each text has, and the codes of them all."""
        read = self._chunks.read(texts)
        self._number_new()
        owner = np.repeat(np.arange(len(texts)), read.tokens)
        both = (owner << 32) + self._known.take(read.terms)
        distinct, times = np.unique(both, return_counts=True)
        codes = (distinct & 0xFFFFFFFF) << TIMES_BITS
        codes += np.minimum(times, MOST_TIMES)
        return np.bincount(distinct >> 32, minlength=len(texts)), codes

    def _number_new(self) -> None:
        """Number the terms that were met since."""
        met = list(self._chunks.terms)
        numbers = self._numbers
        fresh = [numbers.setdefault(term, len(numbers)) for term in met[len(self._known) :]]
        self._known = np.concatenate((self._known, np.array(fresh, np.int64)))


def asking(data: dict[str, Any]) -> Disclosure:
    """As much of a record as :func:`foisearch.prior.questions.asked` looks at.

    Args:
        data: as :func:`foisearch.record.to_json` wrote it.

    Raises:
        KeyError, TypeError, ValueError: it did not.
    """
    return Disclosure(
        id="",
        kind=Kind(data["kind"]),
        authority="",
        authority_name="",
        regime="",
        ref="",
        topic=None,
        request=_text(data, "request"),
        response=_text(data, "response"),
        provenance=_NOWHERE,
        body=_text(data, "body"),
        parts=tuple(
            Part(_text(part, "number"), _text(part, "question"), lead=_text(part, "lead"))
            for part in data["parts"]
        ),
    )


def _text(data: dict[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is not text")
    return value
