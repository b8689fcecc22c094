"""Answers about sources, trials and reviews, made up for the tests of the people's rooms."""

from __future__ import annotations

from dataclasses import replace

import people_samples as samples

from foisearch.corpus import SourceEntry
from foisearch.disclosure import SplitConfidence, Withheld
from foisearch.intake.corrections import FIELDS, Correction
from foisearch.intake.report import FileReport, FileStatus, ImportReport
from foisearch.render.trust import (
    Beside,
    Considered,
    Doubted,
    Fate,
    Place,
    Reviewed,
    Sourced,
    SourceLine,
    SourceRow,
    SourceState,
    Tried,
    Updated,
)

RECORD = replace(
    samples.PRINTERS,
    doubts=("split", "topic"),
    split_confidence=SplitConfidence.LOW,
    warnings=("no Response label",),
    withheld=(Withheld("name", "request", 2),),
)
LINES = (
    SourceLine(4, "Ref 5023048", "ref", 1),
    SourceLine(5, ""),
    SourceLine(6, "Request", "", 1),
    SourceLine(7, "How many printers do you have?", "request", 1),
    SourceLine(8, "We hold nine.", "response", 2),
)
BESIDE = Beside(
    RECORD, LINES, (Place("ref", 4, 4, 1), Place("request", 7, 7, 1), Place("response", 8, 8, 2))
)
ENTRY = SourceEntry(
    "logs/a.txt", "ab" * 32, "log", "log/2", disclosures=12, publications=1, size=4096, uncertain=3,
    withheld=2,
)  # fmt: skip
ROWS = (
    SourceRow("logs/a.txt", SourceState.UNCHANGED, ENTRY, corrections=1),
    SourceRow("logs/b.pdf", SourceState.INCOMPLETE, ENTRY, "no text layer on pages 3–9"),
    SourceRow("logs/c.txt", SourceState.OUTDATED, ENTRY),
    SourceRow("logs/d.txt", SourceState.CHANGED, ENTRY),
    SourceRow("logs/e.txt", SourceState.GONE, ENTRY),
    SourceRow("logs/f.bin", SourceState.FAILED, problem="logs/f.bin is binary, not text"),
)
REPORT = ImportReport((FileReport("logs/d.txt", FileStatus.IMPORTED, "log", 12),))
CORRECTION = Correction(
    file="logs/a.txt",
    id="iopc/5023048",
    now="iopc/5023048",
    first_line=4,
    made="2026-03-02",
    who="kay",
    reader="log/2",
    sha256="ab" * 32,
    fields=tuple((name, "7" if name == "split" else "x") for name in FIELDS),
    said=tuple((name, "y") for name in FIELDS),
    accepted=True,
)


def answers() -> dict[str, object]:
    """One answer of each kind, anew each time: some can be gone through once."""
    scores = {"log": 0.8, "letter": 0.25}
    fate = Fate("logs/d.txt", ("iopc/1",), ("iopc/2",), tuple(f"iopc/{n}" for n in range(20)))
    return {
        "sourced": Sourced(ROWS),
        "unsourced": Sourced(()),
        "updated": Updated(REPORT, (fate,), 3, ("logs/e.txt",)),
        "pruned": Updated(ImportReport(()), (), 3, ("logs/e.txt",), True),
        "tried": Tried(REPORT, (Considered("logs/d.txt", "log", 2, scores, "its mail", 3), BESIDE)),
        "tried_several": Tried(REPORT),
        "doubted": Doubted((BESIDE,), 2),
        "sure": Doubted((), 0),
        "reviewed": Reviewed(CORRECTION, RECORD),
    }


def hostile_answers() -> list[object]:
    """Answers whose every text is one that would command a terminal."""
    t = samples.ESC_TEXT
    lines = (SourceLine(1, t, "request"), SourceLine(2, t))
    beside = Beside(replace(samples.hostile(), doubts=(t,)), lines, (Place(t, 1, 1),))
    entry = replace(ENTRY, file=t, reader=t, sha256=t)
    report = ImportReport((FileReport(t, FileStatus.FAILED, t, error=t),))
    correction = replace(CORRECTION, fields=(("topic", t),), said=(("topic", t),), who=t)
    return [
        Sourced((SourceRow(t, SourceState.INCOMPLETE, entry, t),)),
        Updated(report, (Fate(t, (t,), (t,), (t,)),), 0, (t,)),
        Tried(report, (Considered(t, t, 1, {t: 0.5}, t), beside)),
        Doubted((beside,), 1),
        Reviewed(correction, beside.record),
    ]
