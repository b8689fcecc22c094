"""What an open index holds: its records, counts and names, and the words in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import orjson
from numpy.typing import NDArray

from foisearch import record
from foisearch.analysis import Analyzer, Stemmer
from foisearch.authorities import Authorities
from foisearch.disclosure import Disclosure
from foisearch.engine.files import source_stamps
from foisearch.engine.files.faults import translated
from foisearch.engine.files.manifest import Manifest
from foisearch.engine.files.source_stamps import SourceStamp
from foisearch.engine.matching import live
from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.planning import plan
from foisearch.engine.planning.plan import Plan
from foisearch.engine.segments import stems
from foisearch.engine.segments.records import unpacked
from foisearch.engine.segments.segment import Segment
from foisearch.engine.values import Counts, Vocabulary
from foisearch.engine.words.known import Words
from foisearch.text import ref_key


class Holdings:
    """The opened files of an index; :class:`foisearch.engine.index.Index` also searches them.

    Args:
        found: the manifest.
        folder: where the index lies.
        segments: those that the manifest lists.
        stamps: by source, what the index has of it.
        bodies: names of public bodies.
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
        self._words = Words(self.segments)
        stemmer = Stemmer(
            lookup=lambda word: stems.stem_from(self.segments, word),
            spellings=lambda stem: stems.written_as(self.segments, stem),
        )
        self.analyzer = Analyzer(stemmer)

    def __enter__(self) -> Self:
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
            for doc in live.matches(matcher, segment, asked)[0].tolist()
        ]

    def df(self, term: str) -> int:
        """In how many records a term stands that the analyzer gives."""
        with self._reading():
            return self._matcher().df(term)

    @property
    def words(self) -> Words:
        """The words that the records have."""
        return self._words

    def newest(self) -> str:
        """The latest day of publication, ``2024-07-31``; empty where no date is known."""
        return source_stamps.newest(self._stamps)

    def slugs(self, name: str) -> frozenset[str]:
        """The slugs that occur in ``authority`` or ``force_id``."""
        return self._words.values(name)

    def counts(self) -> Counts:
        """How many disclosures there are by body, year, outcome and provision."""
        return source_stamps.counts(self._stamps)

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

    def _fetch(self, number: int, doc: int) -> Disclosure:
        data = unpacked(self.segments[number].string("record", doc))
        try:
            return record.from_json(orjson.loads(data))
        except TypeError as error:  # elsewhere that is a mistake of ours
            raise ValueError(str(error)) from None
