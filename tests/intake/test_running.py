"""Files read by processes of their own: the same records, and a crash or a hang costs one file."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import textwrap
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import ROOT, SAMPLES, bodies, new_corpus, snapshot
from pace import is_linear

from foisearch.corpus import Corpus
from foisearch.errors import CorpusError
from foisearch.intake import FileStatus, ImportReport, import_paths, importing
from foisearch.intake.importing import try_paths
from foisearch.intake.report import ImportOptions
from foisearch.intake.running import job, planning, reading, wire, workers
from foisearch.intake.running.job import Job


def letter(ref: str, reply: str = "Nine.") -> str:
    return f"Ref {ref}\n\nGates\n\nRequest\n\nHow many gates are there?\n\nResponse\n\n{reply}\n"


# A reading process whose reader is broken: what a hostile file may do to it.
BROKEN = """
import os, signal, time
from foisearch.intake.running import reading

whole = reading.Reading._whole

def breaking(self, name, kind, data, depth):
    if b"CRASHES" in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"HANGS" in data:
        time.sleep(600)
    if b"EATS" in data:
        bytearray(64_000_000_000)
    if b"LIVES" in data:
        for _ in range(8):
            time.sleep(0.5)
            self._opening.alive()
    yield from whole(self, name, kind, data, depth)

reading.Reading._whole = breaking
"""


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little there is to read, processes read it."""
    monkeypatch.setattr(importing, "LIGHT", -1)


@pytest.fixture
def broken(elsewhere: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BROKEN)
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{ROOT}")
    monkeypatch.setattr(workers, "SILENCE", 10.0)


def inbox_of(tmp_path: Path, **files: str) -> Path:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, text in files.items():
        (inbox / f"{name}.txt").write_text(text)
    return inbox


def told(report: ImportReport) -> dict[str, tuple[FileStatus, str]]:
    return {Path(f.file).name: (f.status, f.error) for f in report.files}


def test_read_here_or_elsewhere_it_is_the_same_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = new_corpus(tmp_path / "here"), new_corpus(tmp_path / "there")
    first = import_paths([SAMPLES], here)
    monkeypatch.setattr(importing, "LIGHT", -1)
    second = import_paths([SAMPLES], there)
    assert second == first
    assert snapshot(there.folder) == snapshot(here.folder)


@pytest.mark.parametrize(
    ("does", "says"),
    [("CRASHES", "crashed (signal 11)"), ("HANGS", "took too long"), ("EATS", "more memory")],
)
def test_a_broken_reader_costs_one_file(broken: None, tmp_path: Path, does: str, says: str) -> None:
    texts = {f"n{i}": letter(f"610200{i}") for i in range(8)}
    inbox = inbox_of(tmp_path, **texts | {"n3": letter("6102003", f"It {does}.")})
    corpus = new_corpus(tmp_path / "corpus")
    report = import_paths([inbox], corpus)
    statuses = told(report)
    status, error = statuses.pop("n3.txt")
    assert (status, says in error, "n3.txt" in error) == (FileStatus.FAILED, True, True)
    assert {status for status, _ in statuses.values()} == {FileStatus.IMPORTED}
    assert {d.ref for d in corpus.disclosures()} == {f"610200{i}" for i in range(8) if i != 3}
    assert not list((corpus.folder / "records").glob(".*"))


