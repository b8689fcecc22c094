"""A record as the index takes it: which text goes into which field, and what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

import orjson

from foisearch import record
from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure, Status
from foisearch.engine.schema.entry import Entry
from foisearch.engine.schema.references import ref_terms
from foisearch.engine.schema.traits import UNDATED, traits
from foisearch.law import ancestors
from foisearch.text import collapse_space, fold, slugify

FORCE_ID = "force_id"
"""The key field of the bodies named, beside the words of their names in ``force``."""


def entry(d: Disclosure, source: str, bodies: Authorities) -> Entry:
    """What the index takes of one record of the source ``source``."""
    pieces = {name: tuple(filter(None, values)) for name, values in texts(d).items()}
    return Entry(
        id=d.id,
        texts=pieces | {"force": tuple(_force_names(d, bodies))},
        keys={
            "source": (source,),
            FORCE_ID: slugs(d),
            "exemption": provision_terms(applied(d)),
            "authority": (slug_of(d.authority) or "unknown",),
            "outcome": outcomes(d),
            "kind": (str(d.kind),),
            "published": (str(d.published) or UNDATED,),
            "received": (str(d.received) or UNDATED,),
            "responded": (str(d.responded) or UNDATED,),
            **traits(d),
        },
        refs=ref_terms(d.ref),
        ref=d.ref,
        day=d.published.value.toordinal() if d.published.value else 0,
        record=orjson.dumps(record.to_json(d)),
    )


def source_term(file: str) -> str:
    """A source's file name as a short value of the key field ``source``."""
    return sha256(file.encode("utf-8", "surrogatepass")).hexdigest()[:24]


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


def applied(d: Disclosure) -> tuple[str, ...]:
    """Provisions relied on in the whole or in any part, each once."""
    citations = [*d.citations, *(c for p in (*d.parts, *d.loose_answers) for c in p.citations)]
    return tuple(dict.fromkeys(c.key for c in citations if c.status is Status.APPLIED and c.key))


def provision_terms(keys: Iterable[str]) -> list[str]:
    """Each key and every provision that contains it, with its regime and without."""
    return list(dict.fromkeys(term for key in keys for term in _containing(key)))


@lru_cache(maxsize=4_096)
def _containing(key: str) -> tuple[str, ...]:
    terms: dict[str, None] = {}
    for whole in ancestors(key) or (key,):
        whole = fold(whole).replace(" ", "")
        terms |= {whole: None, whole.partition(":")[2]: None}
    return tuple(term for term in terms if term)


# Few bodies are named by many records.
slug_of = lru_cache(maxsize=16_384)(slugify)
"""The slug of a body's name."""


@lru_cache(maxsize=16_384)
def _plain(name: str) -> str:
    return fold(collapse_space(name))


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
    yield text
    said: list[str] = []
    for piece in pieces:
        said = said or [collapse_space(text)]
        plain = collapse_space(piece)
        if plain and not any(_stands(plain, earlier) for earlier in said):
            said.append(plain)
            yield piece


def _stands(piece: str, text: str) -> bool:
    """Whether a piece stands in a text, and not inside of words: "s" does not in "tasers"."""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        before, after = text[max(at - 1, 0) : at], text[end : end + 1]
        if not (before.isalnum() and piece[0].isalnum()) and not (
            after.isalnum() and piece[-1].isalnum()
        ):
            return True
        at = text.find(piece, at + 1)
    return False


def slugs(d: Disclosure) -> list[str]:
    """The bodies that a record is of or names, each once."""
    named = (slug_of(m.authority) for m in d.forces)
    return [slug for slug in dict.fromkeys((slug_of(d.authority), *named)) if slug != "unknown"]


def _force_names(d: Disclosure, bodies: Authorities) -> Iterator[str]:
    """Every name of the bodies that the record names, each once."""
    written = [m.text for m in d.forces] + [m.name for m in d.forces]
    names = dict.fromkeys(_plain(n) for n in (d.authority_name, *written))
    for slug in slugs(d):
        body = bodies.get(slug)
        if body is not None:
            every = (*body.sure_names(), body.short, *body.ambiguous, slug)
            names |= dict.fromkeys(_plain(n) for n in every)
    yield from (name for name in names if name)
