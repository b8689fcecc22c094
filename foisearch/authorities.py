"""Which public bodies are there, and by what names do they go?

The bodies stand in ``authorities.csv`` beside this module; a corpus may add its own
(councils, for one) in a file of the same columns, described in
:mod:`foisearch.authority_table`.  How a running text is read for names is the matter of
:mod:`foisearch.naming`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.authority_table import Authority, name_key, read_table
from foisearch.disclosure import Mention
from foisearch.errors import RecordError
from foisearch.text import collapse_space

if TYPE_CHECKING:
    from foisearch.naming import Finder

_TABLE = Path(__file__).with_name("authorities.csv")
_LONGEST_REF = 64  # patterns may come from a user's file: keep any backtracking small

_REPEATING = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")
_LAST_BRACKET = re.compile(r"\([^()]*\)\s*$")
_LAST_WORDS = re.compile(r"(?: (?:police|constabulary|force|service|department))+$")
_MOST_NEAR = 1000  # names whose neighbours are kept in mind
_MAIL_BEFORE = re.compile(r"@(?:[\w-]+\.)*$")


__all__ = ["Authorities", "Authority", "Candidate", "Strength", "name_key"]


class Strength(StrEnum):
    """How far a reference proves which body gave it."""

    UNIQUE = "unique"
    """Only this body writes references so."""
    FITS = "fits"
    """The body writes references so, and others may too: never proof."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that may have given a reference, and how far the reference proves it."""

    authority: Authority
    strength: Strength


class Authorities:
    """All the bodies known.  Immutable; look-up tables and patterns are built when first used."""

    def __init__(self, bodies: Iterable[Authority]) -> None:
        self._by_id = {body.id: body for body in bodies}
        self._near: dict[tuple[str, int], tuple[Authority, ...]] = {}

    @staticmethod
    def standard(extra: Path | None = None) -> Authorities:
        """The bodies that come with foisearch, and those of the CSV file ``extra``.

        Raises:
            RecordError: ``extra`` cannot be read, a row is malformed, or a name in it already
                belongs to another body.
        """
        if extra is None:
            return _shipped()
        return Authorities((*_shipped(), *_read_extra(extra, _shipped())))

    def __iter__(self) -> Iterator[Authority]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, slug: str) -> Authority | None:
        """The body with exactly this id."""
        return self._by_id.get(slug)

    def resolve(self, name: str) -> Authority | None:
        """The body that a user means by ``name``: id, name, alias, former name, place or code.

        Case, punctuation, "the", "&" for "and" and a bracket at the end do not matter.  ``None``
        where no body, or more than one, goes by that name.
        """
        for key in (name_key(name), name_key(_LAST_BRACKET.sub("", name))):
            body = self._keys.get(key) or self._keys.get(_LAST_WORDS.sub("", key))
            if body:
                return body
        return None

    def suggest(self, name: str, n: int = 3) -> tuple[Authority, ...]:
        """Up to ``n`` bodies with a name near to ``name``, nearest first; for error messages."""
        from difflib import get_close_matches

        asked = name_key(name)[:100], n
        if asked not in self._near:  # asked for every row of a log whose body is not known
            if len(self._near) >= _MOST_NEAR:
                self._near.clear()
            near = get_close_matches(asked[0], list(self._keys), n=max(n, 1) * 4)
            found = dict.fromkeys(body for body in (self._keys[key] for key in near) if body)
            self._near[asked] = tuple(found)[: max(n, 0)]
        return self._near[asked]

    def mentions(self, text: str, field: str, known: Collection[str] = ()) -> tuple[Mention, ...]:
        """The bodies named in ``text``, in order; ``field`` is copied into each mention.

        Where names overlap, the longest counts.  ``text[mention.start:mention.end]`` is the name
        as it stands; ``mention.text`` has line breaks in it made spaces.  ``known`` are ids of
        bodies named for sure elsewhere in the record (the publisher, say), whose ambiguous
        names may therefore be trusted.
        """
        return tuple(
            Mention(body.id, body.name, collapse_space(text[start:end]), field, start, end)
            for body, start, end in self._finder.find(text, known)
        )

    def by_domain(self, text: str) -> tuple[Authority, ...]:
        """Bodies whose Internet domain stands in ``text``: those in e-mail addresses first.

        A web address proves less than an e-mail address, since bodies link to one another.
        """
        mail: list[Authority] = []
        web: list[Authority] = []
        for hit in self._domain_pattern.finditer(text):
            before = text[max(0, hit.start() - 80) : hit.start()]
            body = self._domains[hit[0].casefold().replace(".pnn.", ".")]
            (mail if _MAIL_BEFORE.search(before) else web).append(body)
        return tuple(dict.fromkeys((*mail, *web)))

    def by_reference(self, ref: str) -> tuple[Candidate, ...]:
        """Bodies that write references like ``ref``, those whose shape is unique first.

        A reference longer than 64 characters is nobody's.
        """
        ref = ref.strip()
        if len(ref) > _LONGEST_REF or not self._reference.fullmatch(ref):
            return ()
        unique = (Candidate(b, Strength.UNIQUE) for b in self if _fits(ref, b.ref_patterns))
        shared = (Candidate(b, Strength.FITS) for b in self if _fits(ref, b.ref_shapes))
        return (*unique, *shared)

    @cached_property
    def _keys(self) -> dict[str, Authority | None]:
        """Every name a user may type; ``None`` where two bodies share it.  Surer names win."""
        keys: dict[str, Authority | None] = {}
        for names in (_names_of, _short_of, _unsure_of):
            layer: dict[str, Authority | None] = {}
            for body in self:
                for key in filter(None, map(name_key, names(body))):
                    layer[key] = body if layer.get(key, body) is body else None
            keys = layer | keys
        return keys

    @cached_property
    def _reference(self) -> re.Pattern[str]:
        """What the reference of any body looks like: most are told quickly to be nobody's."""
        patterns = dict.fromkeys(p for b in self for p in (*b.ref_patterns, *b.ref_shapes))
        either = "|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"
        try:
            if not _REPEATING.search(either):
                return re.compile(either, re.IGNORECASE | re.ASCII)
        except re.error:
            pass
        # Patterns that cannot stand side by side (they count or name groups): each is asked.
        return re.compile(".*", re.DOTALL)

    @cached_property
    def _finder(self) -> Finder:
        from foisearch.naming import Finder

        return Finder(self)

    @cached_property
    def _domains(self) -> dict[str, Authority]:
        return {d.casefold().replace(".pnn.", "."): body for body in self for d in body.domains}

    @cached_property
    def _domain_pattern(self) -> re.Pattern[str]:
        # The longest first, so that mopac.london.gov.uk is not taken for london.gov.uk; forces'
        # older addresses have a "pnn" before "police.uk".
        ordered = sorted(self._domains, key=len, reverse=True)
        either = "|".join(re.escape(d).replace(r"\.police", r"\.(?:pnn\.)?police") for d in ordered)
        return re.compile(rf"(?<![\w-])(?:{either or '(?!)'})(?![\w-])", re.IGNORECASE | re.ASCII)