@pytest.mark.parametrize("name", ["n0.txt", "box.zip"])
def test_a_bug_costs_one_file_unless_somebody_looks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A bug met in a file of its own, or in a file inside an archive."""
    path = tmp_path / name
    text = letter("6102000").encode()
    path.write_bytes(zipped(**{"n0.txt": text}) if name == "box.zip" else text)

    def buggy(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(reading.Reading, "document", buggy)
    asked = Job(path, name, job.kind_at(path), ImportOptions())
    said: list[bytes] = []
    wire.answers(asked, bodies(), said.append)
    tally = wire.tally_of(said[-1])
    assert "n0.txt met a bug in foisearch (ZeroDivisionError: by nought)" in "".join(
        [tally.error, *tally.losses]
    )
    monkeypatch.setenv("FOISEARCH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        wire.answers(asked, bodies(), said.append)


def test_an_error_of_whoever_listens_is_no_error_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "n0.txt"
    path.write_text(letter("6102000"))

    def deaf(line: bytes) -> None:
        raise CorpusError("cannot write", "free some room")

    with pytest.raises(CorpusError):
        wire.answers(Job(path, path.name, "text", ImportOptions()), bodies(), deaf)


def test_one_member_of_an_archive_costs_one_member(broken: None, tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path)
    with zipfile.ZipFile(inbox / "box.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            reply = {2: "It CRASHES.", 4: "It EATS."}.get(number, "Nine.")
            archive.writestr(f"in/n{number}.txt", letter(f"610200{number}", reply))
    corpus = new_corpus(tmp_path / "corpus")
    report = import_paths([inbox], corpus)
    status, error = told(report)["box.zip"]
    assert status is FileStatus.INCOMPLETE
    assert "box.zip!in/n2.txt broke its reader" in error
    assert "n4.txt needs more memory" in error
    assert [d.ref for d in corpus.disclosures()] == ["6102000", "6102001", "6102003", "6102005"]


def test_who_gives_signs_of_life_may_take_long(broken: None, tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path, slow=letter("6102000", "It LIVES."))
    report = import_paths([inbox], new_corpus(tmp_path / "corpus"))
    assert told(report)["slow.txt"] == (FileStatus.IMPORTED, "")


def test_a_large_file_of_rows_is_read_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"ref": f"{7000000 + n}", "request": f"How many {n}?", "response": "é" * (n % 50) + "."}
        for n in range(400)
    ]
    rows[250] = rows[10]
    text = b"\n".join(orjson.dumps(row) for row in rows[:300]) + b"\nnot JSON\n\n"
    text += b"\n".join(orjson.dumps(row) for row in rows[300:])
    log = tmp_path / "log.jsonl"
    log.write_bytes(text)
    whole, pieces = new_corpus(tmp_path / "whole"), new_corpus(tmp_path / "pieces")
    first = import_paths([log], whole)
    monkeypatch.setattr(importing, "LIGHT", -1)
    monkeypatch.setattr(planning, "LARGE", 1000)
    monkeypatch.setattr(job, "PIECE", 3000)
    monkeypatch.setattr(planning, "PIECE", 3000)
    seen: list[tuple[int, int, str]] = []
    second = import_paths([log], pieces, progress=lambda *step: seen.append(step))
    steps = [done for done, _, _ in seen]
    assert steps == sorted(steps)
    assert len(set(steps)) > 3
    assert {total for _, total, _ in seen} == {steps[-1]}
    assert [f.status for f in second.files] == [FileStatus.INCOMPLETE]
    assert second.files[0].error == first.files[0].error
    assert sorted(second.files[0].warnings) == sorted(first.files[0].warnings)
    assert snapshot(pieces.folder) == snapshot(whole.folder)
    assert any("line 251 has the reference of line 11" in w for w in second.files[0].warnings)


def test_each_file_that_was_read_is_a_step(elsewhere: None, tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path, **{f"n{number}": letter(f"610200{number}") for number in range(8)})
    seen: list[tuple[int, int, str]] = []
    import_paths([inbox], new_corpus(tmp_path / "c"), progress=lambda *step: seen.append(step))
    assert [(done, total) for done, total, _ in seen] == [(n, 8) for n in [*range(9), 8]]
    assert sorted(name for _, _, name in seen[1:-1]) == [f"n{number}.txt" for number in range(8)]


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_is_named_twice_is_read_once(
    elsewhere: None, tmp_path: Path, force: bool
) -> None:
    """Also where it is to be read whatever the corpus holds, and where nothing is kept."""
    inbox = inbox_of(tmp_path, one=letter("6102000"), two=letter("6102001"))
    corpus = new_corpus(tmp_path / "corpus")
    named = [inbox / "one.txt", inbox, inbox / "one.txt"]
    options = ImportOptions(force=force)
    tried = try_paths(named, corpus, options)
    assert [Path(file.file).name for file in tried.files] == ["one.txt", "two.txt"]
    report = import_paths(named, corpus, options)
    assert [(Path(file.file).name, file.status) for file in report.files] == [
        ("one.txt", FileStatus.IMPORTED),
        ("one.txt", FileStatus.UNCHANGED),
        ("two.txt", FileStatus.IMPORTED),
        ("one.txt", FileStatus.UNCHANGED),
    ]
    assert [d.ref for d in corpus.disclosures()] == ["6102000", "6102001"]


@given(st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"")), max_size=9))
def test_lines_come_whole_however_they_are_cut(lines: list[bytes]) -> None:
    sent = b"".join(line + b"\n" for line in lines) + b"half"
    for block in (1, 2, 5, len(sent)):
        out, into = os.pipe()
        with open(out, "rb") as answers, open(into, "wb") as process:
            worker = workers._Worker(cast(Any, SimpleNamespace(stdout=answers)))
            came: list[bytes] = []
            for start in range(0, len(sent), block):
                os.write(process.fileno(), sent[start : start + block])
                came += worker.lines() or []
        assert came == lines
        assert b"".join(worker.unread) == b"half"


def test_a_long_line_takes_time_in_proportion() -> None:
    """A record may hold a text of 50 MB, and a pipe takes 64 kB at a time."""

    def work(size: int) -> None:
        worker = workers._Worker(cast(Any, SimpleNamespace(stdout=None)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workers._Worker, "out", 0)
            patch.setattr(os, "read", lambda *_: b"x" * 100)
            for _ in range(size):
                assert worker.lines() == []

    assert is_linear(work, 20_000)


def test_a_large_file_that_is_gone_when_its_turn_comes_costs_itself(
    elsewhere: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "LARGE", 1000)
    inbox = inbox_of(tmp_path, one=letter("6102000"))
    log = inbox / "log.jsonl"
    log.write_bytes(orjson.dumps({"ref": "7", "request": "How many?", "response": "9" * 2000}))
    report = import_paths(
        [inbox],
        new_corpus(tmp_path / "corpus"),
        progress=lambda done, total, name: log.unlink(missing_ok=True),
    )
    statuses = told(report)
    assert statuses["one.txt"] == (FileStatus.IMPORTED, "")
    assert statuses["log.jsonl"][0] is FileStatus.FAILED
    assert "log.jsonl" in statuses["log.jsonl"][1]


def test_pieces_cover_the_file_once_and_end_at_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log.jsonl"
    text = b"".join(b"x" * (n % 97) + b"\n" for n in range(900)) + b"no end"
    log.write_bytes(text)
    for size in (1, 50, 1000, 10**6):
        monkeypatch.setattr(job, "PIECE", size)
        found = list(Job(log, "log", "jsonl", ImportOptions()).pieces())
        assert b"".join(text[p.start : p.end] for p in found) == text
        assert all(text[p.end - 1 : p.end] == b"\n" for p in found[:-1])
        assert [p.first_line for p in found] == [text[: p.start].count(b"\n") + 1 for p in found]


def test_a_file_named_in_bytes_that_are_no_text(elsewhere: None, tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path)
    (inbox / os.fsdecode(b"caf\xe9\nbar.txt")).write_text(letter("6102000"))
    report = import_paths([inbox], new_corpus(tmp_path / "corpus"))
    assert [f.status for f in report.files] == [FileStatus.IMPORTED]


def test_links_that_lead_to_one_another(tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path, one=letter("6102000"))
    (inbox / "loop").symlink_to(inbox)
    (inbox / "a.txt").symlink_to(inbox / "b.txt")
    (inbox / "b.txt").symlink_to(inbox / "a.txt")
    report = import_paths([inbox], new_corpus(tmp_path / "corpus"))
    statuses = {name: status for name, (status, _) in told(report).items()}
    assert statuses == {
        "one.txt": FileStatus.IMPORTED,
        "loop": FileStatus.SKIPPED,
        "a.txt": FileStatus.FAILED,
        "b.txt": FileStatus.FAILED,
    }


def zipped(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_archives_in_archives_to_a_depth(elsewhere: None, tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path)
    data = letter("6102000").encode()
    name = "deep.txt"
    for _ in range(6):
        data, name = zipped(**{name: data, "also.txt": letter("6102001").encode()}), "more.zip"
    (inbox / "box.zip").write_bytes(data)
    corpus = new_corpus(tmp_path / "corpus")
    status, error = told(import_paths([inbox], corpus))["box.zip"]
    assert status is FileStatus.INCOMPLETE
    assert "lies too deep" in error
    assert {d.ref for d in corpus.disclosures()} == {"6102001"}


def test_an_archive_that_swells(
    elsewhere: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = inbox_of(tmp_path)
    bomb = zipped(**{"huge.txt": b" " * 210_000_000, "good.txt": letter("6102000").encode()})
    assert len(bomb) < 300_000
    (inbox / "bomb.zip").write_bytes(bomb)
    corpus = new_corpus(tmp_path / "corpus")
    status, error = told(import_paths([inbox], corpus))["bomb.zip"]
    assert (status, "huge.txt is larger than" in error) == (FileStatus.INCOMPLETE, True)
    assert [d.ref for d in corpus.disclosures()] == ["6102000"]


def test_ctrl_c_ends_the_processes_and_leaves_the_corpus(tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path, **{f"n{i}": letter(f"{6102000 + i}") for i in range(3000)})
    corpus = new_corpus(tmp_path / "corpus")
    before = snapshot(corpus.folder)
    script = textwrap.dedent(
        """
        import signal, sys
        from pathlib import Path
        from foisearch.corpus import Corpus
        from foisearch.intake import import_paths, importing
        signal.signal(signal.SIGINT, signal.default_int_handler)
        importing.LIGHT = -1
        print("go", flush=True)
        import_paths([Path(sys.argv[1])], Corpus(Path(sys.argv[2])))
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, inbox, corpus.folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while not list((corpus.folder / "records").glob("*")):
            assert process.poll() is None
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()  # ends when the last process that may write there has ended
        assert process.wait() != 0
    assert b"KeyboardInterrupt" in said
    assert snapshot(corpus.folder) == before
    assert not Corpus(corpus.folder).exists()
