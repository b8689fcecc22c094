"""A session, line by line, over fake services."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import people_fakes
import pytest

from foisearch.locations import Locations
from foisearch.render.terminal import Terminal
from foisearch.repl.dispatch import DOTS, Session
from foisearch.repl.pager import page
from foisearch.search import Filters, Sort


class Talk:
    """A session and what it said."""

    def __init__(self, stdout: io.StringIO | None = None, **environ: str) -> None:
        self.out, self.err = stdout or io.StringIO(), io.StringIO()
        self.terminal = Terminal(io.StringIO(), self.out, self.err, environ, 80)
        here = Locations(Path("/nowhere/corpus"), Path("/nowhere/index"))
        self.services = people_fakes.FakeServices(here, self.terminal)
        self.session = Session(self.services, self.terminal)

    def __call__(self, line: str) -> tuple[bool, str]:
        before = self.out.tell()
        ok = self.session.run_line(line)
        return ok, self.out.getvalue()[before:]

    @property
    def asked(self) -> Any:
        return self.services.asked[-1]


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_a_line_is_a_query(talk: Talk) -> None:
    ok, text = talk("  video ")
    assert ok
    assert talk.asked.query == "video"
    assert "1 disclosure · 1–1 shown" in text


def test_show_by_number_on_the_screen(talk: Talk) -> None:
    talk("drones")
    assert "how often they were flown" in talk(".show 1")[1]


def test_show_by_reference_and_by_id(talk: Talk) -> None:
    assert "Questions and answers" in talk(".show 5023048")[1]
    assert "Questions and answers" in talk(".show iopc/5023048")[1]


def test_numbers_go_on_from_page_to_page(talk: Talk) -> None:
    talk("many")
    talk(".next")
    assert talk.asked.offset == 10
    assert talk(".show 11")[0]
    assert not talk(".show 1")[0]
    talk(".prev")
    assert talk.asked.offset == 0
    assert talk(".prev")[1] == "these are the first\n"


def test_the_last_page(talk: Talk) -> None:
    talk("video")
    assert talk(".next")[1] == "there are no more\n"


def test_limit_and_sort_run_the_search_again(talk: Talk) -> None:
    talk("many")
    talk(".limit 3")
    assert (talk.asked.query, talk.asked.limit) == ("many", 3)
    talk(".sort oldest")
    assert (talk.asked.limit, talk.asked.sort) == (3, Sort.OLDEST)


def test_filters_add_up_and_go(talk: Talk) -> None:
    talk("video")
    for line in (".force the Met", ".force Kent", ".since 2021", ".until 2022", ".exemption s40"):
        assert talk(line)[0]
    day, last = date(2021, 1, 1), date(2022, 12, 31)
    assert talk.asked.filters == Filters(("the Met", "Kent"), (), ("s40",), (), (), day, last)
    assert "force the Met or Kent · exemption s40 · since 2021-01-01" in talk(".filters")[1]
    talk(".force")
    assert talk.asked.filters.forces == ()
    talk(".clear")
    assert talk.asked.filters == Filters()


def test_a_filter_that_names_nothing_is_not_kept(talk: Talk) -> None:
    talk("video")
    assert not talk(".outcome nonsense")[0]
    assert talk.session.request.filters == Filters()
    assert talk("video")[0]


def test_a_filter_before_any_search_is_checked_and_kept(talk: Talk) -> None:
    assert not talk(".outcome nonsense")[0]
    assert talk(".outcome part")[1].startswith("outcome part")
    talk("video")
    assert talk.asked.filters.outcomes == ("part",)


def test_a_new_query_starts_on_its_first_page(talk: Talk) -> None:
    talk("many")
    talk(".next")
    talk("video")
    assert talk.asked.offset == 0


def test_json_lines_and_back(talk: Talk) -> None:
    talk(".json")
    kinds = [json.loads(line)["type"] for line in talk("video")[1].splitlines()]
    assert kinds == ["hit", "summary"]
    assert talk(".filters")[1] == ""
    talk(".json")
    assert talk("video")[1].startswith("1  5023048")


@pytest.mark.parametrize(
    "line",
    [
        '"open', "crash", ".nonsense", ".show", ".show 77", ".limit", ".limit x", ".limit 0",
        ".sort best", ".since nonsense", ".cite", ".import", '.import "open', ".next",
        ".import d.pdf",
    ],
)  # fmt: skip
def test_an_error_is_told_and_the_session_goes_on(talk: Talk, line: str) -> None:
    ok, _ = talk(line)
    assert not ok
    assert talk.err.getvalue().startswith("foisearch: ")
    assert not talk.session.done
    assert talk("video")[0]


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_is_nothing(talk: Talk, line: str) -> None:
    assert talk(line) == (True, "")


def test_help_lists_every_command_and_field(talk: Talk) -> None:
    text = talk(".help")[1]
    assert all(name in text for name in DOTS)
    assert "exemption:" in text


@pytest.mark.parametrize("line", [".stats", ".cite section 40 of FOIA", ".import a.txt", ".index"])
def test_the_verbs_of_the_command_line(talk: Talk, line: str) -> None:
    assert talk(line)[0]


def test_quit_ends_reading(talk: Talk) -> None:
    assert talk.session.run_lines(["video", ".quit", '"open']) == 0


def test_lines_with_an_error_give_2(talk: Talk) -> None:
    assert talk.session.run_lines(['"open', "video"]) == 2


def test_a_closed_pipe_ends_the_session(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(request: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(talk.services, "search", closed)
    with pytest.raises(BrokenPipeError):
        talk.session.run_line("video")


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("pager", "piped"), [("cat > {}", False), ("tee {}", True), ("", False)])
def test_long_texts_go_through_the_pager(tmp_path: Path, pager: str, piped: bool) -> None:
    file = tmp_path / "paged"
    environ = {"PAGER": pager.format(file), "LINES": "10", "PATH": "/usr/bin:/bin"}
    terminal = Terminal(Tty(), Tty(), io.StringIO(), environ, 80)
    page("line\n" * 50, terminal)
    assert file.exists() is piped


def test_a_pager_that_is_not_there_is_no_loss() -> None:
    out = Tty()
    environ = {"PAGER": "/no/such/pager", "LINES": "10"}
    page("line\n" * 50, Terminal(Tty(), out, io.StringIO(), environ, 80))
    assert out.getvalue() == "line\n" * 50


def test_short_texts_do_not_go_through_the_pager() -> None:
    out = Tty()
    page("line\n", Terminal(Tty(), out, io.StringIO(), {"PAGER": "false", "LINES": "10"}, 80))
    assert out.getvalue() == "line\n"
