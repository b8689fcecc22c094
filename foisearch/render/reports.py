"""What an import or an indexing did, as a person reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from foisearch.intake.report import FileReport, FileStatus, is_routine
from foisearch.render.answers import Imported, Indexed
from foisearch.render.layout import Block, Span, joined, line
from foisearch.render.words import count_words, milliseconds, withheld_words

ROLES = {
    FileStatus.IMPORTED: "good",
    FileStatus.UNCHANGED: "dim",
    FileStatus.SKIPPED: "dim",
    FileStatus.INCOMPLETE: "error",
    FileStatus.FAILED: "error",
}

NAMES = {status: str(status) for status in FileStatus}
"""What became of a file, as people read it."""
MOST_FILES = 30
"""Files that are shown one by one; of more, only those that went wrong are, the rest in groups."""
MOST_WARNINGS = 20
MOST_GROUPS = 40


_NAMED = re.compile(r"^[^\s:]{1,80}: ")
_VARYING = re.compile(r"[“\"][^”\"]*[”\"]|[\w./-]*\d[\w./-]*")


def imported_blocks(imported: Imported, tried: bool = False) -> Iterator[Block]:
    """Every file with what was read of it and what was not, or groups of many; then the sum.

    What was only ``tried`` is not said to be imported.
    """
    report = imported.report
    names = {**NAMES, FileStatus.IMPORTED: "readable"} if tried else NAMES
    many = len(report.files) > MOST_FILES
    for file in report.files:
        if not many or file.status in (FileStatus.FAILED, FileStatus.INCOMPLETE):
            yield from _file(file, names, many)
    if many:
        yield from _groups(report.files)
    for c in report.conflicts:
        text = (
            f"{c.id} differs between {c.first} and {c.second}; the second is kept as {c.second_id}"
        )
        yield line(Span("conflict: ", "warning"), text, hang=2)
    yield _sum(report.files, names)


def _file(file: FileReport, names: Mapping[FileStatus, str], many: bool = False) -> Iterator[Block]:
    status = Span(f"{names[file.status]:<9} ", ROLES[file.status])
    yield line(
        status,
        *joined([near_path(file.file), Span(read_words(file), "bold"), file.reader, *_care(file)]),
        hang=10,
    )
    if file.error:
        yield line(file.error.replace(file.file, near_path(file.file)), indent=10)
    if many:
        return
    for warning in sorted(file.warnings, key=is_routine)[:MOST_WARNINGS]:
        yield line(_label(warning), warning, indent=10, hang=12)
    if (more := len(file.warnings) - MOST_WARNINGS) > 0:
        yield line(Span(f"and {more:,} more warnings: --json has them all", "dim"), indent=10)


def _label(warning: str) -> Span:
    """What asks for a look is a warning, what only tells how something was read is a note."""
    return Span("note: ", "dim") if is_routine(warning) else Span("warning: ", "warning")


def _care(file: FileReport) -> Iterator[str]:
    """What needs a person's eye, and what was kept from it."""
    if file.uncertain:
        yield f"{file.uncertain:,} uncertain"
    if file.withheld:
        yield f"kept out: {withheld_words(file.withheld)}"


def _groups(files: Sequence[FileReport]) -> Iterator[Block]:
    """What many files have in common: why they were skipped, and what was said of them."""
    skipped = Counter(file.error for file in files if file.status is FileStatus.SKIPPED)
    for reason, count in skipped.most_common(MOST_GROUPS):
        yield line(Span("skipped   ", "dim"), f"{count_words(count, 'file')}: {reason}", hang=10)
    said: dict[str, list[tuple[str, str]]] = {}
    for file in files:
        for warning in file.warnings:
            said.setdefault(_kind_of(warning), []).append((file.file, warning))
    by_count = sorted(said.values(), key=lambda alike: (is_routine(alike[0][1]), -len(alike)))
    for alike in by_count[:MOST_GROUPS]:
        times = f"{len(alike):,} like this: " if len(alike) > 1 else ""
        yield line(_label(alike[0][1]), f"{times}{near_path(alike[0][0])}: {alike[0][1]}", hang=2)
    if len(by_count) > MOST_GROUPS:
        more = len(by_count) - MOST_GROUPS
        yield line(Span(f"and {more:,} other kinds of warning: --json has them all", "dim"))


def _kind_of(warning: str) -> str:
    """A warning without what differs from record to record."""
    said = _NAMED.sub("", warning)
    return _VARYING.sub("…", said)[:60]


def near_path(file: str) -> str:
    """A file below the working directory as one would type it here; others as they are."""
    try:
        return str(Path(file).relative_to(Path.cwd()))
    except (OSError, ValueError):
        return file


def read_words(file: FileReport) -> str:
    """What was read from a file; said outright when it was nothing."""
    if file.status in {FileStatus.SKIPPED, FileStatus.FAILED}:
        return ""
    read = [count_words(file.disclosures, "disclosure")] if file.disclosures else []
    if file.publications:
        read.append(count_words(file.publications, "publication"))
    found = ", ".join(read)
    if file.disclosures:
        return found
    return f"no disclosure records found ({found} kept)" if found else "no disclosure records found"


def _sum(files: Sequence[FileReport], names: Mapping[FileStatus, str]) -> Block:
    statuses = [
        f"{count:,} {names[status]}"
        for status in FileStatus
        if (count := sum(f.status is status for f in files))
    ]
    disclosures = count_words(sum(f.disclosures for f in files), "disclosure")
    uncertain = sum(f.uncertain for f in files)
    doubted = f"{uncertain:,} uncertain: foisearch review" if uncertain else ""
    warnings = sum(not is_routine(warning) for f in files for warning in f.warnings)
    noted = count_words(warnings, "warning") if warnings else ""
    withheld: Counter[str] = Counter()
    for file in files:
        withheld.update(dict(file.withheld))
    kept = f"kept out: {withheld_words(sorted(withheld.items()))}" if withheld else ""
    total = count_words(len(files), "file")
    counts = [f"{total}: {', '.join(statuses)}", noted, doubted, kept]
    return line(*joined([Span(disclosures, "bold"), *counts]))


def indexed_blocks(indexed: Indexed) -> Iterator[Block]:
    """What the index holds now, and its vectors."""
    total = Span(f"{count_words(indexed.disclosures, 'record')} indexed", "bold")
    yield line(*joined([total, str(indexed.folder), Span(milliseconds(indexed.took_ms), "dim")]))
    if vectors := indexed.vectors:
        have = "question has a vector" if vectors.questions == 1 else "questions have vectors"
        told = f"{vectors.questions:,} {have}, {vectors.new:,} new"
        if vectors.dropped:
            told += f", {vectors.dropped:,} of questions that are gone dropped"
        yield line(*joined([Span(told), Span(vectors.model, "dim")]))
