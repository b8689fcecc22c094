"""What can be asked of the corpus and the index: the verbs of the command line and the prompt.

Each verb takes values and gives an answer; nothing here parses options or writes results.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from foisearch.corpus import Corpus
from foisearch.disclosure import UNKNOWN_DATE, Outcome
from foisearch.errors import CorpusError, NotFound, UsageError
from foisearch.locations import Locations
from foisearch.render.answers import (
    Cited,
    Count,
    Counted,
    Found,
    Imported,
    Indexed,
    Linted,
    Shown,
)
from foisearch.render.progress import progress
from foisearch.render.terminal import Terminal
from foisearch.render.words import OUTCOMES, count_words, provision_words
from foisearch.search import Filters, SearchRequest
from foisearch.text import ref_key

if TYPE_CHECKING:
    from foisearch.authorities import Authorities
    from foisearch.engine.index import Index
    from foisearch.engine.values import Counts, IndexState, Vocabulary
    from foisearch.intake.report import ImportOptions
    from foisearch.law.status import Place
    from foisearch.prior.meaning import Meaning
    from foisearch.render.trust import Tried
    from foisearch.services.looking import Looking
    from foisearch.services.prior import Prior
    from foisearch.services.reviewing import Reviewing
    from foisearch.services.sentences import Models
    from foisearch.services.sources import Sources

NEAR = 5
MOST_TO_COMPARE = 20_000
IMPORT_FIRST = "import some files first: foisearch import FILE…"


class Services:
    """The corpus and the index at these locations."""

    def __init__(self, locations: Locations, terminal: Terminal) -> None:
        self.locations = locations
        self.corpus = Corpus(locations.corpus)
        self._terminal = terminal
        self._index: Index | None = None
        self._authorities: Authorities | None = None
        self._prior: Prior | None = None
        self._searched: Meaning | None = None
        self._told: set[str] = set()

    def search(self, request: SearchRequest) -> Found:
        """Search; the time is that of the search, not of making or opening the index."""
        from foisearch.search import search
        from foisearch.services.opening import near_identical

        index = self.index()
        meaning = self._meaning(index) if request.semantic else None
        begun = perf_counter()
        result = search(index, request, alike=near_identical, meaning=meaning)
        return Found(result, _since(begun))

    def _meaning(self, index: Index) -> Meaning:
        """The sentence model's side of a search, opened once for an index."""
        from foisearch.prior.store import Questions

        if self._searched is None:
            self.models.embedder(None)  # what cannot be had is told before any work is done
            with progress(self._terminal, "reading questions") as report:
                questions = Questions.open(index, self.locations.index, report)
            try:
                self._searched = self.models.searched(questions)
            except BaseException:
                questions.close()
                raise
        return self._searched

    @cached_property
    def models(self) -> Models:
        """The sentence models of this session."""
        from foisearch.services.sentences import Models

        return Models(self.locations.index, partial(progress, self._terminal))

    def looking(self) -> Looking:
        """Many searches of the index as it is now, as while somebody types."""
        from foisearch.services.looking import Looking

        return Looking(self)

    def show(self, name: str) -> Shown:
        """Every disclosure with this id or reference, or the ids nearest to it."""
        disclosures = tuple(self.index().get(name))
        near = () if disclosures else self._near(name)
        return Shown(name, disclosures, near)

    def stats(self) -> Counted:
        """What the corpus holds."""
        return counted(self.index().counts(), self.authorities)

    def cite(self, text: str, place: Place = "response", regime: str | None = None) -> Cited:
        """The citations in a text."""
        from foisearch.law import read_citations

        return Cited(read_citations(text, place=place, regime=checked_regime(regime)))

    def lint(
        self, query: str, filters: Filters, kinds: tuple[str, ...] = (), every: bool = False
    ) -> Linted:
        """What looks like personal data in what a search finds; in every record without one.

        Args:
            query: words and filters of the query language; may be empty.
            filters: which records besides.
            kinds: what is looked for, all kinds where it is empty.
            every: also what is a body's own.

        Raises:
            CorpusError: nothing has been imported yet.
        """
        from foisearch.privacy.linting import Linter
        from foisearch.services.linting import every_record, matching

        if query or filters != Filters():
            return Linted(Linter(matching(self.index(), query, filters), kinds, every))
        self._see_corpus()
        records = every_record(self.corpus, partial(progress, self._terminal))
        return Linted(Linter(records, kinds, every))

    @property
    def prior(self) -> Prior:
        """The verbs that compare requests."""
        from foisearch.services.prior import Prior

        if self._prior is None:
            self._prior = Prior(self, self._terminal)
        return self._prior

    @property
    def sources(self) -> Sources:
        """The files behind the corpus."""
        from foisearch.services.sources import Sources

        return Sources(self.corpus, partial(progress, self._terminal))

    @property
    def reviewing(self) -> Reviewing:
        """The records that are doubted, and what people say of them."""
        from foisearch.services.reviewing import Reviewing

        return Reviewing(self.corpus, self.authorities)

    def import_files(self, paths: Sequence[Path], options: ImportOptions) -> Imported:
        """Read files into the corpus."""
        from foisearch.intake import import_paths

        with progress(self._terminal, "reading") as report:
            imported = Imported(import_paths(paths, self.corpus, options, report))
        return imported

    def try_files(self, paths: Sequence[Path], options: ImportOptions) -> Tried:
        """What an import of these files would read; nothing is written."""
        from foisearch.services.dry_run import try_files

        with progress(self._terminal, "reading") as report:
            return try_files(paths, self.corpus, options, report)

    def import_options(
        self,
        published: str | None,
        authority: str | None,
        again: bool,
        columns: Sequence[str] = (),
        ocr: bool = False,
        keep_personal: bool = False,
    ) -> ImportOptions:
        """What a person says of the files, checked.

        Args:
            published: when they were published.
            authority: who answers, by any name.
            again: whether files that have not changed are read.
            columns: what the files call a column, and the field that it is: ``Question=request``.
            ocr: whether scanned pages are read.
            keep_personal: whether personal data stay in the records.

        Raises:
            UsageError: the date or the body is not one, or a column is said in another way.
        """
        from foisearch.intake.report import ImportOptions
        from foisearch.periods import read_period
        from foisearch.services.columns import read_columns

        when = read_period(published).partial("option") if published else UNKNOWN_DATE
        body = self.authority(authority) if authority else ""
        return ImportOptions(when, body, again, read_columns(columns), ocr, keep_personal)

    def authority(self, name: str) -> str:
        """The id of the body that goes by this name.

        Raises:
            UsageError: none does, or several do.
        """
        found = self.authorities.resolve(name)
        if found is not None:
            return found.id
        near = ", ".join(body.id for body in self.authorities.suggest(name))
        cure = (
            f"perhaps {near}" if near else f"bodies can be added in {self.corpus.authorities_path}"
        )
        raise UsageError(f"no body goes by the name “{name}”", cure)

    @property
    def authorities(self) -> Authorities:
        """Every body known, those of the corpus's own table included."""
        if self._authorities is None:
            self._authorities = self.corpus.authorities()
        return self._authorities

    def index(self) -> Index:
        """The index, made or refreshed first where the corpus has gone on.

        Raises:
            CorpusError: nothing has been imported yet.
            SearchIndexError: there is an index that cannot be used.
        """
        from foisearch import engine
        from foisearch.search import ensure_index

        self._see_corpus()
        with progress(self._terminal, "indexing") as report:
            ensured = ensure_index(self.corpus, self.locations.index, progress=report)
        self._tell_once(ensured.notes)
        opened = self._index
        if opened is None or ensured.report or opened.corpus_digest != ensured.state.corpus_digest:
            self.close()
            self._index = engine.open_index(self.locations.index, self.authorities)
            return self._index
        return opened

    def _see_corpus(self) -> None:
        if not self.corpus.exists():
            folder = self.locations.corpus
            raise CorpusError(f"nothing has been imported into {folder} yet", IMPORT_FIRST)

    def close(self) -> None:
        """Let go of the index, and before it of what was opened beside it."""
        if self._prior is not None:
            self._prior.close()
        if self._searched is not None:
            self._searched.questions.close()
        self._searched = None
        if self._index is not None:
            self._index.close()
        self._index = None

    def _tell_once(self, notes: Sequence[str]) -> None:
        """Tell what is new: in a session the same note would come back with every search."""
        for note in notes:
            if note not in self._told:
                self._terminal.note(note)
        self._told = set(notes)

    def build(self, rebuild: bool, semantic: bool = False, model: Path | None = None) -> Indexed:
        """Bring the index up to date, and what was built beside it before.

        Args:
            rebuild: make the index anew; the vectors too, if they are asked for.
            semantic: make the vectors that questions lack.
            model: the folder of a model of one's own, which makes them.

        Raises:
            UsageError: the model is not installed, or none.
        """
        from foisearch.services import building

        begun = perf_counter()
        if semantic:
            self.models.embedder(model)  # what cannot be had is told before any work is done
        self.close()
        folder, watch = self.locations.index, partial(progress, self._terminal)
        building.index(self.corpus, folder, rebuild, watch)
        index = self.index()
        building.questions(index, folder, semantic, watch)
        made = building.vectors(index, folder, self.models, model, rebuild) if semantic else None
        return Indexed(folder, len(index), _since(begun), made)

    def vocabulary(self) -> Vocabulary | None:
        """The values of fields that the index holds; ``None`` while none is open."""
        return self._index.vocabulary() if self._index else None

    def status(self) -> str:
        """How much there is to search, up to when, and whether the index has all of it."""
        from foisearch import engine

        if not self.corpus.exists():
            return "nothing imported yet: .import PATH"
        return status_words(engine.state(self.locations.index, self.corpus))

    def _near(self, name: str) -> tuple[str, ...]:
        """Ids like this name; none in a corpus too large to look through for a guess."""
        from difflib import get_close_matches

        if sum(entry.disclosures for entry in self.corpus.sources()) > MOST_TO_COMPARE:
            return ()
        ids = {ref_key(d.ref) or d.id: d.id for d in self.corpus.disclosures()}
        return tuple(ids[key] for key in get_close_matches(ref_key(name), ids, n=NEAR, cutoff=0.7))


