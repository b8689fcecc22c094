"""Files into the corpus: what changes on disk, what does not, and what is said of every file."""

from __future__ import annotations

import errno
import fcntl
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_helpers import ROOT, SAMPLES, TABLE, new_corpus, snapshot

from foisearch.corpus import Corpus
from foisearch.errors import CorpusError
from foisearch.intake import FileStatus, ImportOptions, ImportReport, dates, import_paths


def letter(ref: str, reply: str = "Nine.", asks: str = "How many gates are there?") -> str:
    return f"Ref {ref}\n\nGates\n\nRequest\n\n{asks}\n\nResponse\n\n{reply}\n"


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return new_corpus(tmp_path / "corpus")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return write(tmp_path / "inbox", one=letter("6102214"), two=letter("6102215", "Eight."))


def times(folder: Path) -> dict[str, int]:
    return {
        str(p): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file() and p.name != ".lock"
    }


def by_ref(corpus: Corpus) -> dict[str, str]:
    return {d.id: d.response for d in corpus.disclosures()}


def by_name(report: ImportReport) -> dict[str, FileStatus]:
    return {Path(f.file).name: f.status for f in report.files}


# Importing again


def test_importing_twice_changes_nothing_on_disk(tmp_path: Path) -> None:
    corpus = new_corpus(tmp_path / "c")
    first = import_paths([SAMPLES], corpus)
    before, stamps, digest = snapshot(corpus.folder), times(corpus.folder), corpus.digest()
    second = import_paths([SAMPLES], corpus)
    assert snapshot(corpus.folder) == before
    assert times(corpus.folder) == stamps
    assert corpus.digest() == digest
    assert {f.status for f in second.files} == {FileStatus.UNCHANGED}
    assert [(f.disclosures, f.publications) for f in second.files] == [
        (f.disclosures, f.publications) for f in first.files
    ]


def test_reading_again_by_force_gives_the_same_bytes(corpus: Corpus, inbox: Path) -> None:
    import_paths([inbox], corpus)
    before, stamps = snapshot(corpus.folder), times(corpus.folder)
    report = import_paths([inbox], corpus, ImportOptions(force=True))
    assert set(by_name(report).values()) == {FileStatus.IMPORTED}
    assert snapshot(corpus.folder) == before
    assert times(corpus.folder) == stamps


def test_a_changed_source_replaces_its_own_records_only(corpus: Corpus, inbox: Path) -> None:
    import_paths([inbox], corpus)
    old = times(corpus.folder / "records")
    write(inbox, one=letter("6102214", "Ten.") + letter("6102299", "Red."))
    report = import_paths([inbox], corpus)
    assert by_name(report) == {
        "one.txt": FileStatus.IMPORTED,
        "two.txt": FileStatus.UNCHANGED,
    }
    assert by_ref(corpus) == {
        "opsr/6102214": "Ten.",
        "opsr/6102299": "Red.",
        "opsr/6102215": "Eight.",
    }
    new = times(corpus.folder / "records")
    (kept,) = set(old) & set(new)
    assert Path(kept).name.startswith("two.")
    assert old[kept] == new[kept]
    assert len(new) == 2, "what is no longer named is gone"


def test_a_source_that_fails_later_keeps_its_records(corpus: Corpus, inbox: Path) -> None:
    import_paths([inbox], corpus)
    before = by_ref(corpus)
    (inbox / "one.txt").write_bytes(b"%PDF-1.7")
    (inbox / "two.txt").unlink()
    report = import_paths([inbox, inbox / "two.txt"], corpus)
    assert report.failed == 2
    assert by_ref(corpus) == before


def test_the_same_file_twice_is_read_once(corpus: Corpus, inbox: Path) -> None:
    report = import_paths([inbox, inbox / "one.txt", inbox], corpus)
    assert [f.status for f in report.files].count(FileStatus.IMPORTED) == 2
    assert len(corpus.sources()) == 2


def test_sources_inside_the_corpus_move_with_it(tmp_path: Path) -> None:
    corpus = new_corpus(tmp_path / "c")
    write(corpus.folder / "sources", one=letter("6102214"))
    import_paths([corpus.folder / "sources"], corpus)
    assert corpus.sources()[0].file == "sources/one.txt"
    shutil.move(corpus.folder, tmp_path / "moved")
    moved = Corpus(tmp_path / "moved")
    report = import_paths([moved.folder / "sources"], moved)
    assert set(by_name(report).values()) == {FileStatus.UNCHANGED}


