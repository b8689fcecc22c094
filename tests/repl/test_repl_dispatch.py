"""A session, line by line, over fake services."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import people_fakes
import pytest

from foisearch.locations import Locations
from foisearch.render.answers import Found
from foisearch.render.terminal import Terminal
from foisearch.repl.dispatch import DOTS, Session
from foisearch.repl.pager import page
from foisearch.search import Filters, SearchRequest, Sort


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
    assert "exemption:" in talk(".help fields")[1]


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


KNOWN = "How many officers were dismissed for misconduct in 2021?"


def test_a_request_is_pasted_until_an_empty_line(talk: Talk) -> None:
    talk.session.by_hand = True
    assert talk(".check")[0]
    assert talk("Dear Sir,\n\nPlease tell me:\n")[1] == ""
    assert talk(KNOWN)[1] == ""
    assert "The question was asked" in talk("")[1]
    assert "1 disclosure" in talk("video")[1]


def test_an_empty_line_before_the_request_is_nothing(talk: Talk) -> None:
    talk.session.by_hand = True
    talk(".check")
    assert talk("")[1] == ""
    talk(KNOWN)
    assert "The question was asked" in talk("")[1]


@pytest.mark.parametrize("end", [".", "  . ", None])
def test_in_a_pipe_a_dot_or_the_end_ends_a_request(talk: Talk, end: str | None) -> None:
    lines = [".check", "Dear Sir,", "", KNOWN, *([end, "video"] if end else [])]
    assert talk.session.run_lines(lines) == 0
    out = talk.out.getvalue()
    assert out.count("The question was asked") == 1
    assert ("1 disclosure" in out) is bool(end)


def test_a_dot_may_end_the_entry_that_was_pasted(talk: Talk) -> None:
    talk(".check")
    assert "The question was asked" in talk(f"Dear Sir,\n\n{KNOWN}\n.")[1]


def test_a_request_behind_the_command(talk: Talk) -> None:
    assert "The question was asked" in talk(f".check\n{KNOWN}\n")[1]


def test_a_request_in_a_file(talk: Talk, tmp_path: Path) -> None:
    file = tmp_path / "a letter.txt"
    file.write_text(KNOWN)
    assert "The question was asked" in talk(f".check '{file}'")[1]
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f'"{KNOWN}"\nnonsense\n')
    ok, text = talk(f".check {batch}")
    assert not ok
    assert "batch.jsonl:1" in text
    assert "is not JSON" in talk.err.getvalue()


def test_nothing_pasted_is_an_error_and_the_session_goes_on(talk: Talk) -> None:
    talk(".check")
    assert not talk(".")[0]
    assert talk("video")[0]


def test_a_check_as_json(talk: Talk) -> None:
    talk(".json")
    talk(".check")
    talk(KNOWN)
    kinds = [json.loads(line)["type"] for line in talk(".")[1].splitlines()]
    assert kinds == ["check", "summary"]


def test_similar_by_number_on_the_screen(talk: Talk) -> None:
    talk("video")
    assert "Similar earlier requests" in talk(".similar 1")[1]
    assert talk.asked[0] == "iopc/5023048"
    assert "Similar earlier requests" in talk(".similar 5023048")[1]


def test_clusters_and_decisions(talk: Talk) -> None:
    assert "asked 2 times" in talk(".clusters")[1]
    talk(".clusters 3")
    assert talk.asked == (2, 3)
    talk("video")
    assert "different" in talk(".decide 1 kent/024-55 different for other years")[1]
    assert talk.asked == ("iopc/5023048", "kent/024-55", "different", "for other years", "")


@pytest.mark.parametrize(
    "line",
    [
        ".similar", ".similar 999", ".clusters x", ".decide a b", ".decide a b alike",
        ".check 'open", ".check a b", ".check /no/such/file",
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told(talk: Talk, line: str) -> None:
    assert not talk(line)[0]
    assert talk.err.getvalue().startswith("foisearch: ")
    assert talk("video")[0]


def test_near_identical_hits_stand_together_for_people(talk: Talk) -> None:
    talk("video")
    assert talk.asked.collapse
    assert "one by one" in talk(".collapse")[1]
    talk("video")
    assert not talk.asked.collapse
    talk(".collapse")
    talk(".json")
    talk("video")
    assert not talk.asked.collapse


def test_pages_go_back_as_they_were_shown(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind hits that stand under others, the page before does not begin ``limit`` hits back."""
    real = talk.services.search

    def collapsed(request: SearchRequest) -> Found:
        found = real(request)
        first, *others = found.result.hits
        result = replace(found.result, hits=(replace(first, alike=("a", "b", "c")), *others))
        return Found(result, found.took_ms)

    monkeypatch.setattr(talk.services, "search", collapsed)
    talk("many")
    offsets = []
    for line in (".next", ".next", ".prev", ".next", ".prev", ".prev"):
        talk(line)
        offsets.append(talk.asked.offset)
    assert offsets == [13, 26, 13, 26, 13, 0]
    assert talk(".prev")[1] == "these are the first\n"
    talk(".next")
    talk(".sort oldest")
    assert talk(".prev")[1] == "these are the first\n"
