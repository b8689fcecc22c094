"""The files behind a corpus: their states, and bringing the corpus up to date."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from foisearch.corpus import Corpus
from foisearch.errors import CorpusError
from foisearch.intake import FileStatus, ImportOptions, import_paths
from foisearch.intake.corrections import FILE
from foisearch.render.progress import Progress
from foisearch.render.trust import Beside, Considered, SourceState, Updated
from foisearch.services.dry_run import try_files
from foisearch.services.reviewing import Reviewing
from foisearch.services.sources import Sources


def letter(ref: str, reply: str = "Nine.") -> str:
    asks = "How many gates are there in the yard?"
    return f"Ref\n{ref}\n\nGates\n\nRequest\n\n{asks}\n\nResponse\n\n{reply}\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "one.txt").write_text(letter("6102214"))
    (folder / "two.txt").write_text(letter("6102215", "Eight."))
    return folder


@pytest.fixture
def corpus(tmp_path: Path, inbox: Path) -> Corpus:
    made = Corpus(tmp_path / "corpus")
    import_paths([inbox], made)
    return made


@contextmanager
def unwatched(title: str) -> Iterator[Progress | None]:
    yield None


def states(corpus: Corpus, check: bool = False) -> dict[str, SourceState]:
    return {Path(r.file).name: r.state for r in Sources(corpus, unwatched).listed(check).rows}


def update(corpus: Corpus, *paths: Path, prune: bool = False, ocr: bool = False) -> Updated:
    return Sources(corpus, unwatched).update(paths, ImportOptions(ocr=ocr), prune)


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# States


def test_what_was_just_imported_is_unchanged(corpus: Corpus) -> None:
    assert states(corpus) == states(corpus, check=True) == {
        "one.txt": SourceState.UNCHANGED,
        "two.txt": SourceState.UNCHANGED,
    }  # fmt: skip


def test_a_corpus_without_sources_has_none(tmp_path: Path) -> None:
    assert states(Corpus(tmp_path / "none")) == {}


def test_changed_gone_and_outdated(
    corpus: Corpus, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "one.txt").write_text(letter("6102214", "Ten, as of today."))
    (inbox / "two.txt").unlink()
    assert states(corpus) == {"one.txt": SourceState.CHANGED, "two.txt": SourceState.GONE}
    monkeypatch.setattr("foisearch.intake.layouts.versions", lambda: "better/9")
    assert states(corpus)["one.txt"] is SourceState.CHANGED
    (inbox / "one.txt").write_text(letter("6102214"))
    assert states(corpus)["one.txt"] is SourceState.OUTDATED


def test_a_file_of_the_same_size_and_age_is_told_by_its_digest(corpus: Corpus, inbox: Path) -> None:
    path = inbox / "one.txt"
    before = path.stat()
    path.write_text(letter("6102214", "Five."))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (entry,) = (e for e in corpus.sources() if e.file.endswith("one.txt"))
    assert path.stat().st_size == entry.size
    assert states(corpus)["one.txt"] is SourceState.UNCHANGED
    assert states(corpus, check=True)["one.txt"] is SourceState.CHANGED


def test_names_of_any_kind_are_found_again(corpus: Corpus, inbox: Path) -> None:
    for name in ("100%25 sure.txt", "naïve\nname.txt", os.fsdecode(b"caf\xe9.txt"), "a!b.txt"):
        (inbox / name).write_text(letter(f"61022{len(name)}"))
    import_paths([inbox], corpus)
    assert set(states(corpus).values()) == {SourceState.UNCHANGED}


def test_a_file_in_the_corpus_is_known_by_its_place_in_it(corpus: Corpus) -> None:
    inside = corpus.folder / "sources" / "three.txt"
    inside.parent.mkdir()
    inside.write_text(letter("6102216"))
    import_paths([inside], corpus)
    assert "sources/three.txt" in {entry.file for entry in corpus.sources()}
    assert states(corpus)["three.txt"] is SourceState.UNCHANGED


def test_what_could_not_be_read_is_kept_in_mind(corpus: Corpus, inbox: Path) -> None:
    (inbox / "three.txt").write_bytes(b"\0\1\2" * 99)
    import_paths([inbox], corpus)
    assert states(corpus)["three.txt"] is SourceState.FAILED
    (row,) = (r for r in Sources(corpus, unwatched).listed().rows if r.entry is None)
    assert "three.txt is binary" in row.problem
    (inbox / "three.txt").write_text(letter("6102216"))
    assert update(corpus).report.files[0].status is FileStatus.IMPORTED
    assert corpus.unread() == ()


def test_rows_that_are_missing_make_a_source_incomplete(corpus: Corpus, inbox: Path) -> None:
    (inbox / "log.jsonl").write_text('{"ref": "A-1", "request": "How many?"}\n{"ref":\n')
    report = import_paths([inbox], corpus)
    assert report.failed == 1
    assert states(corpus)["log.jsonl"] is SourceState.INCOMPLETE
    assert update(corpus).report.files == ()
    assert len(update(corpus, ocr=True).report.files) == 1


def test_nothing_that_was_never_imported_makes_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0\1" * 99)
    corpus = Corpus(tmp_path / "c")
    import_paths([tmp_path / "a.txt"], corpus)
    assert not corpus.exists()


# Up to date


def test_updating_twice_does_nothing_the_second_time(corpus: Corpus, inbox: Path) -> None:
    (inbox / "one.txt").write_text(letter("6102214", "Ten."))
    (inbox / "two.txt").write_text(letter("6102299", "Eight."))
    done = update(corpus)
    assert {Path(f.file).name for f in done.fates} == {"one.txt", "two.txt"}
    one, two = sorted(done.fates, key=lambda fate: fate.file)
    assert (one.new, len(one.changed), one.gone) == ((), 1, ())
    assert [name[-7:] for name in (*two.new, *two.gone)] == ["6102299", "6102215"]
    before = snapshot(corpus.folder)
    again = update(corpus)
    assert (again.report.files, again.fates, again.unchanged) == ((), (), 2)
    assert snapshot(corpus.folder) == before


def test_new_files_of_a_folder_come_in(corpus: Corpus, inbox: Path) -> None:
    (inbox / "three.txt").write_text(letter("6102216"))
    assert update(corpus).report.files == ()
    done = update(corpus, inbox)
    assert [Path(f.file).name for f in done.report.files] == ["three.txt"]
    assert [len(fate.new) for fate in done.fates] == [1]
    assert update(corpus, inbox).report.files == ()


def test_a_better_reader_reads_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foisearch.intake.layouts.versions", lambda: "better/9")
    assert len(update(corpus).report.files) == 2
    assert update(corpus).report.files == ()


def test_records_of_a_file_that_is_gone_stay_until_they_are_pruned(
    corpus: Corpus, inbox: Path
) -> None:
    (inbox / "one.txt").unlink()
    kept = update(corpus)
    assert ([Path(name).name for name in kept.gone], kept.pruned) == (["one.txt"], False)
    assert len(list(corpus.disclosures())) == 2
    pruned = update(corpus, prune=True)
    assert sum(len(fate.gone) for fate in pruned.fates) == 1
    assert [d.ref for d in corpus.disclosures()] == ["6102215"]
    assert update(corpus, prune=True).gone == ()


def test_what_was_said_of_a_file_holds_when_it_is_read_again(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "c")
    path = tmp_path / "log.csv"
    path.write_text("No,The ask,The reply\nT-1,How many gates?,Nine.\n")
    columns = (("No", "ref"), ("The ask", "request"), ("The reply", "response"))
    import_paths([path], corpus, ImportOptions(columns=columns, keep_personal=True))
    path.write_text(path.read_text() + "T-2,How many doors?,Two.\n")
    update(corpus)
    assert [d.request for d in corpus.disclosures()] == ["How many gates?", "How many doors?"]
    (entry,) = corpus.sources()
    assert entry.keep_personal
    assert entry.columns.split("\n") == ["No=ref", "The ask=request", "The reply=response"]


def test_nothing_to_bring_up_to_date(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nothing has been imported"):
        update(Corpus(tmp_path / "none"))


def test_a_correction_outlives_a_better_reader(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewing = Reviewing(corpus, corpus.authorities())
    record = next(d for d in corpus.disclosures() if d.ref == "6102214")
    reviewing.correct(record, {"topic": "Doors"}, accept=True, who="kay")
    assert (corpus.folder / FILE).is_file()
    assert set(states(corpus).values()) == {SourceState.UNCHANGED}
    monkeypatch.setattr("foisearch.intake.layouts.versions", lambda: "better/9")
    update(corpus)
    assert {d.ref: d.topic for d in corpus.disclosures()}["6102214"] == "Doors"


def test_a_correction_that_is_written_by_hand_makes_its_source_outdated(corpus: Corpus) -> None:
    reviewing = Reviewing(corpus, corpus.authorities())
    record = next(iter(corpus.disclosures()))
    reviewing.correct(record, {"topic": "Doors"}, accept=False, who="kay")
    path = corpus.folder / FILE
    path.write_text(path.read_text().replace("Doors", "Windows"))
    assert SourceState.OUTDATED in states(corpus).values()
    update(corpus)
    assert "Windows" in {d.topic for d in corpus.disclosures()}


# Tried


def test_nothing_is_written_by_a_trial(corpus: Corpus, inbox: Path, tmp_path: Path) -> None:
    (inbox / "three.txt").write_text(letter("6102216"))
    before = snapshot(tmp_path)
    tried = try_files([inbox], corpus, ImportOptions())
    assert [f.status for f in tried.report.files] == [FileStatus.IMPORTED] * 3
    assert list(tried.read) == []
    assert snapshot(tmp_path) == before
    empty = Corpus(tmp_path / "none")
    assert len(list(try_files([inbox / "one.txt"], empty, ImportOptions()).read)) == 2
    assert not (tmp_path / "none").exists()


def test_a_trial_of_one_file_says_which_line_became_what(corpus: Corpus, inbox: Path) -> None:
    considered, beside = try_files([inbox / "one.txt"], corpus, ImportOptions()).read
    assert isinstance(considered, Considered)
    assert isinstance(beside, Beside)
    assert considered.scores[considered.reader] == max(considered.scores.values())
    uses = {line.number: line.use for line in beside.lines if line.text and line.number != 4}
    assert uses == {1: "", 2: "ref", 6: "", 8: "request", 10: "", 12: "response"}
    places = {place.field: (place.first_line, place.last_line) for place in beside.places}
    assert (places["ref"], places["request"], places["response"]) == ((2, 2), (8, 8), (12, 12))


def test_a_trial_of_a_file_that_cannot_be_read(corpus: Corpus, tmp_path: Path) -> None:
    tried = try_files([tmp_path / "missing.txt"], corpus, ImportOptions())
    assert [f.status for f in tried.report.files] == [FileStatus.FAILED]
    assert list(tried.read) == []


PAGE = (
    "<html><body><main><h1>Log</h1><table><tr><th>Reference</th><th>Request</th><th>Response</th>"
    "</tr><tr><td>F-101</td><td>How many gates?</td><td>Nine.</td></tr><tr><td>F-102</td>"
    "<td>How many doors?</td><td>Two.</td></tr></table></main></body></html>"
)


@pytest.mark.parametrize("name", ["log.html", "log.csv", "all.zip"])
def test_records_without_lines_are_corrected_once_in_every_container(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name == "all.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inner.html", PAGE)
            archive.writestr("other.txt", letter("6102218"))
    else:
        rows = "Reference,Request,Response\nF-101,How many gates?,Nine.\nF-102,How many?,Two.\n"
        path.write_text(PAGE if name.endswith("html") else rows)
    corpus = Corpus(tmp_path / "corpus")
    import_paths([path], corpus, ImportOptions(authority="iopc"))
    reviewing = Reviewing(corpus, corpus.authorities())
    record = next(d for d in corpus.disclosures() if d.ref == "F-101")
    reviewing.correct(record, {"topic": "Yard gates"}, accept=True)
    once = list(corpus.disclosures())
    assert sum("by hand" in w for d in once for w in d.warnings) == 1
    import_paths([path], corpus, ImportOptions(force=True))
    assert list(corpus.disclosures()) == once


def test_a_correction_in_a_file_that_left_its_archive_is_said(tmp_path: Path) -> None:
    path, corpus = tmp_path / "all.zip", Corpus(tmp_path / "corpus")
    for names in (("a.txt", "b.txt"), ("b.txt",)):
        with zipfile.ZipFile(path, "w") as archive:
            for number, name in enumerate(names):
                archive.writestr(name, letter(f"610221{number}"))
        (report,) = import_paths([path], corpus).files
        if len(names) == 2:
            first = next(d for d in corpus.disclosures() if d.provenance.file.endswith("a.txt"))
            Reviewing(corpus, corpus.authorities()).correct(first, {"topic": "x"}, accept=True)
    assert any("is not there any more" in warning for warning in report.warnings)


def test_rows_stand_beside_their_lines(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("Reference,Request,Response\nF-1,How many gates?,Nine.\n")
    (tmp_path / "log.html").write_text(PAGE)
    (row,) = try_files([tmp_path / "log.csv"], corpus, ImportOptions()).read
    assert isinstance(row, Beside)
    assert [line.text for line in row.of_field("row")] == ["F-1,How many gates?,Nine."]
    considered, first, _ = try_files([tmp_path / "log.html"], corpus, ImportOptions()).read
    assert isinstance(considered, Considered)
    assert isinstance(first, Beside)
    assert considered.scores == {}
    assert "How many gates?" in " ".join(line.text for line in first.of_field("row"))
