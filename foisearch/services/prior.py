"""“Has this been asked before?” as verbs: check, similar, clusters, decide.

What compares questions is opened when it is first needed, and imported then: a search needs none
of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from foisearch.disclosure import Kind
from foisearch.errors import NotFound, UsageError
from foisearch.render.answers import (
    CheckOptions,
    Checks,
    Clustered,
    Decided,
    Shown,
    Similar,
    Unchecked,
)
from foisearch.render.progress import progress

if TYPE_CHECKING:
    from foisearch.disclosure import Disclosure
    from foisearch.engine.index import Index
    from foisearch.prior.values import Checked, NewRequest
    from foisearch.render.terminal import Terminal
    from foisearch.services import Services
    from foisearch.services.opening import Opened

DECISIONS = "decisions.jsonl"


class Prior:
    """The verbs over the corpus and the index of some services."""

    def __init__(self, services: Services, terminal: Terminal) -> None:
        self._services = services
        self._terminal = terminal
        self._wanted: tuple[Index, bool | None, Path | None] | None = None
        self._opened: Opened | None = None

    @property
    def decisions_path(self) -> Path:
        """Where decisions are written down: beside the records that they are about."""
        return self._services.locations.corpus / DECISIONS

    def checks(self, requests: Iterable[NewRequest | Unchecked], options: CheckOptions) -> Checks:
        """Each request checked in its turn; what compares is opened before the first is read."""
        return Checks(_checked(requests, self._compared(options), options), options)

    def similar(self, name: str, options: CheckOptions) -> Similar:
        """What is similar to the disclosure of this id or reference.

        Raises:
            NotFound: there is none.
            UsageError: several have the reference, or it is no disclosure.
        """
        disclosure = self.one(name)
        if disclosure.kind is Kind.PUBLICATION:
            raise UsageError(
                f"{disclosure.id} is a publication: it answers no request",
                "name a disclosure, or check its text: foisearch check FILE",
            )
        opened = self._compared(options)
        checked = opened.checker.similar(disclosure, limit=options.limit, least=options.least)
        return Similar(disclosure, opened.told(checked), options)

    def clusters(self, least: int, limit: int) -> Clustered:
        """The questions that were asked most."""
        from foisearch.services import opening

        index = self._services.index()
        begun = perf_counter()
        with progress(self._terminal, "comparing") as report:
            found = opening.clusters(index, self._services.locations.index, least, limit, report)
        return Clustered(tuple(found), least, limit, (perf_counter() - begun) * 1000)

    def decide(self, first: str, second: str, verdict: str, note: str, who: str) -> Decided:
        """Write down what was decided about two requests, or parts of them.

        Of two of which one supersedes the other, ``first`` is the one whose answer no longer holds.

        Raises:
            NotFound: one of them is not in the corpus.
            UsageError: they are the same, or the verdict is none.
            CorpusError: it cannot be written.
        """
        from datetime import UTC, datetime

        from foisearch.prior.decisions import Decisions
        from foisearch.prior.values import Decision, Verdict

        if verdict not in set(Verdict):
            raise UsageError(f"“{verdict}” is not a verdict", f"choose {', '.join(Verdict)}")
        one, other = self._place(first), self._place(second)
        if one == other:
            raise UsageError(f"{one} is one request", "name two, the one that supersedes second")
        now = datetime.now(UTC).replace(microsecond=0)
        book = Decisions.read(self.decisions_path)
        decision = book.add(Decision(one, other, Verdict(verdict), now, who, note))
        self.close()  # what was opened before knows nothing of it
        return Decided(decision, self.decisions_path)

    def close(self) -> None:
        """Let go of what was opened."""
        if self._opened is not None:
            self._opened.questions.close()
        self._opened = None

    def one(self, name: str) -> Disclosure:
        """The one disclosure of this id or reference.

        Raises:
            NotFound: there is none.
            UsageError: several have the reference.
        """
        from foisearch.services import not_found

        shown = self._services.show(name)
        if not shown.disclosures:
            raise not_found(shown)
        _see_one(shown)
        return shown.disclosures[0]

    def _place(self, name: str) -> str:
        """The id of a disclosure, or ``id#part``, checked; a reference may hold a # itself."""
        try:
            return self.one(name).id
        except NotFound:
            before, mark, number = name.rpartition("#")
            if not mark or not before:
                raise
        disclosure = self.one(before)
        numbers = [part.number for part in disclosure.parts]
        if number not in numbers:
            has = f"it has {', '.join(numbers)}" if numbers else "it has none"
            raise NotFound(f"{disclosure.id} has no part {number}", has)
        return f"{disclosure.id}#{number}"

    def _compared(self, options: CheckOptions) -> Opened:
        """Who compares: as opened before, unless the index is another one by now."""
        from foisearch.services import opening

        index = self._services.index()
        wanted = (index, options.semantic, options.model)
        if self._opened is None or self._wanted != wanted:
            self.close()
            folder, models = self._services.locations.index, self._services.models
            watch = partial(progress, self._terminal)
            self._opened = opening.opened(
                index, folder, self.decisions_path, models, options, watch
            )
            self._wanted = wanted
            for problem in self._opened.problems:
                self._terminal.note(problem)
        return self._opened


def _checked(
    requests: Iterable[NewRequest | Unchecked], opened: Opened, options: CheckOptions
) -> Iterator[Checked | Unchecked]:
    """The requests in their order; one that cannot be checked does not stop the others."""
    for request in requests:
        if isinstance(request, Unchecked):
            yield request
            continue
        try:
            limit = max(options.limit, options.depth)
            checked = opened.checker.check(request, limit=limit, least=options.least)
            yield opened.told(checked)
        except UsageError as error:
            yield Unchecked(request.label, str(error))


def _see_one(shown: Shown) -> None:
    if len(shown.disclosures) > 1:
        ids = ", ".join(d.id for d in shown.disclosures)
        count = len(shown.disclosures)
        raise UsageError(f"{shown.name} is the reference of {count}", f"name one by its id: {ids}")
