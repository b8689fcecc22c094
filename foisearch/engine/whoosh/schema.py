"""The schema: the fields of :mod:`foisearch.fields` as Whoosh's field types, and ``any``.

A text field holds what the one analyzer makes of its texts; a key field whole values; a date field
the days, months and years of the records.  ``any`` is all text fields as one, and the field that a
bare word belongs in: its impacts weigh the fields against one another (BM25F).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import analysis, columns, formats
from whoosh.fields import COLUMN, ID, STORED, TEXT, FieldType, Schema

from foisearch.analysis import Analyzer
from foisearch.engine.schema.documents import FORCE_ID
from foisearch.engine.schema.entry import GAP
from foisearch.fields import FIELDS, FieldKind
from foisearch.query import dates
from foisearch.text import fold

ANY = "any"
"""The field of all text fields."""
OWN_KEYS = (FORCE_ID,)
"""Key fields that people do not write in queries."""
_INDEXED = (FieldKind.TEXT, FieldKind.KEY, FieldKind.DATE)
SEPARATOR = "\x1e"
"""Stands between the texts of one field where they come in one string."""
NEWEST, BY_REF = "order_date", "order_ref"
"""Columns to sort by: the day of publication and the reference as people order it."""

KINDS: dict[str, FieldKind] = {
    **{field.name: field.kind for field in FIELDS if field.kind in _INDEXED},
    **dict.fromkeys(OWN_KEYS, FieldKind.KEY),
    ANY: FieldKind.TEXT,
}
"""What each field holds; ``id`` is of no kind."""
NAMES = tuple(sorted({"id", *KINDS}))
"""The fields that have terms."""


class TextAnalyzer(analysis.Analyzer):  # type: ignore[misc]
    """Whoosh's way to our analyzer.

    Several texts of one field come in one string, :data:`SEPARATOR` between them.  A text that is
    indexed or highlighted gives all terms of each place; one that is asked for (mode ``query``) the
    main term of each, so that a phrase of them is what was written.  A pattern is not cut
    (``tokenize`` false), only folded: it describes terms, which are stems.
    """

    def __init__(self, analyzer: Analyzer | None = None) -> None:
        self.analyzer = analyzer or Analyzer()

    def __getstate__(self) -> dict[str, Any]:
        # Whoosh's own writers pickle the schema; what the analyzer has learnt need not go along.
        return {"analyzer": Analyzer()}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TextAnalyzer)

    __hash__ = None  # type: ignore[assignment]

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        tokenize: bool = True,
        **_: Any,
    ) -> Iterator[analysis.Token]:
        """One and the same token, over and over with other contents, as Whoosh expects."""
        token = analysis.Token(positions, chars, mode=mode)
        token.boost, token.stopped = 1.0, False
        for text in value.split(SEPARATOR):
            if not tokenize:
                found = iter([(fold(text), 0, 0, len(text))])
            else:
                found = self._asked(text) if mode == "query" else self._held(text)
            for term, position, start, end in found:
                token.text = token.original = term
                token.pos = start_pos + position
                token.startchar, token.endchar = start_char + start, start_char + end
                yield token
            room = self._room(text)
            start_pos += room + GAP if room else 0
            start_char += len(text) + len(SEPARATOR)

    def _held(self, text: str) -> Iterator[tuple[str, int, int, int]]:
        for token in self.analyzer.tokens(text):
            yield token.term, token.position, token.start, token.end

    def _asked(self, text: str) -> Iterator[tuple[str, int, int, int]]:
        position = 0
        for start, end in self.analyzer.scan(text):
            for terms in self.analyzer.expansion(text[start:end]).alternatives[-1:]:
                for term in terms:
                    yield term, position, start, end
                    position += 1

    def _room(self, text: str) -> int:
        """How many positions a text takes."""
        cuts = self.analyzer.scan(text)
        return sum(self.analyzer.expansion(text[start:end]).positions for start, end in cuts)


class RawPositions(formats.Positions):  # type: ignore[misc]
    """Positions as whole numbers of four bytes, where Whoosh has one pickle for each posting."""

    def encode(self, positions: Sequence[int]) -> bytes:
        """The positions of a term in a document as bytes."""
        return struct.pack(f"<{len(positions)}I", *positions)

    def decode_positions(self, value: bytes) -> list[int]:
        """What :meth:`encode` was given."""
        return list(struct.unpack(f"<{len(value) // 4}I", value))

    def decode_frequency(self, value: bytes) -> int:
        """How many positions there are."""
        return len(value) // 4


class Text(TEXT):  # type: ignore[misc]
    """Words, with positions."""

    def __init__(self, analyzer: TextAnalyzer) -> None:
        super().__init__(analyzer=analyzer, multitoken_query="phrase")
        self.format = RawPositions()


class Key(FieldType):  # type: ignore[misc]
    """Whole values, several for one document; white space stands between them."""

    def __init__(self, stored: bool = False) -> None:
        super().__init__(formats.Existence(), analysis.KeywordAnalyzer(), stored=stored)


class Day(Key):
    """Days, months and years; Whoosh's parser asks it what a date or a range of dates means."""

    def self_parsing(self) -> bool:
        """Dates are not words."""
        return True

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Any:
        """The query for ``2021``, ``2021-10`` or ``2021..2023``.

        Raises:
            ValueError: it is no date; Whoosh's parser makes a query of it that finds nothing.
        """
        from foisearch.engine.whoosh.queries import Within

        return Within(fieldname, *dates.span(qstring), boost=boost)

    def parse_range(
        self,
        fieldname: str,
        start: str | None,
        end: str | None,
        startexcl: bool,
        endexcl: bool,
        boost: float = 1.0,
    ) -> Any:
        """The query for ``[2021 to 2023-10]``; ``{`` and ``}`` leave the dates themselves out."""
        from foisearch.engine.whoosh.queries import Within

        since = dates.span(f"{'>' if startexcl else '>='}{start}")[0] if start else None
        until = dates.span(f"{'<' if endexcl else '<='}{end}")[1] if end else None
        return Within(fieldname, since, until, boost=boost)


def make(analyzer: Analyzer | None = None) -> Schema:
    """The schema; ``analyzer`` cuts the words of queries and highlighted texts."""
    shared = TextAnalyzer(analyzer)
    kinds = {FieldKind.TEXT: lambda: Text(shared), FieldKind.KEY: Key, FieldKind.DATE: Day}
    held = [field for field in FIELDS if field.kind in kinds]
    fields: dict[str, FieldType] = {field.name: kinds[field.kind]() for field in held}
    fields |= {
        ANY: Text(shared),
        "id": ID(stored=True, unique=True, sortable=True),
        "ref": Key(stored=True),
        "card": STORED(),
        "record": STORED(),
        NEWEST: COLUMN(columns.NumericColumn("i", default=0)),
        BY_REF: COLUMN(columns.VarBytesColumn()),
    }
    return Schema(**fields, **{name: Key() for name in OWN_KEYS})
