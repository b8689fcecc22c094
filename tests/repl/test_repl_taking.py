"""One hit opened with its matches marked, copied, cited; the clipboard."""

from __future__ import annotations

import io
from base64 import b64decode
from dataclasses import replace

import people_samples as samples
import pytest
from repl_talk import Talk

from foisearch.render.answers import Shown
from foisearch.render.citing import citation, reference
from foisearch.render.terminal import ColorChoice, Terminal
from foisearch.repl import pager, taking
from foisearch.repl.clipboard import has_clipboard, sequence
from foisearch.repl.dispatch import Session
from foisearch.services import Services

MATCH = "\x1b[1;35m"


def test_matches_are_marked_in_what_is_opened(talk: Talk) -> None:
    talk.terminal.color = ColorChoice.ALWAYS
    talk("drones")
    said = talk(".open 1")
    assert f"{MATCH}drones\x1b[0m" in said
    assert "Questions and answers" in said


def test_a_phrase_is_marked_over_the_end_of_a_line(talk: Talk) -> None:
    from foisearch.render.marking import Marks

    found = talk.session.services.search(replace(talk.session.request, query='"worn video"'))
    marks = Marks(found.result.wanted, talk.session.services.index().analyzer)
    (first, second) = marks.lines("request", "body worn\n  video and more\n")
    assert [(s.text, s.role) for s in first] == [("body ", ""), ("worn", "match")]
    assert [(s.text, s.role) for s in second] == [("video", "match"), (" and more", "")]


def test_a_field_is_marked_in_that_field_only(talk: Talk) -> None:
    from foisearch.render.marking import Marks

    found = talk.session.services.search(replace(talk.session.request, query="topic:video"))
    marks = Marks(found.result.wanted, talk.session.services.index().analyzer)
    assert [s.role for s in marks.spans("topic", "video")] == ["match"]
    assert [s.role for s in marks.spans("request", "video")] == [""]


def test_a_long_disclosure_is_opened_at_its_first_match(
    sample: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(taking, "page", lambda text, t, at, always: asked.append((text, at)))
    session = Session(sample, Terminal(io.StringIO(), io.StringIO(), io.StringIO(), {}, 80))
    session.terminal.color = ColorChoice.ALWAYS
    session.run_line("flown")
    taking.leaf(session, replace(sample.show("07.FOI.25.001033"), marks=taking.marks_of(session)))
    ((text, at),) = asked
    assert MATCH in text.splitlines()[at]
    assert not any(MATCH in line for line in text.splitlines()[:at])


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def tty(**environ: str) -> Terminal:
    return Terminal(Tty(), Tty(), Tty(), environ, 80)


@pytest.mark.parametrize(
    ("command", "at", "expected"),
    [("less", 50, "+49"), ("less -S", 50, "+49"), ("less", 0, ""), ("more", 50, "")],
)
def test_less_is_told_the_line(
    command: str, at: int, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    class Process:
        returncode = 0

        def __init__(self, command: list[str], **more: object) -> None:
            started.append(command)

        def communicate(self, data: bytes) -> None:
            return

    monkeypatch.setattr(pager.subprocess, "Popen", Process)
    assert pager.page("x\n" * 100, tty(PAGER=command), at)
    assert started == [[*command.split(), *([expected] if expected else [])]]


def test_a_short_text_goes_through_the_pager_where_it_must(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pager, "_piped", lambda *given: True)
    assert not pager.page("x\n", tty())
    assert pager.page("x\n", tty(), always=True)


def test_a_reference_is_copied(talk: Talk) -> None:
    talk("drones")
    assert talk(".copy 1") == "07.FOI.25.001033\n"


def test_a_citation_says_who_what_when_and_where(talk: Talk) -> None:
    talk("drones")
    said = talk(".citation 1")
    assert said.startswith("Harrowmere Police, 07.FOI.25.001033, published June 2025 (sources/")
    assert "lines" in said


def test_a_citation_of_everything_that_is_known() -> None:
    assert citation(samples.PRINTERS) == (
        "Independent Office for Police Conduct, 5023048, “Body worn video retained after complaints"
        " about stop and search”, published July 2024"
        " (logs/sample-2024-07.txt, lines 10–42, page 2)"
    )


def test_what_is_not_known_is_said_and_not_guessed() -> None:
    said = citation(replace(samples.WIDE, topic=None))
    assert said.startswith("body unknown, iopc/newsletter, date unknown (")


def test_no_control_character_is_copied() -> None:
    for text in (citation(samples.hostile()), reference(samples.hostile())):
        assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in text)


def test_the_clipboard_gets_the_text_alone() -> None:
    said = sequence("0507/23\x1b[2J é\x07")
    assert said.startswith("\x1b]52;c;")
    assert said.endswith("\x07")
    assert b64decode(said[7:-1]).decode() == "0507/23[2J é"


def test_only_a_terminal_has_a_clipboard() -> None:
    assert has_clipboard(tty(TERM="xterm-256color"))
    assert not has_clipboard(tty(TERM="dumb"))
    assert not has_clipboard(tty(TERM="linux"))
    assert not has_clipboard(Terminal(io.StringIO(), io.StringIO(), io.StringIO(), {}, 80))


def test_what_is_copied_stands_on_the_screen_too(sample: Services) -> None:
    terminal = tty(TERM="xterm")
    session = Session(sample, terminal)
    session.run_line(".copy 07.FOI.25.001033")
    written = terminal.stdout.getvalue()  # type: ignore[attr-defined]
    assert written == "07.FOI.25.001033\n" + sequence("07.FOI.25.001033")


def test_which_one_must_be_said(talk: Talk) -> None:
    for command in (".open", ".copy", ".citation"):
        assert "which one?" in talk.fails(command)
        assert "no disclosure has the id" in talk.fails(f"{command} zebra/1")


def test_shown_disclosures_are_alike_whatever_is_marked() -> None:
    from foisearch.render.marking import Marks

    assert Shown("x", ()) == Shown("x", (), marks=Marks())


def test_a_number_that_no_hit_has_is_told_with_those_that_there_are(talk: Talk) -> None:
    assert "no hit has the number 1," in talk.fails(".open 1")
    talk("police")
    assert "on the screen are 1 to 10" in talk.fails(".similar 11")
    talk(".next")
    assert "on the screen are 11 to 20" in talk.fails(".copy 1")
    assert "no disclosure has the id or reference “nothing/so”" in talk.fails(".open nothing/so")
