"""The terms of a segment, as Whoosh's readers and cursors want them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from foisearch.engine.whoosh.lexicons import Lexicon
from foisearch.engine.whoosh.postings import ArrayMatcher, bounds
from foisearch.engine.whoosh.schema import NAMES

if TYPE_CHECKING:
    from foisearch.engine.whoosh.codec import ArraySegment

Term = tuple[str, bytes]


def term_info(lexicon: Lexicon, text: bytes) -> TermInfo:
    """What is known of a term, deleted documents included.

    Raises:
        KeyError: the field does not have it.
    """
    held = lexicon.held(text)
    if not len(held.docs):
        raise KeyError(text)
    shortest, longest = bounds(lexicon, held)
    return TermInfo(
        weight=float(held.counts.sum()),
        df=len(held.docs),
        minlength=shortest,
        maxlength=longest,
        maxweight=float(held.counts.max()),
        minid=int(held.docs[0]),
        maxid=int(held.docs[-1]),
    )


class ArrayTerms(base.TermsReader):  # type: ignore[misc]
    """The terms of all fields of a segment."""

    def __init__(self, segment: ArraySegment) -> None:
        self._segment = segment

    def __contains__(self, term: Term) -> bool:
        name, text = term
        return name in NAMES and text in self._segment.lexicon(name)

    def indexed_field_names(self) -> tuple[str, ...]:
        """The fields that have terms."""
        return NAMES

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """A cursor that stands on the first term of a field."""
        return ArrayCursor(self._segment.lexicon(fieldname), fieldobj)

    def terms(self) -> Iterator[Term]:
        """Every term, in the order of the fields and then of the terms."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Every term from the first of a field that is not less than ``prefix``."""
        for name in NAMES:
            if name >= fieldname:
                start = prefix if name == fieldname else b""
                for text in self._segment.lexicon(name).walk(start):
                    yield name, text

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Every term with what is known of it."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """As :meth:`terms_from`, with what is known of the terms."""
        for name, text in self.terms_from(fieldname, prefix):
            yield (name, text), self.term_info(name, text)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a term.

        Raises:
            KeyError: the field does not have it.
        """
        if fieldname not in NAMES:
            raise KeyError(fieldname)
        return term_info(self._segment.lexicon(fieldname), text)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in the field of all documents together."""
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands in the field, deleted ones included."""
        return int(self.term_info(fieldname, text).doc_frequency())

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> ArrayMatcher:
        """The postings of a term.

        Raises:
            TermNotFound: the field does not have it.
        """
        if (fieldname, text) not in self:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return ArrayMatcher(self._segment.lexicon(fieldname), fieldname, text, format_, scorer)


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the terms of a field."""

    def __init__(self, lexicon: Lexicon, fieldobj: Any) -> None:
        self._lexicon = lexicon
        self._field = fieldobj
        self.first()

    def first(self) -> str | None:
        """Go to the first term."""
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not less than ``term``."""
        start: bytes = self._field.to_bytes(term)
        self._walk = self._lexicon.walk(start)
        return self.next()

    def next(self) -> str | None:
        """Go to the next term; it and the others give the term, ``None`` past the last."""
        self._at = next(self._walk, None)
        return self.text()

    def text(self) -> str | None:
        """The term the cursor stands on."""
        return None if self._at is None else str(self._field.from_bytes(self._at))

    term = text

    def term_info(self) -> TermInfo | None:
        """What is known of that term."""
        return None if self._at is None else term_info(self._lexicon, self._at)

    def is_valid(self) -> bool:
        """Whether the cursor stands on a term."""
        return self._at is not None