def not_found(shown: Shown) -> NotFound:
    """The error that says so, with the names that were perhaps meant."""
    near = f"perhaps {', '.join(shown.near)}" if shown.near else "search for words of it instead"
    return NotFound(f"no disclosure has the id or reference “{shown.name}”", near)


def checked_regime(name: str | None) -> str | None:
    """The regime by its key.

    Raises:
        UsageError: there is no such regime.
    """
    from foisearch.law import all_regimes

    key = name.strip().lower() if name else None
    if key and key not in all_regimes():
        raise UsageError(f"“{name}” is not an Act", f"choose {', '.join(all_regimes())}")
    return key


def counted(counts: Counts, authorities: Authorities) -> Counted:
    """The engine's counts with the names that people know things by, the most frequent first."""

    def rows(values: Mapping[str, int], name: Callable[[str], str]) -> tuple[Count, ...]:
        ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Count(key, name(key), count) for key, count in ordered)

    def body(slug: str) -> str:
        known = authorities.get(slug)
        return known.name if known else slug

    years = sorted(rows(counts.years, str), key=lambda row: row.key)
    return Counted(
        counts.disclosures,
        counts.publications,
        authorities=rows(counts.authorities, body),
        years=tuple(years),
        outcomes=rows(counts.outcomes, lambda key: OUTCOMES[Outcome(key)]),
        exemptions=rows(counts.provisions, provision_words),
    )


def status_words(state: IndexState) -> str:
    """The index on one line."""
    if state.kind == "missing":
        return "nothing indexed yet"
    if state.kind == "unusable":
        return "the index cannot be read: .index rebuild"
    held = [count_words(state.disclosures, "disclosure")]
    if state.publications:
        held.append(count_words(state.publications, "publication"))
    # A month at most: of a date known to the month the index has its first day.
    newest = f"newest {state.newest_published[:7]}" if state.newest_published else "no dates known"
    stale = "the corpus has gone on: .index" if state.kind == "stale" else "index up to date"
    return " · ".join([*held, newest, stale])


def _since(begun: float) -> float:
    """Milliseconds since then."""
    return (perf_counter() - begun) * 1000
