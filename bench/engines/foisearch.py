"""foisearch's own engine: segments written and searched without a corpus."""

from __future__ import annotations

import foisearch
from bench.engines.protocol import TOP, Engine, Searcher, read
from foisearch.analysis import Analyzer, Stemmer, scan_with_nltk
from foisearch.engine.files.container import Container
from foisearch.engine.matching import counting
from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.planning import plan
from foisearch.engine.ranking import collecting
from foisearch.engine.schema.entry import Entry
from foisearch.engine.segments.segment import Segment
from foisearch.engine.segments.stems import stem_from
from foisearch.engine.words.known import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from bench.engines.protocol import Facets, Hits
    from bench.records import Record
    from foisearch.engine.planning.plan import Plan


class FoisearchSearcher(Searcher):
    """Plans for the executor, made of words as the product makes them of a query."""

    def __init__(self, folder: str) -> None:
        from pathlib import Path

        paths = sorted(Path(folder).glob("seg-*.foi"))
        self.segments = [Segment(Container(str(path))) for path in paths]
        self.documents = sum(segment.documents for segment in self.segments)
        self.words = Words(self.segments)
        self.stem = Stemmer(lookup=lambda word: stem_from(self.segments, word))

    def any(self, words: list[str]) -> Hits:
        return self._best(self._any(words))

    def all(self, words: list[str]) -> Hits:
        return self._best(plan.All(tuple(plan.Word(self.stem(word)) for word in words)))

    def phrase(self, words: list[str]) -> Hits:
        return self._best(plan.Phrase(tuple(self.stem(word) for word in words)))

    def prefix(self, start: str) -> Hits:
        return self._best(plan.AnyTerm(self.words.matching(f"{start}*")))

    def filter(self, asked: tuple[list[str], str, str]) -> Hits:
        words, force, exemption = asked
        keys = plan.All(
            (
                plan.Key("force_id", frozenset((force,))),
                plan.Key("exemption", frozenset((exemption,))),
            )
        )
        return self._best(plan.Sift(self._any(words), keys))

    def fuzzy(self, word: str) -> Hits:
        return self._best(plan.AnyTerm(self.words.near(word, 1)))

    def wildcard(self, pattern: str) -> Hits:
        return self._best(plan.AnyTerm(self.words.matching(pattern)))

    def newest(self, words: list[str]) -> Hits:
        return self._fetched(collecting.ranked(self._matcher(), self._any(words), "newest", TOP)[1])

    def facets(self, words: list[str]) -> Facets:
        return counting.facets(self._matcher(), self._any(words), ("force_id",))["force_id"]

    def deep(self, asked: tuple[list[str], int]) -> Hits:
        words, offset = asked
        return self._fetched(
            collecting.best(self._matcher(), self._any(words), offset + TOP)[offset:]
        )

    def _any(self, words: list[str]) -> Plan:
        return plan.Any(tuple(plan.Word(self.stem(word)) for word in words))

    def _matcher(self) -> Matcher:
        return Matcher(self.segments, self.documents)

    def _best(self, asked: Plan) -> Hits:
        return self._fetched(collecting.best(self._matcher(), asked, TOP))

    def _fetched(self, matches: list[collecting.Match]) -> Hits:
        found = []
        for _, number, document in matches:
            segment = self.segments[number]
            found.append(
                (
                    segment.string("id", document).decode(),
                    segment.string("card", document).decode(),
                )
            )
        return found


class FoisearchEngine(Engine):
    """Runs of entries, merged into one segment."""

    name = "foisearch"

    def version(self) -> str:
        return f"foisearch {foisearch.__version__}"

    def build(self, records: Path, folder: Path) -> dict[str, Any]:
        from foisearch.engine.building.runs import RunWriter

        writer = RunWriter(folder, Analyzer(Stemmer(), scan_with_nltk), {})
        for record in read(records):
            writer.add(_entry(record))
        writer.finish()
        return {}

    def open(self, folder: str) -> FoisearchSearcher:
        return FoisearchSearcher(folder)


def _entry(record: Record) -> Entry:
    """A record as the other engines take it: reference and title stored, the rest searched."""
    from datetime import date

    return Entry(
        id=record["ref"],
        texts={
            "topic": (record["title"],),
            "request": (record["request"],),
            "response": (record["response"],),
        },
        keys={"force_id": (record["force"],), "exemption": record["exemptions"]},
        day=date.fromisoformat(record["date"]).toordinal(),
        card=record["title"].encode(),
    )


ENGINE = FoisearchEngine()
