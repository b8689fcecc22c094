"""The open index: searching it, fetching from it, counting in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import orjson

from foisearch import record
from foisearch.analysis import Analyzer, Stemmer
from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure
from foisearch.engine import compile as compiling
from foisearch.engine import layout, manifest, ordering, safe_pickle, schema, terms
from foisearch.engine.compile import Clause, Compiler
from foisearch.engine.faults import CURE, translated
from foisearch.engine.manifest import Manifest
from foisearch.engine.matching import WEIGHTING
from foisearch.engine.values import Counts, Found, ResolvedFilters, Vocabulary
from foisearch.engine.words import Words
from foisearch.errors import IndexUnusable
from foisearch.query import ast
from foisearch.text import ref_key

_ATTEMPTS = 5


def open_index(folder: Path, bodies: Authorities | None = None) -> Index:
    """Open the index in ``folder``, after holding every file against its digest.

    Raises:
        IndexMissing: there is none.
        IndexUnusable: it is damaged, of another version, or not ours.
    """
    for attempt in range(_ATTEMPTS):
        found = manifest.read(folder)
        try:
            generation = manifest.verify(found, folder)
            with translated(generation):
                return Index(found, generation, bodies or Authorities.standard())
        except FileNotFoundError:
            # A build may have replaced the generation between the two looks: look again.
            if attempt + 1 == _ATTEMPTS or manifest.read(folder) == found:
                break
    raise IndexUnusable(f"the index in {folder} lost its files", CURE)


class Index:
    """An index that was found sound; made by :func:`open_index`.

    It shows one state of the corpus until it is closed, whatever is built meanwhile.  It may be
    used by one thread at a time.
    """

    def __init__(self, found: Manifest, generation: Path, bodies: Authorities) -> None:
        from whoosh.index import open_dir

        safe_pickle.guard()
        self.bodies = bodies
        self._manifest = found
        self._folder = generation
        stemmer = Stemmer(orjson.loads((generation / layout.WORDS).read_bytes()))
        self.analyzer = Analyzer(stemmer)
        index = open_dir(generation, schema=schema.make())
        self._searcher = index.searcher(weighting=WEIGHTING)
        self._words = Words(stemmer, self._searcher.reader())

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._searcher.close()

    @property
    def corpus_digest(self) -> str:
        """The digest of the corpus that was indexed."""
        return self._manifest.corpus_digest

    def __len__(self) -> int:
        return int(self._searcher.doc_count())

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
        filters = filters or ResolvedFilters()
        compiler = self._compiler(source)
        # A mistake of ours while compiling must not be called a damaged index.
        with translated(self._folder, reading=False):
            clause = self._whole(compiler, node, filters)
        matches = self._run(clause)
        with translated(self._folder):
            page = ordering.page(self._searcher, matches, sort, offset, limit)
        hits = tuple((score, self._fetch(number)) for number, score in page)
        notes = [*compiler.notes(), *self._left_out(node, filters, source)]
        wanted = tuple(dict.fromkeys(compiler.wanted))
        return Found(len(matches), hits, wanted, tuple(notes))

    def get(self, name: str) -> list[Disclosure]:
        """The record with this id; failing that, all that have this reference, in order of id.

        References are compared without punctuation; where none is equal, those count whose last
        digits ``name`` is.
        """
        found = self._with("id", name.strip())
        if not found:
            key = ref_key(name)
            found = self._with("ref", key) if key else []
            found = [d for d in found if d.ref_key == key] or found
        return sorted(found, key=lambda d: d.id)

    def all(self) -> list[Disclosure]:
        """Every record in order of id."""
        matches = self._run(Clause(terms.all_records(), False))
        return sorted((self._fetch(number) for number, _ in matches), key=lambda d: d.id)

    def slugs(self, name: str) -> frozenset[str]:
        """The slugs that occur in ``authority`` or ``force_id``."""
        return self._words.keys(name, "*")

    def counts(self) -> Counts:
        """How many disclosures there are by body, year, outcome and provision."""
        return self._manifest.counts()

    def vocabulary(self) -> Vocabulary:
        """The values that occur, with names; for completion."""
        from foisearch.law import nearest

        counts = self.counts()
        names: dict[str, str] = {}
        for stamp in self._manifest.sources.values():
            names |= stamp.names
        provisions = {}
        for key in counts.provisions:
            known = nearest(key)
            provisions[key] = known.name if known else ""
        return Vocabulary(
            forces={slug: self._name(slug, names) for slug in counts.forces},
            authorities={slug: self._name(slug, names) for slug in counts.authorities},
            provisions=provisions,
            outcomes=tuple(counts.outcomes),
            words=frozenset(self.analyzer.stemmer.known),
        )

    def _name(self, slug: str, names: dict[str, str]) -> str:
        body = self.bodies.get(slug)
        return body.name if body else names.get(slug, slug)

    def _compiler(self, source: str, undated: str = "") -> Compiler:
        return Compiler(source, self.analyzer, self._words, self.bodies, undated)

    def _whole(self, compiler: Compiler, node: ast.Node, filters: ResolvedFilters) -> Clause:
        keys = {
            schema.FORCE_ID: filters.forces,
            "authority": filters.authorities,
            "exemption": filters.exemptions,
            "outcome": filters.outcomes,
            "kind": filters.kinds,
        }
        clauses = [compiler.compile(node)]
        for name, values in keys.items():
            clauses += [Clause(terms.AnyTerm(name, values), False)] if values else []
        if filters.since or filters.until:
            clauses.append(compiler.period(ast.Period("published", filters.since, filters.until)))
        return compiling.both(clauses)

    def _run(self, clause: Clause) -> list[tuple[int, float]]:
        """Every match with its score: 0 where nothing in the query says what is better."""
        with translated(self._folder):
            results = self._searcher.search(clause.query, limit=None)
            if not clause.scored:
                return [(number, 0.0) for number, _ in results.items()]
            return list(results.items())

    def _left_out(self, node: ast.Node, filters: ResolvedFilters, source: str) -> list[str]:
        """How many records match but for a date that is not known."""
        notes = []
        for name in sorted(_dated(node, filters)):
            clause = self._whole(self._compiler(source, undated=name), node, filters)
            if count := len(self._run(clause)):
                date = {"published": "publication", "received": "receipt", "responded": "response"}
                one = "1 matching record has" if count == 1 else f"{count} matching records have"
                was = "was" if count == 1 else "were"
                notes.append(f"{one} no {date[name]} date and {was} left out")
        return notes

    def _fetch(self, number: int) -> Disclosure:
        with translated(self._folder):
            return record.from_json(orjson.loads(self._searcher.stored_fields(number)["record"]))

    def _with(self, name: str, value: str) -> list[Disclosure]:
        matches = self._run(Clause(terms.AnyTerm(name, (value,)), False))
        return [self._fetch(number) for number, _ in matches]


def _dated(node: ast.Node, filters: ResolvedFilters) -> set[str]:
    """The date fields that every hit must satisfy."""
    found = {"published"} if filters.since or filters.until else set()
    nodes: list[ast.Node] = [node]
    while nodes:
        each = nodes.pop()
        if isinstance(each, ast.Period):
            found.add(each.name)
        elif isinstance(each, ast.And | ast.AnyOf):
            nodes += _required(each)
        elif isinstance(each, ast.Or) and all(isinstance(n, ast.Period) for n in each.nodes):
            nodes += each.nodes
    return found


def _required(node: ast.And | ast.AnyOf) -> Sequence[ast.Node]:
    if isinstance(node, ast.And):
        return node.nodes
    return [n for n in node.nodes if isinstance(n, ast.Period | ast.Or)]
