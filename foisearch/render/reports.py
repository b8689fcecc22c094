"""What an import or an indexing did, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from foisearch.intake.report import FileReport, FileStatus
from foisearch.render.answers import Imported, Indexed
from foisearch.render.layout import Block, Span, joined, line
from foisearch.render.words import count_words, milliseconds

ROLES = {
    FileStatus.IMPORTED: "good",
    FileStatus.UNCHANGED: "dim",
    FileStatus.SKIPPED: "dim",
    FileStatus.INCOMPLETE: "error",
    FileStatus.FAILED: "error",
}


def imported_blocks(imported: Imported) -> Iterator[Block]:
    """Every file with what was read of it and what was not, then the sum."""
    report = imported.report
    for file in report.files:
        yield from _file(file)
    for c in report.conflicts:
        text = (
            f"{c.id} differs between {c.first} and {c.second}; the second is kept as {c.second_id}"
        )
        yield line(Span("conflict: ", "warning"), text, hang=2)
    yield _sum(report.files)


def _file(file: FileReport) -> Iterator[Block]:
    status = Span(f"{file.status:<9} ", ROLES[file.status])
    yield line(
        status,
        *joined([near_path(file.file), Span(read_words(file), "bold"), file.reader]),
        hang=10,
    )
    if file.error:
        yield line(file.error.replace(file.file, near_path(file.file)), indent=10)
    for warning in file.warnings:
        yield line(Span("warning: ", "warning"), warning, indent=10, hang=12)


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


def _sum(files: tuple[FileReport, ...]) -> Block:
    statuses = [
        f"{count:,} {status}"
        for status in FileStatus
        if (count := sum(f.status is status for f in files))
    ]
    disclosures = count_words(sum(f.disclosures for f in files), "disclosure")
    warnings = sum(len(f.warnings) for f in files)
    noted = count_words(warnings, "warning") if warnings else ""
    total = count_words(len(files), "file")
    return line(*joined([Span(disclosures, "bold"), f"{total}: {', '.join(statuses)}", noted]))


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