def test_what_the_person_said_sticks(corpus: Corpus, inbox: Path) -> None:
    published = dates.parse("2019-04", "option")
    one = inbox / "one.txt"
    import_paths([one], corpus, ImportOptions(published=published, authority="wexmoor"))

    def said() -> tuple[str, str]:
        (d,) = corpus.disclosures()
        return d.authority, str(d.published)

    assert said() == ("wexmoor", "2019-04")
    assert import_paths([one], corpus).files[0].status is FileStatus.UNCHANGED
    write(inbox, one=letter("6102214", "Ten."))
    import_paths([one], corpus)
    assert said() == ("wexmoor", "2019-04")
    import_paths([one], corpus, ImportOptions(authority="caldreth"))
    assert said() == ("caldreth", "2019-04")
    import_paths([one], corpus, ImportOptions(force=True))
    assert said() == ("caldreth", "2019-04")


def test_a_changed_table_of_bodies_reads_everything_again(corpus: Corpus, inbox: Path) -> None:
    import_paths([inbox], corpus)
    with corpus.authorities_path.open("a", encoding="utf-8") as table:
        table.write("moss,Moss Parish Council,,,,,England,council,foia,moss.example,\n")
    assert set(by_name(import_paths([inbox], corpus)).values()) == {FileStatus.IMPORTED}


# The same reference in two sources


def test_equal_records_in_two_sources_are_one(corpus: Corpus, tmp_path: Path) -> None:
    write(tmp_path / "a", one=letter("6102214"))
    write(tmp_path / "b", two=letter("6102214"))
    report = import_paths([tmp_path / "a", tmp_path / "b"], corpus)
    assert by_ref(corpus) == {"opsr/6102214": "Nine."}
    assert not report.conflicts


@pytest.mark.parametrize("again", [("a", "b"), ("b", "a"), ("b",), ("a",)])
def test_different_records_are_both_kept_under_stable_ids(
    corpus: Corpus, tmp_path: Path, again: tuple[str, ...]
) -> None:
    write(tmp_path / "a", one=letter("6102214"))
    write(tmp_path / "b", two=letter("6102214", "Ten.") + letter("6102215", "Eight."))
    report = import_paths([tmp_path / "a", tmp_path / "b"], corpus)
    wanted = {"opsr/6102214": "Nine.", "opsr/6102214@two": "Ten.", "opsr/6102215": "Eight."}
    assert by_ref(corpus) == wanted
    (conflict,) = report.conflicts
    assert (conflict.id, conflict.second_id) == ("opsr/6102214", "opsr/6102214@two")
    assert (Path(conflict.first).name, Path(conflict.second).name) == ("one.txt", "two.txt")
    import_paths([tmp_path / name for name in again], corpus, ImportOptions(force=True))
    assert by_ref(corpus) == wanted
    assert corpus.conflicts() == report.conflicts


def test_three_that_differ_under_one_file_name(corpus: Corpus, tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / f"f{number}", log=letter("6102214", f"{number}."))
    import_paths([tmp_path / f"f{number}" for number in range(3)], corpus)
    assert by_ref(corpus) == {
        "opsr/6102214": "0.",
        "opsr/6102214@log": "1.",
        "opsr/6102214@log~2": "2.",
    }


# What is in a folder


def test_good_bad_strange_and_hidden_files(corpus: Corpus, inbox: Path) -> None:
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "really.txt").write_bytes(b"%PDF-1.4 and so on")
    (inbox / "rows.jsonl").write_text(
        '{"ref": "6102301", "request": "How many?", "response": "Nine."}\nno JSON\n'
        '{"ref": "6102302", "request": "Why?", "response": "So."}\n'
    )
    (inbox / "photo.jpeg").write_bytes(b"\xff\xd8\xff")
    (inbox / ".hidden.txt").write_text(letter("6102400"))
    (inbox / ".git").mkdir()
    (inbox / ".git" / "a.txt").write_text(letter("6102401"))
    (inbox / "sub").mkdir()
    (inbox / "sub" / "three.md").write_text(letter("6102216", "Seven."))
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "dangling.txt").symlink_to(inbox / "nowhere.txt")
    seen: list[tuple[int, int, str]] = []
    report = import_paths([inbox], corpus, progress=lambda *step: seen.append(step))
    assert by_name(report) == {
        "one.txt": FileStatus.IMPORTED,
        "two.txt": FileStatus.IMPORTED,
        "three.md": FileStatus.IMPORTED,
        "rows.jsonl": FileStatus.INCOMPLETE,
        "empty.txt": FileStatus.FAILED,
        "really.txt": FileStatus.FAILED,
        "pipe.txt": FileStatus.FAILED,
        "dangling.txt": FileStatus.FAILED,
        "photo.jpeg": FileStatus.SKIPPED,
    }
    assert report.failed == 5
    assert set(by_ref(corpus)) == {
        *("opsr/6102214", "opsr/6102215", "opsr/6102216", "unknown/6102301", "unknown/6102302")
    }
    for file in report.files:
        assert bool(file.error) == (file.status not in (FileStatus.IMPORTED, FileStatus.UNCHANGED))
    steps = [done for done, _, _ in seen]
    assert steps == sorted(steps)
    assert steps[-1] == len(report.files)
    assert {total for _, total, _ in seen} == {len(report.files)}


