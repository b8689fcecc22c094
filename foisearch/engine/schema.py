"""The index's fields, drawn from the one table in :mod:`foisearch.fields`.

A key field holds whole values in lower case with spaces between them; a date field the periods
``2021-10-26``, ``2021-10``, ``2021`` or ``unknown``; a text field whatever the analyzer makes of
its texts, which are far enough apart that no phrase reaches from one into the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import analysis as whoosh_analysis
from whoosh import columns
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, TEXT, Schema

from foisearch.analysis import Analyzer
from foisearch.engine.documents import SEPARATOR
from foisearch.engine.layout import GAP
from foisearch.fields import FIELDS, FieldKind

SCORED_KEYS = frozenset(field.name for field in FIELDS if field.boost and field.kind == "key")
"""Key fields that add to the score."""
FORCE_ID = "force_id"
"""The slugs of the bodies named, beside the words of their names in ``force``."""


class TextAnalyzer(whoosh_analysis.Analyzer):  # type: ignore[misc]
    """Whoosh's way to our analyzer: takes the texts of a field and gives tokens."""

    def __init__(self, analyzer: Analyzer | None = None) -> None:
        self._analyzer = analyzer

    def __getstate__(self) -> dict[str, Any]:
        # Whoosh pickles the schema into its table of contents; we never read it back.
        return {"_analyzer": None}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TextAnalyzer)

    __hash__ = None  # type: ignore[assignment]

    def __call__(
        self, value: str, positions: bool = False, **_: Any
    ) -> Iterator[whoosh_analysis.Token]:
        """One and the same token, over and over with other contents, as Whoosh expects."""
        assert self._analyzer is not None
        token = whoosh_analysis.Token(positions=positions, mode="index")
        token.boost = 1.0
        start = 0
        for text in value.split(SEPARATOR):
            last = start
            for found in self._analyzer.tokens(text, start):
                token.text, token.pos = found.term, found.position
                last = found.position
                yield token
            start = last + GAP


def make(analyzer: Analyzer | None = None) -> Schema:
    """The schema; ``analyzer`` is needed only where documents are added."""
    shared = TextAnalyzer(analyzer)
    fields: dict[str, Any] = {
        "id": ID(unique=True, sortable=True),
        "source": ID(),
        "record": STORED(),
        FORCE_ID: KEYWORD(scorable=True),
        "order_date": COLUMN(columns.NumericColumn("i", default=0)),
        "order_ref": COLUMN(columns.VarBytesColumn()),
    }
    for field in FIELDS:
        if field.kind is FieldKind.TEXT:
            fields[field.name] = TEXT(analyzer=shared, phrase=True)
        else:
            fields[field.name] = KEYWORD(scorable=field.name in SCORED_KEYS)
    return Schema(**fields)
