"""The open index: searching it, fetching from it, counting in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from foisearch import record
from foisearch.analysis import Analyzer, Stemmer
from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure
from foisearch.engine import compile as compiling
from foisearch.engine import (
    filtering,
    manifest,
    neighbours,
    opening,
    ordering,
    plan,
    ranking,
    scoring,
    words,
)
from foisearch.engine.compile import Compiler
from foisearch.engine.explanation import Explanation, Reading
from foisearch.engine.faults import translated
from foisearch.engine.manifest import Manifest, SourceStamp
from foisearch.engine.matching import Matcher
from foisearch.engine.plan import Plan
from foisearch.engine.segment import Segment
from foisearch.engine.unpacking import unpacked
from foisearch.engine.values import Counts, Found, Ranked, ResolvedFilters, Vocabulary
from foisearch.query import ast
from foisearch.text import ref_key

Foremost = tuple[int, NDArray[np.int64], NDArray[np.float64]]
"""The number of a segment, documents in it, and what they score."""


def open_index(folder: Path, bodies: Authorities | None = None) -> Index:
    """Open the index in ``folder``.

    Every byte that is read of it, now or later, is checked before it is used.

    Raises:
        IndexMissing: there is none.
        IndexUnusable: it is damaged, of another version, or not ours.
    """

    def opened(found: Manifest) -> Index:
        stamps = manifest.read_stamps(found, folder)
        segments = opening.open_segments(found, folder)
        return Index(found, folder, segments, stamps, bodies or Authorities.standard())

    with translated(folder):
        return manifest.settled(folder, opened)


class Index:
    """An open index; made by :func:`open_index`.

    It shows one state of the corpus until it is closed, whatever is built meanwhile.  Several
    threads may search it at once.
    """

    def __init__(
        self,
        found: Manifest,
        folder: Path,
        segments: Sequence[Segment],
        stamps: dict[str, SourceStamp],
        bodies: Authorities,
    ) -> None:
        self.bodies = bodies
        self.segments = list(segments)
        self._manifest = found
        self._folder = folder
        self._stamps = stamps
        self._documents = found.documents()
        self._found: tuple[Plan, list[NDArray[np.int64]]] | None = None
        self._words = words.Words(self.segments)
        stemmer = Stemmer(
            lookup=lambda word: words.stem_from(self.segments, word),
            spellings=lambda stem: words.written_as(self.segments, stem),
        )
        self.analyzer = Analyzer(stemmer)

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._found = None
        for segment in self.segments:
            segment.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Whatever is wrong with the files leaves as an error of ours."""
        with translated(self._folder):
            for segment in self.segments:
                segment.container.see_whole()
            yield

    @property
    def corpus_digest(self) -> str:
        """The digest of the corpus that was indexed."""
        return self._manifest.corpus_digest

    def __len__(self) -> int:
        return self._documents

    def search(
        self,
        node: ast.Node,
        filters: ResolvedFilters | None = None,
        *,
        source: str = "",
        sort: str = "relevance",
        limit: int = 10,
        offset: int = 0,
    ) -> Found:
        """The records that ``node`` and ``filters`` match, best or first first, ties by id.

        Args:
            node: the query.
            filters: what every hit must satisfy too.
            source: the query as typed, for errors that point into it.
            sort: ``relevance``, ``newest``, ``oldest`` or ``ref``.
            limit: the most hits to return, 0 or more.
            offset: hits to leave out before the first.

        Raises:
            QueryError: a value in the query names nothing.
            IndexUnusable: the index turns out to be damaged.
        """
        found = self.ranked(node, filters, source=source, sort=sort, limit=limit, offset=offset)
        with self._reading():
            hits = tuple((score, self._fetch(*place)) for score, place in found.hits)
        return Found(found.total, hits, found.wanted, found.notes)

    def ranked(
        self,
        node: ast.Node,
        filters: ResolvedFilters | None = None,
        *,
        source: str = "",
        sort: str = "relevance",
        limit: int = 10,
        offset: int = 0,
    ) -> Ranked:
        """The same as :meth:`search`, as places for :meth:`fetch`."""
        filters = filters or ResolvedFilters()
        compiler = self._compiler(source)
        asked = filtering.filtered(compiler, node, filters)
        with self._reading():
            total, page = self._page(asked, node, sort, offset + limit if limit else 0)
            notes = [*compiler.notes(), *self._left_out(node, filters, source)]
        hits = tuple((_shown(score), (number, doc)) for score, number, doc in page[offset:])
        return Ranked(total, hits, tuple(dict.fromkeys(compiler.wanted)), tuple(notes))

    def _page(
        self, asked: Plan, node: ast.Node, sort: str, end: int
    ) -> tuple[int, list[ordering.Match]]:
        """How many documents match, and the first ``end``; by relevance after a second look."""
        pairs = neighbours.pairs_of(node, self.analyzer) if end and sort == "relevance" else []
        matcher = self._matcher()
        if pairs:
            found = neighbours.ranked(matcher, asked, pairs, end)
        else:
            found = ranking.ranked(matcher, asked, sort, end)
        self._found = matcher.found  # whoever counts them next need not find them again
        return found

    def explained(
        self,
        node: ast.Node,
        filters: ResolvedFilters,
        hits: Sequence[tuple[float, str]],
        *,
        source: str = "",
    ) -> tuple[Reading, tuple[Explanation, ...]]:
        """How the query was read, and why hits of it have their scores.

        Args:
            node: the query.
            filters: what every hit must satisfy too.
            hits: scores and ids, as :meth:`search` gave them by relevance.
            source: the query as typed, for errors that point into it.
        """
        from foisearch.engine import explaining

        compiler = self._compiler(source)
        asked = filtering.filtered(compiler, node, filters)
        pairs = neighbours.pairs_of(node, self.analyzer)
        with self._reading():
            found = explaining.explained(self._matcher(), asked, compiler.said, pairs, hits)
            return explaining.read(compiler, asked, self.segments), found

    def passing(
        self, node: ast.Node, filters: ResolvedFilters | None = None, *, source: str = ""
    ) -> Callable[[int, int], bool]:
        """Says of a segment and a document in it whether ``node`` and ``filters`` match that.

        Raises:
            QueryError: a value in the query names nothing.
            IndexUnusable: the index turns out to be damaged.
        """
        asked = filtering.filtered(self._compiler(source), node, filters or ResolvedFilters())
        with self._reading():
            return filtering.passing(self._matcher(), asked)

    def facets(
        self,
        node: ast.Node,
        filters: ResolvedFilters | None,
        names: Sequence[str],
        *,
        source: str = "",
        more: Collection[tuple[int, int]] = (),
    ) -> dict[str, dict[str, int]]:
        """How many of the records that ``node`` and ``filters`` match have each value of facets.

        Args:
            node: the query.
            filters: what every record must satisfy too.
            names: facets, of :data:`foisearch.engine.facets.FIELDS`.
            source: the query as typed, for errors that point into it.
            more: places for :meth:`fetch` that count besides.

        Raises:
            QueryError: a value in the query names nothing.
            IndexUnusable: the index turns out to be damaged.
        """
        from foisearch.engine import facets

        asked = filtering.filtered(self._compiler(source), node, filters or ResolvedFilters())
        fields = [facets.FIELDS[name] for name in names]
        matcher = self._matcher()
        matcher.found = self._found
        with self._reading():
            counts = facets.facets(matcher, asked, fields, more)
        return {name: counts[field] for name, field in zip(names, fields, strict=True)}

    def get(self, name: str) -> list[Disclosure]:
        """The record with this id; failing that, all that have this reference, in order of id.

        References are compared without punctuation; where none is equal, those count whose last
        digits ``name`` is.
        """
        with self._reading():
            found = self._with_id(name.strip())
            if not found and (key := ref_key(name)):
                found = self._matching(plan.Ref(key))
                found = [d for d in found if d.ref_key == key] or found
        return sorted(found, key=lambda d: d.id)

    def fetch(self, number: int, doc: int) -> Disclosure:
        """The record of a document: the number of its segment, and its own in that.

        Raises:
            IndexUnusable: the index turns out to be damaged.
        """
        with self._reading():
            return self._fetch(number, doc)

    def foremost(self, words: Mapping[str, float], limit: int) -> list[Foremost]:
        """The documents that likely have most of some words, by the formula of every search.

        Args:
            words: terms, each with its boost (more than 0).
            limit: how many are wanted, 1 or more.

        Returns:
            For each segment that has any, its number, the documents and what they score, best
            first; likely the ``limit`` best of all are among them: see
            :mod:`foisearch.engine.likely`.
        """
        with self._reading():
            nodes = tuple(plan.Word(term, boost=boost) for term, boost in words.items())
            found = ranking.foremost(self._matcher(), plan.Any(nodes), limit) if nodes else []
        grain = scoring.GRAIN * scoring.STEPS
        return [(number, docs, scores / grain) for number, docs, scores in found]

    def _with_id(self, name: str) -> list[Disclosure]:
        wanted = name.encode("utf-8", "surrogatepass")
        for number, segment in enumerate(self.segments):
            doc = segment.with_id(wanted)
            if doc >= 0:
                return [self._fetch(number, doc)]
        return []

    def all(self) -> list[Disclosure]:
        """Every record in order of id."""
        with self._reading():
            return sorted(self._matching(plan.Everything()), key=lambda d: d.id)

    def _matching(self, asked: Plan) -> list[Disclosure]:
        matcher = self._matcher()
        return [
            self._fetch(number, doc)
            for number, segment in enumerate(self.segments)
            for doc in ranking.matches(matcher, segment, asked)[0].tolist()
        ]

    def df(self, term: str) -> int:
        """In how many records a term stands that the analyzer gives."""
        with self._reading():
            return self._matcher().df(term)

    @property
    def words(self) -> words.Words:
        """The words that the records have."""
        return self._words

    def newest(self) -> str:
        """The latest day of publication, ``2024-07-31``; empty where no date is known."""
        return manifest.newest(self._stamps)

    def slugs(self, name: str) -> frozenset[str]:
        """The slugs that occur in ``authority`` or ``force_id``."""
        return self._words.values(name)

    def counts(self) -> Counts:
        """How many disclosures there are by body, year, outcome and provision."""
        return manifest.counts(self._stamps)

    def vocabulary(self) -> Vocabulary:
        """The values that occur, with names; for completion."""
        from foisearch.law import nearest

        counts = self.counts()
        provisions = {}
        for key in counts.provisions:
            known = nearest(key)
            provisions[key] = known.name if known else ""
        return Vocabulary(
            forces={slug: self.body_name(slug) for slug in counts.forces},
            authorities={slug: self.body_name(slug) for slug in counts.authorities},
            provisions=provisions,
            outcomes=tuple(counts.outcomes),
            words=self._all_words,
        )

    @cached_property
    def _all_words(self) -> frozenset[str]:
        return self._words.all()

    def body_name(self, slug: str) -> str:
        """What a body is called: by the tables, by the records, or else its slug."""
        body = self.bodies.get(slug)
        return body.name if body else self._written_names.get(slug, slug)

    @cached_property
    def _written_names(self) -> dict[str, str]:
        """The names of bodies that the records give, by slug."""
        names: dict[str, str] = {}
        for stamp in self._stamps.values():
            names |= stamp.names
        return names

    def _matcher(self) -> Matcher:
        return Matcher(self.segments, self._documents, self.analyzer)

    def _compiler(self, source: str, undated: str = "") -> Compiler:
        return Compiler(source, self.analyzer, self._words, self.bodies, undated, self._stamps)

    def _left_out(self, node: ast.Node, filters: ResolvedFilters, source: str) -> list[str]:
        """How many records match but for a date that is not known."""
        notes = []
        for name in sorted(compiling.dated(node, filters)):
            asked = filtering.filtered(self._compiler(source, undated=name), node, filters)
            count = ranking.ranked(self._matcher(), asked, "relevance", 0)[0]
            notes += filtering.left_out_words(name, count)
        return notes

    def _fetch(self, number: int, doc: int) -> Disclosure:
        data = unpacked(self.segments[number].string("record", doc))
        try:
            return record.from_json(orjson.loads(data))
        except TypeError as error:  # elsewhere that is a mistake of ours
            raise ValueError(str(error)) from None


def _shown(score: int) -> float:
    """A score in the unit of the formula, to as many places as it is exact for."""
    return round(score / (scoring.GRAIN * scoring.STEPS), 6)
