"""Decisions: a file that only grows, whoever writes and whatever breaks."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch import appending
from foisearch.errors import CorpusError, UsageError
from foisearch.prior import decisions as module
from foisearch.prior.decisions import Decisions
from foisearch.prior.values import Decision, Verdict

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def decision(first: str = "b/1", second: str = "b/2", **values: object) -> Decision:
    return Decision(first, second, **{"verdict": Verdict.SAME, "at": AT, "who": "kay"} | values)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus" / "decisions.jsonl"


def test_there_are_none_yet(path: Path) -> None:
    found = Decisions.read(path)
    assert not len(found)
    assert found.of("b/1", "b/2") == ()
    assert found.latest("b/1", "b/2") is None
    assert not path.parent.exists()


def test_what_is_added_is_there_and_is_read_again(path: Path) -> None:
    found = Decisions.read(path)
    found.add(decision(note="the same beach"))
    for decisions in (found, Decisions.read(path)):
        assert decisions.of("b/1", "b/2") == (decision(note="the same beach"),)
        assert decisions.of("b/2", "b/1") == decisions.of("b/1", "b/2")
        assert decisions.of("b/1", "b/3") == ()
        assert decisions.problems == ()


def test_the_latest_counts_and_all_are_shown(path: Path) -> None:
    found = Decisions.read(path)
    found.add(decision(verdict=Verdict.DIFFERENT, at=AT + timedelta(days=1)))
    found.add(decision("b/2", "b/1", verdict=Verdict.SAME))
    latest = found.latest("b/1", "b/2")
    assert latest is not None
    assert latest.verdict is Verdict.DIFFERENT
    assert [d.verdict for d in found.of("b/1", "b/2")] == [Verdict.SAME, Verdict.DIFFERENT]
    assert found.of("b/1", "b/2") == Decisions.read(path).of("b/1", "b/2")


def test_superseded_keeps_its_direction(path: Path) -> None:
    Decisions.read(path).add(decision("b/2", "b/1", verdict=Verdict.SUPERSEDED))
    (read,) = Decisions.read(path).of("b/1", "b/2")
    assert (read.first, read.second) == ("b/2", "b/1")


def test_parts_are_pairs_of_their_own(path: Path) -> None:
    found = Decisions.read(path)
    found.add(decision("b/1#2", "b/2#3", verdict=Verdict.DIFFERENT))
    found.add(decision(at=AT - timedelta(days=1)))
    assert len(found.of("b/1", "b/2")) == 1
    assert len(found.of("b/2#3", "b/1#2")) == 1
    assert [d.verdict for d in found.about("b/1", "b/2")] == [Verdict.SAME, Verdict.DIFFERENT]


def test_the_file_only_grows(path: Path) -> None:
    found = Decisions.read(path)
    before = b""
    for n in range(5):
        found.add(decision(second=f"b/{n + 2}"))
        assert path.read_bytes().startswith(before)
        before = path.read_bytes()
    assert before.count(b"\n") == 5


@pytest.mark.parametrize("keep", range(1, 60, 7))
def test_a_torn_last_line_is_said_passed_over_and_kept(path: Path, keep: int) -> None:
    found = Decisions.read(path)
    found.add(decision())
    found.add(decision(second="b/3"))
    first, second, _ = path.read_bytes().split(b"\n")
    path.write_bytes(first + b"\n" + second[:keep])
    torn = Decisions.read(path)
    assert len(torn) == 1
    assert "line 2" in torn.problems[0]
    assert "cut off" in torn.problems[0]
    torn.add(decision(second="b/4"))
    assert path.read_bytes().startswith(first + b"\n" + second[:keep] + b"\n")
    again = Decisions.read(path)
    assert [d.second for d in again] == ["b/2", "b/4"]
    assert len(again.problems) == 1


def test_a_whole_last_line_without_its_end_counts(path: Path) -> None:
    Decisions.read(path).add(decision())
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    found = Decisions.read(path)
    assert (len(found), found.problems) == (1, ())
    found.add(decision(second="b/3"))
    assert len(Decisions.read(path)) == 2


@pytest.mark.parametrize(
    "line",
    [
        *(b"{}", b"[]", b"7", b"null", b"no", b"\xff", b'{"first": "b/1"}'),
        b'{"format_version":1,"first":"b/1","second":"b/2","verdict":"maybe","at":"2026-03-02","who":""}',
        b'{"format_version":1,"first":"b/1","second":"b/2","verdict":"same","at":"soon","who":""}',
        b'{"format_version":1,"first":"b/1","second":"b/1","verdict":"same","at":"2026-03-02","who":""}',
        b'{"format_version":1,"first":7,"second":"b/1","verdict":"same","at":"2026-03-02","who":""}',
        b'{"format_version":9,"first":"b/2","second":"b/1","verdict":"same","at":"2026-03-02","who":""}',
    ],
)
def test_a_line_that_is_no_decision_harms_no_other(path: Path, line: bytes) -> None:
    Decisions.read(path).add(decision())
    whole = path.read_bytes()
    path.write_bytes(whole + line + b"\n\n" + whole)
    found = Decisions.read(path)
    assert len(found) == 2
    assert len(found.problems) == 1
    assert "line 2" in found.problems[0]


def test_notes_and_names_cannot_command_a_terminal(path: Path) -> None:
    written = Decisions.read(path).add(decision(note="a\x1b[31m\nb\u202e", who="k\x07ay"))
    assert (written.note, written.who) == ("a[31m b", "kay")
    assert Decisions.read(path).of("b/1", "b/2") == (written,)


def test_who_is_the_account_unless_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appending.getpass, "getuser", lambda: "kay.officer")
    assert Decisions.read(path).add(decision(who=" ")).who == "kay.officer"


def test_times_are_kept_in_utc(path: Path) -> None:
    summer = timezone(timedelta(hours=1))
    written = Decisions.read(path).add(decision(at=AT.astimezone(summer)))
    assert written.at.utcoffset() == timedelta(0)
    assert written.at == AT
    assert Decisions.read(path).add(decision(at=AT.replace(tzinfo=None))).at == AT


@pytest.mark.parametrize(("first", "second"), [("b/1", "b/1"), ("", "b/1"), ("b/1", " \x1b")])
def test_a_decision_is_about_two(path: Path, first: str, second: str) -> None:
    with pytest.raises(UsageError):
        Decisions.read(path).add(decision(first, second))
    assert not path.exists()


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot read"):
        Decisions.read(tmp_path)
    with pytest.raises(CorpusError, match="cannot write"):
        Decisions(tmp_path, []).add(decision())


def test_a_line_that_finds_no_room_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Decisions.read(path)
    found.add(decision())
    before = path.read_bytes()
    write = os.write
    monkeypatch.setattr(appending.os, "write", lambda file, data: write(file, data[:10]))
    with pytest.raises(CorpusError, match="no room"):
        found.add(decision(second="b/3"))
    assert path.read_bytes() == before
    assert len(found) == 1


def test_who_waits_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appending, "_PATIENCE", 0.05)
    Decisions.read(path).add(decision())
    with path.open("rb") as held:
        appending.fcntl.flock(held, appending.fcntl.LOCK_EX)
        with pytest.raises(CorpusError, match="somebody else"):
            Decisions.read(path).add(decision())


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from foisearch.prior.decisions import Decisions
from foisearch.prior.values import Decision, Verdict
for n in range(20):
    Decisions(Path(sys.argv[1]), []).add(
        Decision("b/1", f"b/{sys.argv[2]}-{n}", Verdict.SAME, datetime.now(UTC), "k", "n" * 3000))
"""


def test_many_write_at_once(path: Path) -> None:
    commands = [[sys.executable, "-c", WRITER, str(path), str(n)] for n in range(4)]
    running = [subprocess.Popen(command) for command in commands]
    assert [process.wait(60) for process in running] == [0] * 4
    found = Decisions.read(path)
    assert len(found) == 80
    assert not found.problems


@given(st.text(min_size=1), st.text(), st.text())
def test_any_text_comes_back_as_it_was_written(name: str, who: str, note: str) -> None:
    cleaned = module._cleaned(
        decision(f"c/{name.encode(errors='replace').decode()}", who=who, note=note)
    )
    assert module._decision(module._object(cleaned)) == cleaned
