"""Help: everything can be found without the manual, on a narrow window too."""

from __future__ import annotations

import io

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from repl_talk import Talk

from foisearch.fields import FIELDS
from foisearch.render.terminal import ColorChoice, Terminal
from foisearch.repl.completing import Suggestions
from foisearch.repl.dispatch import DOTS, GROUPS, Session
from foisearch.repl.filing import files
from foisearch.repl.helping import TOPICS
from foisearch.repl.hinting import hint
from foisearch.services import Services


def test_every_command_is_in_a_group_and_in_the_list(talk: Talk) -> None:
    said = talk(".help")
    for group, dots in GROUPS.items():
        assert group in said
        for name, dot in dots.items():
            assert f"{name} {dot.argument}".rstrip() in said


@pytest.mark.parametrize("topic", ["", *TOPICS, *DOTS])
def test_all_help_fits_sixty_columns(topic: str, sample: Services) -> None:
    out = io.StringIO()
    terminal = Terminal(io.StringIO(), out, io.StringIO(), {}, 60)
    terminal.color = ColorChoice.ALWAYS  # wrapped, as on a terminal
    assert Session(sample, terminal).run_line(f".help {topic}")
    from foisearch.render.terminal import _STYLE

    lines = _STYLE.sub("", out.getvalue()).splitlines()
    assert lines
    assert max(map(len, lines)) <= 60


@pytest.mark.parametrize("name", ["by", ".by"])
def test_help_on_a_command(talk: Talk, name: str) -> None:
    said = talk(f".help {name}")
    assert said.startswith(".by WHAT\n")
    assert ".by provision" in said


def test_help_on_fields_has_them_all(talk: Talk) -> None:
    said = talk(".help fields")
    assert all(f"{field.name}:" in said for field in FIELDS)


def test_help_on_nothing_known(talk: Talk) -> None:
    assert "did you mean .help narrow?" in talk.fails(".help narow")
    assert "topics: query" in talk.fails(".help zzz")


def test_every_example_of_a_command_begins_with_it() -> None:
    for name, dot in DOTS.items():
        assert all(example.startswith(name) for example, _ in dot.examples)


def test_the_toolbar_changes_with_the_state(talk: Talk) -> None:
    session = talk.session
    assert "F2" in hint(session, "")
    assert hint(session, ".") == "Tab lists the commands · .help NAME explains one"
    assert hint(session, ".by ye") == ".by WHAT: count what was found"
    assert hint(session, ".quit") == ".quit: leave; also Ctrl-D"
    talk("police")
    assert ".next" in hint(session, "")
    assert ".widen" not in hint(session, "")
    talk(".by year")
    talk(".narrow 1")
    assert ".widen" in hint(session, "")
    talk("xyzzyqqq")
    assert "nothing found" in hint(session, "")
    assert ".meant" not in hint(session, "")
    talk("veting failures")
    assert hint(session, "").startswith(".meant takes the suggestion")


def test_where_there_is_no_toolbar_the_command_is_said(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ".meant" not in talk("veting failures")  # a script has no use for it
    monkeypatch.setattr(Terminal, "in_is_tty", True)
    assert talk("veting failures").endswith(".meant searches for it\n")
    assert ".meant" not in talk(".meant")


def choices(session: Session, line: str, asked: bool = True) -> list[str]:
    event = CompleteEvent(completion_requested=asked)
    return [c.text for c in Suggestions(session).get_completions(Document(line), event)]


def test_arguments_are_completed(talk: Talk) -> None:
    session = talk.session
    assert "year" in choices(session, ".by ")
    assert choices(session, ".semantic ") == ["on", "off"]
    assert "fields" in choices(session, ".help ")
    assert "attachment" in choices(session, "has:")
    assert "not-held" in choices(session, "is:not")
    talk("police")
    assert choices(session, ".open ")[:2] == ["1", "2"]
    talk(".by body")
    assert "orrin" in choices(session, ".narrow vale")
    talk(".save police")
    talk(".save police-two")
    assert choices(session, ".saved ") == ["police", "police-two"]
    assert ".save!" in choices(session, ".sa")


def test_words_of_the_index_are_completed_when_asked_for(talk: Talk) -> None:
    talk("drones")
    assert choices(talk.session, "camer")[0] == "camera"
    assert choices(talk.session, "camer", asked=False) == []
    assert "request:" in choices(talk.session, "req", asked=False)


def test_files_are_completed(talk: Talk, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    (tmp_path / "a folder").mkdir()
    for name in ("a file.csv", "a.pdf", ".hidden.csv"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    assert choices(talk.session, ".export a") == ["a\\ file.csv", "a\\ folder/"]
    assert choices(talk.session, ".import a\\ fi") == ["a\\ file.csv"]
    assert choices(talk.session, ".import a.pdf .") == [".hidden.csv"]
    assert choices(talk.session, f".check {tmp_path}/a.") == [f"{tmp_path}/a.pdf"]
    assert files("/nowhere/at/all/") == []
    assert files("~nobody-of-this-name/x") == []
    assert files("a\0b/") == []
