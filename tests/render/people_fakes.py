"""Services without an engine: a handful of disclosures, found by any word of the query.

Run as a script, it is the command line over these services.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import people_samples as samples
import prior_samples

from foisearch.disclosure import Disclosure
from foisearch.errors import QueryError, UsageError
from foisearch.intake.report import ImportOptions
from foisearch.prior.values import Band, Checked, Decision, NewRequest, Verdict
from foisearch.render.answers import (
    CheckOptions,
    Checks,
    Clustered,
    Counted,
    Decided,
    Found,
    Imported,
    Indexed,
    Shown,
    Similar,
    Unchecked,
)
from foisearch.search import Hit, SearchRequest, SearchResult, Sort
from foisearch.services import Services, not_found


class FakePrior:
    """What compares questions, by a word of the request."""

    def __init__(self, services: FakeServices) -> None:
        self.services = services

    def checks(self, requests: Iterable[NewRequest | Unchecked], options: CheckOptions) -> Checks:
        self.services.asked.append(options)
        return Checks(self._checked(requests, options.least), options)

    def _checked(
        self, requests: Iterable[NewRequest | Unchecked], least: Band
    ) -> Iterator[Checked | Unchecked]:
        for request in requests:
            if isinstance(request, Unchecked):
                yield request
                continue
            self.services.asked.append(request)
            text = request.text.lower()
            if "crash" in text:
                raise ZeroDivisionError("oh dear")
            if "interrupt" in text:
                raise KeyboardInterrupt
            known = {"misconduct": prior_samples.WATCHED, "spending": prior_samples.TRAINED}
            found = [m for word, m in known.items() if word in text and m.band.reaches(least)]
            checked = prior_samples.one_question(*found)
            parts = (replace(checked.parts[0], question=request.questions[0]),)
            yield replace(checked, request=request, parts=parts)

    def similar(self, name: str, options: CheckOptions) -> Similar:
        self.services.asked.append((name, options))
        shown = self.services.show(name)
        if not shown.disclosures:
            raise not_found(shown)
        d = shown.disclosures[0]
        checked = prior_samples.checked(d.id)
        return Similar(d, checked if d.parts else replace(checked, similar=()), options)

    def clusters(self, least: int, limit: int) -> Clustered:
        self.services.asked.append((least, limit))
        found = prior_samples.cluster(prior_samples.STELLSHIRE, prior_samples.ORRIN)
        return Clustered((found,) if least <= 2 else (), least, limit, 5.0)

    def decide(self, first: str, second: str, verdict: str, note: str, who: str) -> Decided:
        self.services.asked.append((first, second, verdict, note, who))
        if verdict not in set(Verdict):
            raise UsageError(f"“{verdict}” is not a verdict", f"choose {', '.join(Verdict)}")
        decision = Decision(first, second, Verdict(verdict), prior_samples.AT, who, note)
        return Decided(decision, Path("/nowhere/corpus/decisions.jsonl"))


class FakeServices(Services):
    """The verbs over the samples; what was asked is kept for the tests to see."""

    held: tuple[Disclosure, ...] = (samples.PRINTERS, samples.UNTITLED, samples.WIDE)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.asked: list[Any] = []

    @property
    def prior(self) -> FakePrior:  # type: ignore[override]
        return FakePrior(self)

    def search(self, request: SearchRequest) -> Found:
        self.asked.append(request)
        if '"' in request.query and request.query.count('"') % 2:
            at = request.query.rindex('"')
            raise QueryError("the quotation mark is not closed", request.query, at, 'add a "')
        if "crash" in request.query:
            raise ZeroDivisionError("oh dear")
        if "interrupt" in request.query:
            raise KeyboardInterrupt
        for outcome in request.filters.outcomes:
            if outcome == "nonsense":
                raise UsageError(f"“{outcome}” is not an outcome", "perhaps full")
        words = request.query.lower().split()
        many = [self.held[0]] * 500 if "many" in words else []
        matching = many or [d for d in self.held if self._matches(d, words)]
        if request.sort is Sort.OLDEST:
            matching.reverse()
        page = matching[request.offset : request.offset + request.limit]
        hits = tuple(
            Hit(rank, 1.0, d, samples.snippets(d))
            for rank, d in enumerate(page, start=request.offset + 1)
        )
        return Found(SearchResult(request, hits, len(matching)), 12.0)

    def _matches(self, d: Disclosure, words: list[str]) -> bool:
        text = f"{d.ref} {d.topic} {d.request} {d.response} {d.body}".lower()
        return not words or any(word in text for word in words)

    def show(self, name: str) -> Shown:
        found = tuple(d for d in self.held if name in {d.id, d.ref})
        return Shown(name, found, () if found else ("iopc/5023048",))

    def stats(self) -> Counted:
        return samples.every_answer()["counted"]  # type: ignore[return-value]

    def import_files(self, paths: Any, options: ImportOptions) -> Imported:
        self.asked.append((paths, options))
        imported: Imported = samples.every_answer()["imported"]  # type: ignore[assignment]
        wanted = {path.name for path in paths}
        files = tuple(f for f in imported.report.files if Path(f.file).name in wanted)
        return Imported(replace(imported.report, files=files or imported.report.files[:1]))

    def build(self, rebuild: bool, semantic: bool = False, model: Path | None = None) -> Indexed:
        self.asked.append(("build", rebuild, semantic, model))
        return samples.every_answer()["vectors" if semantic else "indexed"]  # type: ignore[return-value]

    def status(self) -> str:
        return "3 disclosures · newest 2024-07 · index up to date"


if __name__ == "__main__":
    import foisearch.services

    foisearch.services.Services = FakeServices  # type: ignore[misc]
    from foisearch.cli.main import main

    sys.exit(main())
