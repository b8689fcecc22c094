"""Services without an engine: a handful of disclosures, found by any word of the query.

Run as a script, it is the command line over these services.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import people_samples as samples

from foisearch.disclosure import Disclosure
from foisearch.errors import QueryError, UsageError
from foisearch.intake.report import ImportOptions
from foisearch.render.answers import Counted, Found, Imported, Indexed, Shown
from foisearch.search import Hit, SearchRequest, SearchResult, Sort
from foisearch.services import Services


class FakeServices(Services):
    """The verbs over the samples; what was asked is kept for the tests to see."""

    held: tuple[Disclosure, ...] = (samples.PRINTERS, samples.UNTITLED, samples.WIDE)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.asked: list[Any] = []

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

    def build(self, rebuild: bool) -> Indexed:
        self.asked.append(("build", rebuild))
        return samples.every_answer()["indexed"]  # type: ignore[return-value]

    def status(self) -> str:
        return "3 disclosures · newest 2024-07 · index up to date"


if __name__ == "__main__":
    import foisearch.services

    foisearch.services.Services = FakeServices  # type: ignore[misc]
    from foisearch.cli.main import main

    sys.exit(main())
