"""The prompt: keys in, a session run, nothing painted where there is no terminal."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import people_fakes
import pexpect
import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from foisearch.errors import CorpusError
from foisearch.locations import Locations
from foisearch.prior.values import NewRequest
from foisearch.render.terminal import Terminal
from foisearch.repl.completing import Suggestions
from foisearch.repl.dispatch import Session
from foisearch.repl.hinting import status
from foisearch.repl.prompt import converse, toolbar
from foisearch.repl.remembering import SafeHistory, history

FAKE = Path(people_fakes.__file__)
COMMAND = shlex.join([sys.executable, str(FAKE)])
ROOT = Path(__file__).parents[2]


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    terminal = Terminal(io.StringIO(), io.StringIO(), io.StringIO(), {}, 80)
    services = people_fakes.FakeServices(Locations(tmp_path, tmp_path), terminal)
    return Session(services, terminal)


def typed(session: Session, keys: str) -> int:
    with create_pipe_input() as source:
        source.send_text(keys)
        return converse(session, source, DummyOutput())


def queries(session: Session) -> list[str]:
    return [request.query for request in session.services.asked]  # type: ignore[attr-defined]


def test_lines_are_run_until_ctrl_d(session: Session) -> None:
    assert typed(session, "video\rdrones\r\x04") == 0
    assert queries(session) == ["video", "drones"]


def test_ctrl_c_clears_the_line(session: Session) -> None:
    assert typed(session, "zebra\x03video\r\x04") == 0
    assert queries(session) == ["video"]


def test_ctrl_c_gives_up_what_is_running(session: Session) -> None:
    assert typed(session, "interrupt\rvideo\r\x04") == 0
    assert session.terminal.stderr.getvalue() == "foisearch: given up\n"  # type: ignore[attr-defined]
    assert queries(session)[-1] == "video"


def test_quit_leaves(session: Session) -> None:
    assert typed(session, ".quit\rvideo\r") == 0
    assert queries(session) == []


KNOWN = "How many officers were dismissed for misconduct?"
PASTED = f"\x1b[200~Dear Sir,\n\n{KNOWN}\nA. N. Other\x1b[201~"


def checked(session: Session) -> list[str]:
    asked = session.services.asked  # type: ignore[attr-defined]
    return [request.text for request in asked if isinstance(request, NewRequest)]


@pytest.mark.parametrize("end", ["\r", ".\r", "\x04"])
def test_a_pasted_request_is_checked(session: Session, end: str) -> None:
    assert typed(session, f".check\r{PASTED}\r{end}video\r\x04") == 0
    (text,) = checked(session)
    assert text.startswith(KNOWN)
    assert session.services.asked[-1].query == "video"  # type: ignore[attr-defined]


def test_ctrl_c_gives_a_pasted_request_up(session: Session) -> None:
    assert typed(session, f".check\r{PASTED}\r\x03video\r\x04") == 0
    assert checked(session) == []
    assert queries(session) == ["video"]


def test_of_a_pasted_request_no_history_is_kept(session: Session, tmp_path: Path) -> None:
    typed(session, f".check\r{PASTED}\r\rvideo\r\x04")
    kept = (tmp_path / "state" / "foisearch" / "history").read_text()
    assert ("+.check" in kept, "+video" in kept) == (True, True)
    assert "Other" not in kept


def test_errors_do_not_end_the_session(session: Session) -> None:
    typed(session, '"open\rcrash\rvideo\r\x04')
    assert queries(session)[-1] == "video"


def test_the_toolbar_says_what_is_searched(session: Session) -> None:
    session.run_line("video")
    session.run_line(".outcome part")
    text = status(session)
    assert text == "outcome part · 3 disclosures · newest 2024-07 · index up to date"
    assert toolbar(session, text)[0][1] == text


def test_a_corpus_that_cannot_be_read_does_not_end_the_session(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> str:
        raise CorpusError("manifest.json is damaged", "restore it")

    monkeypatch.setattr(session.services, "status", damaged)
    assert status(session) == "manifest.json is damaged"
    assert typed(session, "video\r\x04") == 0


def test_the_toolbar_of_a_narrow_window(session: Session) -> None:
    session.terminal._width = 30
    assert len(toolbar(session, status(session))[0][1]) < 30


def test_completions(session: Session) -> None:
    completer = Suggestions(session)
    choices = completer.get_completions(Document("outcome:not-"), CompleteEvent())
    assert [(c.text, c.start_position) for c in choices] == [("not-held", -4)]


def test_history_is_kept_for_its_owner_alone(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "state" / "foisearch" / "history"
    file.parent.mkdir(parents=True)
    file.touch(mode=0o644)
    typed(session, "video\r\x04")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "+video" in file.read_text()
    assert list(history().load_history_strings()) == ["video"]


def test_a_home_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/state")
    assert isinstance(history(), InMemoryHistory)


def test_a_history_that_breaks_later(tmp_path: Path) -> None:
    broken = SafeHistory(str(tmp_path))
    broken.store_string("video")
    assert list(broken.load_history_strings()) == []


def environ(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "PAGER"}}
    more = {"PYTHONPATH": str(ROOT), "TERM": "xterm", "XDG_STATE_HOME": str(tmp_path)}
    return kept | more


def test_a_terminal_from_end_to_end(tmp_path: Path) -> None:
    child = pexpect.spawn(
        sys.executable, [str(FAKE)], env=environ(tmp_path), encoding="utf-8", timeout=30,
        dimensions=(30, 100),
    )  # fmt: skip
    child.expect("foi> ")
    child.send("video\r")
    child.expect("1 disclosure")
    child.expect("foi> ")
    child.send("zebra")
    child.sendcontrol("c")
    child.expect("foi> ")
    child.send(".show 1\r")
    child.expect("Questions and answers")
    child.expect("foi> ")
    child.sendcontrol("d")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_pipe_is_read_without_a_prompt(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(FAKE), "repl"], env=environ(tmp_path), text=True, check=False,
        input='video\n"open\n.show 1\n', capture_output=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "\x1b" not in done.stdout
    assert "foi>" not in done.stdout
    assert "Questions and answers" in done.stdout
    assert done.stderr.startswith("foisearch: the quotation mark")


@pytest.mark.skipif(shutil.which("pgrep") is None, reason="finds the process with pgrep")
def test_sigterm_gives_the_terminal_back(tmp_path: Path) -> None:
    child = pexpect.spawn(
        "bash", ["-c", f"stty -a; {COMMAND}; echo status=$?; stty -a"],
        env=environ(tmp_path), encoding="utf-8", timeout=30, dimensions=(30, 100),
    )  # fmt: skip
    child.expect("foi> ")
    (process,) = subprocess.run(
        ["pgrep", "-P", str(child.pid), "-f", "people_fakes"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    os.kill(int(process), signal.SIGTERM)
    child.expect("status=143")
    child.expect(r"\becho\b")
    assert "-echo " not in child.before
    child.expect(pexpect.EOF)
    child.close()


def test_a_dumb_terminal_can_search_too(tmp_path: Path) -> None:
    child = pexpect.spawn(
        sys.executable, [str(FAKE)], env=environ(tmp_path) | {"TERM": "dumb"}, encoding="utf-8",
        timeout=30,
    )  # fmt: skip
    child.expect("foi> ")
    child.send("video\r")
    child.expect("1 disclosure")
    child.send(".quit\r")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