def _names_of(body: Authority) -> tuple[str, ...]:
    return (body.id, *body.sure_names())


def _short_of(body: Authority) -> tuple[str, ...]:
    return (body.short, *body.places)


def _unsure_of(body: Authority) -> tuple[str, ...]:
    return (*body.ambiguous, body.code)


def _fits(ref: str, patterns: tuple[str, ...]) -> bool:
    return any(re.fullmatch(pattern, ref, re.IGNORECASE | re.ASCII) for pattern in patterns)


@lru_cache(maxsize=1)
def _shipped() -> Authorities:
    return Authorities(body for _, body in read_table(_TABLE))


def _read_extra(path: Path, shipped: Authorities) -> list[Authority]:
    """The bodies of a user's table, none of which may take another body's name."""
    owners = {
        name_key(name): body.name
        for body in shipped
        for name in (*_unsure_of(body)[:-1], *_short_of(body), *_names_of(body))
    }
    ids = {body.id for body in shipped}
    bodies: list[Authority] = []
    for line, body in read_table(path):
        place = f"{path}, line {line}"
        if body.id in ids:
            cure = "take the row out, or give it another id"
            raise RecordError(f"{place}: there is already a body “{body.id}”", cure)
        for name in _names_of(body):
            owner = owners.setdefault(name_key(name), body.name)
            if owner != body.name:
                cure = "take it out, or put it in the ambiguous column"
                raise RecordError(f"{place}: “{name}” already means {owner}", cure)
        ids.add(body.id)
        bodies.append(body)
    return bodies
