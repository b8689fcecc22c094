"""The open index: what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foisearch.authorities import Authorities
from foisearch.engine import scoring
from foisearch.engine.explaining.explanation import Explanation, Reading
from foisearch.engine.files import manifest, source_stamps
from foisearch.engine.files.faults import translated
from foisearch.engine.files.manifest import Manifest
from foisearch.engine.holdings import Holdings
from foisearch.engine.matching import live
from foisearch.engine.planning import plan
from foisearch.engine.planning.compiler import Compiler
from foisearch.engine.planning.filters import dated, filtered, left_out_words
from foisearch.engine.planning.plan import Plan
from foisearch.engine.ranking import collecting, neighbours, ordering
from foisearch.engine.segments import opening
from foisearch.engine.values import Found, Ranked, ResolvedFilters
from foisearch.query import ast

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
        stamps = source_stamps.read(found.sources, folder)
        segments = opening.open_segments(found, folder)
        return Index(found, folder, segments, stamps, bodies or Authorities.standard())

    with translated(folder):
        return manifest.settled(folder, opened)


class Index(Holdings):
    """An open index; made by :func:`open_index`.

    It shows one state of the corpus until it is closed, whatever is built meanwhile.  Several
    threads may search it at once.
    """

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
        asked = filtered(compiler, node, filters)
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
            found = collecting.ranked(matcher, asked, sort, end)
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
        from foisearch.engine.explaining.scores import explained, read

        compiler = self._compiler(source)
        asked = filtered(compiler, node, filters)
        pairs = neighbours.pairs_of(node, self.analyzer)
        with self._reading():
            found = explained(self._matcher(), asked, compiler.said, pairs, hits)
            return read(compiler, asked, self.segments), found

    def passing(
        self, node: ast.Node, filters: ResolvedFilters | None = None, *, source: str = ""
    ) -> Callable[[int, int], bool]:
        """Says of a segment and a document in it whether ``node`` and ``filters`` match that.

        Raises:
            QueryError: a value in the query names nothing.
            IndexUnusable: the index turns out to be damaged.
        """
        asked = filtered(self._compiler(source), node, filters or ResolvedFilters())
        with self._reading():
            return live.passing(self._matcher(), asked)

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
            names: facets, of :data:`foisearch.engine.schema.facets.FIELDS`.
            source: the query as typed, for errors that point into it.
            more: places for :meth:`fetch` that count besides.

        Raises:
            QueryError: a value in the query names nothing.
            IndexUnusable: the index turns out to be damaged.
        """
        from foisearch.engine.matching import counting
        from foisearch.engine.schema import facets

        asked = filtered(self._compiler(source), node, filters or ResolvedFilters())
        fields = [facets.FIELDS[name] for name in names]
        matcher = self._matcher()
        matcher.found = self._found
        with self._reading():
            counts = counting.facets(matcher, asked, fields, more)
        return {name: counts[field] for name, field in zip(names, fields, strict=True)}

    def foremost(self, words: Mapping[str, float], limit: int) -> list[Foremost]:
        """The documents that likely have most of some words, by the formula of every search.

        Args:
            words: terms, each with its boost (more than 0).
            limit: how many are wanted, 1 or more.

        Returns:
            For each segment that has any, its number, the documents and what they score, best
            first; likely the ``limit`` best of all are among them: see
            :mod:`foisearch.engine.ranking.approximate`.
        """
        with self._reading():
            nodes = tuple(plan.Word(term, boost=boost) for term, boost in words.items())
            found = collecting.foremost(self._matcher(), plan.Any(nodes), limit) if nodes else []
        grain = scoring.GRAIN * scoring.STEPS
        return [(number, docs, scores / grain) for number, docs, scores in found]

    def _compiler(self, source: str, undated: str = "") -> Compiler:
        return Compiler(source, self.analyzer, self._words, self.bodies, undated, self._stamps)

    def _left_out(self, node: ast.Node, filters: ResolvedFilters, source: str) -> list[str]:
        """How many records match but for a date that is not known."""
        notes = []
        for name in sorted(dated(node, filters)):
            asked = filtered(self._compiler(source, undated=name), node, filters)
            count = collecting.ranked(self._matcher(), asked, "relevance", 0)[0]
            notes += left_out_words(name, count)
        return notes


def _shown(score: int) -> float:
    """A score in the unit of the formula, to as many places as it is exact for."""
    return round(score / (scoring.GRAIN * scoring.STEPS), 6)