def test_a_named_file_of_any_kind_is_tried(corpus: Corpus, tmp_path: Path) -> None:
    odd = tmp_path / "reply.response"
    odd.write_text(letter("6102214"))
    assert import_paths([odd], corpus).files[0].status is FileStatus.IMPORTED


def test_nothing_to_import(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    assert import_paths([tmp_path / "bare"], corpus) == ImportReport(())
    report = import_paths([tmp_path / "gone"], corpus)
    assert (report.failed, "does not exist" in report.files[0].error) == (1, True)
    assert not corpus.exists()


NAMES = [
    b"a\nb.txt",
    b"a\x1b[2Jb.txt",
    b"caf\xe9.txt",
    "bidi\u202etxt.exe.txt".encode(),
    b"a\rb.txt",
    b"tab\tb.txt",
    b"bell\x07.csv",
]


CONTENTS = {
    "letter": letter("6102214").encode(),
    "empty": b"",
    "pdf": b"%PDF",
    "binary": b"x\x00\x00y" * 99,
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("name", NAMES)
def test_odd_file_names_never_reach_the_report_raw(
    tmp_path: Path, name: bytes, content: bytes
) -> None:
    corpus = new_corpus(tmp_path / "corpus")
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / os.fsdecode(name)).write_bytes(content)
    report = import_paths([folder], corpus)
    (file,) = report.files
    good = content.startswith(b"Ref")
    assert file.status is (FileStatus.IMPORTED if good else FileStatus.FAILED)
    for said in (file.file, file.error, *file.warnings):
        said.encode("utf-8")
        assert not set(said) & set("\n\r\x1b\x07\u202e"), repr(said)
    for d in corpus.disclosures():
        d.provenance.file.encode("utf-8")


def test_two_files_whose_names_look_alike_are_both_kept(corpus: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number, name in enumerate(("a b.txt", "a\nb.txt", "a\x1b b.txt")):
        (folder / name).write_text(letter(f"610221{number}"))
    import_paths([folder], corpus)
    assert len(by_ref(corpus)) == 3


# Interruptions


def test_ctrl_c_at_any_file_leaves_the_corpus_as_it_was(corpus: Corpus, inbox: Path) -> None:
    import_paths([inbox], corpus)
    before = snapshot(corpus.folder)
    write(
        inbox, one=letter("6102214", "Ten."), two=letter("6102215", "Two."), six=letter("6102216")
    )
    for moment in range(4):

        def stop(done: int, total: int, name: str, moment: int = moment) -> None:
            if done == moment:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            import_paths([inbox], corpus, progress=stop)
        assert snapshot(corpus.folder) == before
    assert len(import_paths([inbox], corpus).files) == 3
    assert by_ref(corpus) == {
        "opsr/6102214": "Ten.",
        "opsr/6102215": "Two.",
        "opsr/6102216": "Nine.",
    }


@pytest.mark.parametrize("error", [KeyboardInterrupt, PermissionError(13, "Permission denied")])
def test_a_failure_while_old_records_are_removed(
    corpus: Corpus, inbox: Path, monkeypatch: pytest.MonkeyPatch, error: object
) -> None:
    """Once the manifest is replaced the new records are the corpus: they must not be taken back."""
    import_paths([inbox], corpus)
    write(inbox, one=letter("6102214", "Ten."))
    remove = Path.unlink
    calls: list[str] = []

    def fail_once(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".jsonl" and not calls:
            calls.append(path.name)
            raise error  # type: ignore[misc]
        remove(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", fail_once)
        with suppress(KeyboardInterrupt, CorpusError, OSError):
            import_paths([inbox], corpus)
    assert calls
    assert by_ref(corpus) in (
        {"opsr/6102214": "Ten.", "opsr/6102215": "Eight."},
        {"opsr/6102214": "Nine.", "opsr/6102215": "Eight."},
    )


class Disk:
    """Lets so many operations on the files of a folder succeed, and is full for the next one."""

    def __init__(self, folder: Path, left: int) -> None:
        self.folder = folder
        self.left = left

    def step(self) -> None:
        self.left -= 1
        if self.left == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def opened(self, path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if self.folder not in path.parents or mode == "rb":
            return open(path, mode, *rest, **more)
        self.step()
        return Written(self, path, mode)

    def counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*rest: Any) -> Any:
            self.step()
            return real(*rest)

        return call


class Written(io.FileIO):
    """A file on such a disk, without a buffer: each write shows at once whether there is room."""

    def __init__(self, disk: Disk, path: Path, mode: str) -> None:
        super().__init__(path, mode)
        self.disk = disk

    def write(self, data: Any) -> int:
        self.disk.step()
        return super().write(data)


def test_a_disk_that_is_full_at_any_step_is_a_corpus_error_and_changes_nothing(
    corpus: Corpus, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_paths([inbox], corpus)
    before = snapshot(corpus.folder)
    write(inbox, one=letter("6102214", "Ten."))
    after = {"opsr/6102214": "Ten.", "opsr/6102215": "Eight."}
    for steps in range(100):
        disk = Disk(corpus.folder, steps)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", lambda *a, disk=disk, **more: disk.opened(*a, **more))
            patch.setattr(Path, "replace", disk.counted(Path.replace))
            patch.setattr(os, "fsync", disk.counted(os.fsync))
            try:
                import_paths([inbox], corpus)
            except CorpusError as error:
                assert ("No space left" in error.message, bool(error.cure)) == (True, True)  # noqa: PT017
            else:
                assert disk.left >= 0
                break
        if snapshot(corpus.folder) != before:  # the manifest is in its place, its name not yet
            assert by_ref(corpus) == after
            assert steps > 8
            break
    assert steps < 99
    import_paths([inbox], corpus)
    assert by_ref(corpus) == after


CRAMPED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
from foisearch.cli.main import main
sys.exit(main(["import", *sys.argv[1:]]))
"""


def test_a_system_that_takes_no_more_bytes_ends_the_import(corpus: Corpus, inbox: Path) -> None:
    """In truth and from the command line: one line that says where and what to do, status 2."""
    import_paths([inbox], corpus)
    before = snapshot(corpus.folder)
    write(inbox, one=letter("6102214", "Ten gates were mended. " * 4000))
    done = subprocess.run(
        [sys.executable, "-c", CRAMPED, inbox, "--corpus", corpus.folder],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    line = rf"foisearch: cannot write {re.escape(str(corpus.folder))}\S+: File too large; free .+\n"
    assert re.fullmatch(line, done.stderr)
    assert done.stdout == ""
    assert snapshot(corpus.folder) == before


KILLER = """
import os, signal, shutil, sys
from pathlib import Path
from foisearch.corpus import Corpus
from foisearch.intake import import_paths

base, inbox, out = map(Path, sys.argv[1:4])
moment = 0
while True:
    folder = out / f"{moment:03}"
    shutil.copytree(base, folder)
    child = os.fork()
    if not child:
        left = moment

        def hook(event, args):
            global left
            if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.truncate"):
                if any(isinstance(a, (str, bytes, Path)) and os.fsdecode(a).startswith(str(folder))
                       for a in args):
                    if left == 0:
                        os.kill(os.getpid(), signal.SIGKILL)
                    left -= 1

        sys.addaudithook(hook)
        import_paths([inbox], Corpus(folder))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0
        break
    assert os.WTERMSIG(status) == signal.SIGKILL
    moment += 1
    assert moment < 200
"""


def test_a_process_killed_at_every_step_leaves_a_sound_corpus(tmp_path: Path) -> None:
    """Killed before each file that it opens, renames or removes: as before, or as after."""
    base = new_corpus(tmp_path / "base")
    inbox = write(tmp_path / "inbox", one=letter("6102214"), two=letter("6102215"))
    import_paths([inbox], base)
    before = by_ref(base)
    write(inbox, one=letter("6102214", "Ten."), six=letter("6102216", "Six."))
    (tmp_path / "out").mkdir()
    subprocess.run(
        [sys.executable, "-c", KILLER, base.folder, inbox, tmp_path / "out"],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    after = before | {"opsr/6102214": "Ten.", "opsr/6102216": "Six."}
    folders = sorted((tmp_path / "out").iterdir())
    states = [by_ref(Corpus(folder)) for folder in folders]
    assert len(states) > 8
    assert states[0] == before
    assert states[-1] == after
    change = states.index(after)
    assert states == [before] * change + [after] * (len(states) - change)
    for folder in folders:
        import_paths([inbox], Corpus(folder))
        assert by_ref(Corpus(folder)) == after


def test_a_process_killed_at_any_time_leaves_a_sound_corpus(tmp_path: Path) -> None:
    base = new_corpus(tmp_path / "base")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(40):
        write(inbox, **{f"n{number}": letter(str(6102000 + number))})
    import_paths([inbox], base)
    before = by_ref(base)
    for number in range(40):
        write(inbox, **{f"n{number}": letter(str(6102000 + number), "Ten.")})
    after = dict.fromkeys(before, "Ten.")
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from foisearch.corpus import Corpus
        from foisearch.intake import import_paths
        print("go", flush=True)
        import_paths([Path(sys.argv[1])], Corpus(Path(sys.argv[2])))
        print("done", flush=True)
        """
    )
    killed = 0
    for moment in range(6):
        folder = tmp_path / f"c{moment}"
        shutil.copytree(base.folder, folder)
        with subprocess.Popen(
            [sys.executable, "-c", script, inbox, folder],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 + 0.06 * moment)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        assert by_ref(Corpus(folder)) in (before, after)
    assert killed


# Who may write, and where


def test_a_second_import_at_the_same_time_is_told_so(corpus: Corpus, inbox: Path) -> None:
    def second(done: int, total: int, name: str) -> None:
        if done == 1:
            with pytest.raises(CorpusError, match="another import") as caught:
                import_paths([inbox], Corpus(corpus.folder))
            assert "wait" in caught.value.cure

    import_paths([inbox], corpus, progress=second)
    assert len(by_ref(corpus)) == 2
    import_paths([inbox], corpus)


def test_a_lock_of_another_process_counts(corpus: Corpus, inbox: Path) -> None:
    lock = corpus.folder / ".lock"
    with lock.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(CorpusError, match="another import"):
            import_paths([inbox], corpus)
    # A lock file that a dead process left behind does not.
    assert import_paths([inbox], corpus).failed == 0


def test_a_place_that_cannot_be_written(tmp_path: Path, inbox: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CorpusError, match="cannot write") as caught:
        import_paths([inbox], Corpus(tmp_path / "file" / "corpus"))
    assert "--corpus" in caught.value.cure


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_a_folder_without_permission(corpus: Corpus, inbox: Path) -> None:
    corpus.folder.chmod(0o500)
    try:
        with pytest.raises(CorpusError, match="cannot write"):
            import_paths([inbox], corpus)
    finally:
        corpus.folder.chmod(0o700)


# Anything at all in a folder


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@settings(deadline=None)  # bytes that look like a PDF start a process
@given(st.lists(st.binary(max_size=80) | st.text(max_size=80).map(str.encode), max_size=4))
def test_any_files_are_read_or_reported(places: Path, contents: list[bytes]) -> None:
    shutil.rmtree(places)
    places.mkdir()
    for number, content in enumerate(contents):
        (places / f"{number}.{('txt', 'csv', 'jsonl', 'md')[number % 4]}").write_bytes(content)
    corpus = Corpus(places / ".corpus")
    report = import_paths([places], corpus)
    assert len(report.files) == len(contents)
    read = sum(f.disclosures + f.publications for f in report.files)
    assert read >= len(list(corpus.disclosures()))
    assert corpus.exists() == bool(read)


def test_the_manifest_says_what_is_there(corpus: Corpus, inbox: Path) -> None:
    import_paths([inbox], corpus)
    data = orjson.loads(corpus.manifest_path.read_bytes())
    assert data["format_version"] == 1
    assert sorted(Path(s["file"]).name for s in data["sources"]) == ["one.txt", "two.txt"]
    on_disk = {f"records/{p.name}" for p in (corpus.folder / "records").iterdir()}
    assert {s["records"] for s in data["sources"]} == on_disk
    assert all(re.fullmatch(r"[0-9a-f]{64}", s["sha256"]) for s in data["sources"])
    assert TABLE.read_bytes() == corpus.authorities_path.read_bytes()
