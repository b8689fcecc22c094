"""What is counted of each source while it is indexed, so that nobody has to count it later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foisearch.disclosure import Disclosure, Kind, PartialDate
from foisearch.engine.schema.documents import applied, slug_of, slugs
from foisearch.engine.schema.traits import UNDATED


class Tally:
    """What one source adds to the counts."""

    def __init__(self) -> None:
        self.newest = ""
        self.names: dict[str, str] = {}
        self.counts: dict[str, Any] = {
            "disclosures": 0,
            "publications": 0,
            "authorities": {},
            "forces": {},
            "years": {},
            "outcomes": {},
            "provisions": {},
        }

    def add(self, d: Disclosure) -> None:
        """Count one record."""
        if d.kind is Kind.PUBLICATION:
            self.counts["publications"] += 1
            return
        self.counts["disclosures"] += 1
        self.newest = max(self.newest, _day(d.published))
        self.names |= {slug_of(m.authority): m.name for m in d.forces if m.name}
        if d.authority_name:
            self.names[slug_of(d.authority)] = d.authority_name
        self._count("authorities", [slug_of(d.authority)])
        self._count("forces", slugs(d))
        self._count("years", [str(d.published)[:4] or UNDATED])
        self._count("outcomes", [str(d.outcome)])
        self._count("provisions", applied(d))

    def _count(self, table: str, keys: Iterable[str]) -> None:
        for key in keys:
            self.counts[table][key] = self.counts[table].get(key, 0) + 1


def _day(value: PartialDate) -> str:
    return value.value.isoformat() if value.value else ""
