"""A record as the index holds it: which text goes into which field, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from foisearch import record
from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure, Kind, PartialDate, Status
from foisearch.law import ancestors
from foisearch.text import collapse_space, fold, ref_key, slugify

_DIGITS = re.compile(r"[0-9]+")
SEPARATOR = "\x1e"
"""Stands between the texts of one field: no phrase reaches over it."""
UNDATED = "unknown"
"""What a date field holds where the date is not known."""


def document(d: Disclosure, source: str, bodies: Authorities) -> dict[str, Any]:
    """The values of the index's fields for one record of the source ``source``."""
    values: dict[str, Any] = {
        "id": d.id,
        "source": source,
        "record": orjson.dumps(record.to_json(d)),
        "ref": " ".join(ref_terms(d.ref)),
        "force": SEPARATOR.join(_force_names(d, bodies)),
        "force_id": " ".join(_slugs(d)),
        "exemption": " ".join(provision_terms(applied(d))),
        "authority": slugify(d.authority),
        "outcome": " ".join(outcomes(d)),
        "kind": str(d.kind),
        "published": str(d.published) or UNDATED,
        "received": str(d.received) or UNDATED,
        "responded": str(d.responded) or UNDATED,
    }
    values |= {name: SEPARATOR.join(filter(None, pieces)) for name, pieces in texts(d).items()}
    values = {name: value for name, value in values.items() if value}
    values["order_date"] = d.published.value.toordinal() if d.published.value else 0
    values["order_ref"] = ref_order(d.ref).encode()
    return values


def texts(d: Disclosure) -> dict[str, tuple[str, ...]]:
    """The texts of the record by field, as they are indexed and shown in snippets.

    What a part says is there apart only where it does not stand in the whole.
    """
    return {
        "topic": (d.topic or "",),
        "request": tuple(_with_parts(d.request, _asked(d))),
        "response": tuple(_with_parts(d.response, _answered(d))),
        "body": (d.body,),
    }


def ref_terms(ref: str) -> list[str]:
    """The forms of a reference: without punctuation, and its last digits on their own."""
    key = ref_key(ref)
    digits = _DIGITS.findall(fold(ref))
    long = [run for run in digits if len(run) >= 4]
    tail = [long[-1], long[-1].lstrip("0")] if long else []
    return list(dict.fromkeys(term for term in (key, *tail) if term))


def ref_order(ref: str) -> str:
    """A key that sorts references as people do: numbers by value, the absent last."""
    padded = _DIGITS.sub(lambda m: m.group()[-20:].zfill(20), fold(ref))
    return padded or "\uffff"


def applied(d: Disclosure) -> tuple[str, ...]:
    """Provisions relied on in the whole or in any part, each once."""
    citations = [*d.citations, *(c for p in (*d.parts, *d.loose_answers) for c in p.citations)]
    return tuple(dict.fromkeys(c.key for c in citations if c.status is Status.APPLIED and c.key))


def provision_terms(keys: Iterable[str]) -> list[str]:
    """Each key and every provision that contains it, with its regime and without."""
    terms: dict[str, None] = {}
    for key in keys:
        for whole in ancestors(key) or (key,):
            whole = fold(whole).replace(" ", "")
            terms |= {whole: None, whole.partition(":")[2]: None}
    return [term for term in terms if term]


def outcomes(d: Disclosure) -> list[str]:
    """The outcome of the whole and of every part, each once."""
    parts = (str(p.outcome) for p in (*d.parts, *d.loose_answers))
    found = dict.fromkeys((str(d.outcome), *parts))
    known = [o for o in found if o != "unknown"]
    return known or ["unknown"]


def _asked(d: Disclosure) -> Iterator[str]:
    for part in (*d.parts, *d.loose_answers):
        yield part.lead
        yield part.question


def _answered(d: Disclosure) -> Iterator[str]:
    for part in (*d.parts, *d.loose_answers):
        yield part.answer


def _with_parts(text: str, pieces: Iterator[str]) -> Iterator[str]:
    """``text`` and then the pieces that do not already stand in it, so that none counts twice."""
    said = [collapse_space(text)]
    yield text
    for piece in pieces:
        plain = collapse_space(piece)
        if plain and not any(plain in earlier for earlier in said):
            said.append(plain)
            yield piece


def _slugs(d: Disclosure) -> list[str]:
    named = (slugify(m.authority) for m in d.forces)
    return [slug for slug in dict.fromkeys((slugify(d.authority), *named)) if slug != "unknown"]


def _force_names(d: Disclosure, bodies: Authorities) -> Iterator[str]:
    """Every name of the bodies that the record names, each once."""
    written = [m.text for m in d.forces] + [m.name for m in d.forces]
    names = dict.fromkeys(fold(collapse_space(n)) for n in (d.authority_name, *written))
    for slug in _slugs(d):
        body = bodies.get(slug)
        if body is not None:
            every = (*body.sure_names(), body.short, *body.ambiguous, slug)
            names |= dict.fromkeys(fold(collapse_space(n)) for n in every)
    yield from (name for name in names if name)


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
        self.names |= {slugify(m.authority): m.name for m in d.forces if m.name}
        if d.authority_name:
            self.names[slugify(d.authority)] = d.authority_name
        self._count("authorities", [slugify(d.authority)])
        self._count("forces", _slugs(d))
        self._count("years", [str(d.published)[:4] or UNDATED])
        self._count("outcomes", [str(d.outcome)])
        self._count("provisions", applied(d))

    def _count(self, table: str, keys: Iterable[str]) -> None:
        for key in keys:
            self.counts[table][key] = self.counts[table].get(key, 0) + 1


def _day(value: PartialDate) -> str:
    return value.value.isoformat() if value.value else ""
