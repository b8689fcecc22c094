"""Commands, options and exit statuses, over fake services."""

from __future__ import annotations

import io
import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import people_fakes
import pytest

from foisearch.cli.commands import COMMANDS
from foisearch.cli.main import main
from foisearch.cli.search import SORTS
from foisearch.disclosure import Precision
from foisearch.errors import UsageError
from foisearch.periods import read_period
from foisearch.render.terminal import Terminal
from foisearch.search import Filters, SearchRequest, Sort


@dataclass
class Result:
    status: int
    out: str
    err: str
    services: list[people_fakes.FakeServices]

    @property
    def asked(self) -> Any:
        return self.services[0].asked[-1]


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    made: list[people_fakes.FakeServices] = []

    def make(*args: Any) -> people_fakes.FakeServices:
        made.append(people_fakes.FakeServices(*args))
        return made[-1]

    monkeypatch.setattr("foisearch.services.Services", make)

    def run(*argv: str, stdin: str = "", **environ: str) -> Result:
        made.clear()
        out, err = io.StringIO(), io.StringIO()
        terminal = Terminal(io.StringIO(stdin), out, err, environ, 80)
        status = main(argv, terminal)
        return Result(status, out.getvalue(), err.getvalue(), list(made))

    return run


STATUSES = [
    ("search video", 0),
    ("search zebra", 1),
    ("search zebra --json", 1),
    ("search", 0),
    ("search video --limit 0", 0),
    ("search '\"open'", 2),
    ("search video --limit -1", 2),
    ("search video --limit many", 2),
    ("search video --since nonsense", 2),
    ("search video --since 2024-02-30", 2),
    ("search video --sort best", 2),
    ("search video --json --ids", 2),
    ("search video --colour", 2),
    ("search --outcome nonsense", 2),
    ("search crash", 2),
    ("search interrupt", 130),
    ("show 5023048", 0),
    ("show iopc/5023048 --json", 0),
    ("show 999", 1),
    ("show 999 --json", 1),
    ("show", 2),
    ("stats", 0),
    ("stats --json", 0),
    ("stats surplus", 2),
    ("cite 'exempt under section 40(2) of the FOIA'", 0),
    ("cite 'nothing of the kind'", 1),
    ("cite --regime klingon 'section 4'", 2),
    ("import a.txt", 0),
    ("import b.txt", 0),
    ("import newsletter.txt", 0),
    ("import newsletter.txt --strict", 2),
    ("import a.txt d.pdf", 2),
    ("import d.pdf --json", 2),
    ("import", 2),
    ("import a.txt --authority 'no such body at all'", 2),
    ("index", 0),
    ("index --rebuild", 0),
    ("repl", 0),
    ("", 0),
    ("--help", 0),
    ("--version", 0),
    ("search --help", 0),
    ("nonsense", 2),
    ("--nonsense", 2),
    ("--color pink stats", 2),
]


@pytest.mark.parametrize(("line", "status"), STATUSES)
def test_exit_status(run: Run, line: str, status: int) -> None:
    result = run(*shlex.split(line))
    assert result.status == status
    if status == 2 and "import" not in line:
        assert not result.out
        assert result.err.startswith("foisearch: ")
        assert "Traceback" not in result.err


@pytest.mark.parametrize("line", [line for line, status in STATUSES if status == 2])
def test_an_error_is_one_line(run: Run, line: str) -> None:
    result = run(*shlex.split(line))
    if "import" in line and ("pdf" in line or "newsletter" in line):
        return  # the report on standard output says what failed
    caret = 2 if "open" in line else 0
    assert result.err.count("\n") == 1 + caret


def test_a_query_error_shows_the_place(run: Run) -> None:
    error = run("search", 'video "open').err.splitlines()
    assert error[1:] == ['  video "open', "        ^"]


def test_a_bug_says_how_to_see_more(run: Run) -> None:
    assert "ZeroDivisionError: oh dear" in run("search", "crash").err
    assert "Traceback" not in run("search", "crash").err
    assert "Traceback" in run("search", "crash", FOISEARCH_DEBUG="1").err


def test_interrupted_without_a_word(run: Run) -> None:
    assert run("search", "interrupt").err == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.status == 0
    assert result.out.startswith(f"usage: foisearch {name}")
    assert "examples:" in result.out
    assert max(map(len, result.out.splitlines())) <= 100


def test_the_top_help_lists_every_command(run: Run) -> None:
    out = run("--help").out
    assert all(f"  {name} " in out for name in COMMANDS)


def test_options_become_a_request(run: Run) -> None:
    line = (
        "search body worn --force met --force kent --authority iopc --exemption s40 --outcome part"
        " --kind disclosure --since 2021 --until 2022-02 -n 5 --offset 10 --sort newest video"
    )
    filters = Filters(
        ("met", "kent"), ("iopc",), ("s40",), ("part",), ("disclosure",),
        date(2021, 1, 1), date(2022, 2, 28),
    )  # fmt: skip
    shown = {"collapse": True, "overview": True}
    expected = SearchRequest("body worn video", filters, 5, 10, Sort.NEWEST, **shown)
    assert run(*line.split()).asked == expected


@pytest.mark.parametrize(
    ("options", "collapse"),
    [
        ("", True), ("--plain", True), ("--json", False), ("--ids", False),
        ("--no-collapse", False), ("--json --collapse", True), ("--ids --collapse", True),
    ],
)  # fmt: skip
def test_people_see_near_identical_hits_once_and_programs_all(
    run: Run, options: str, collapse: bool
) -> None:
    assert run("search", "video", *options.split()).asked.collapse is collapse


def test_after_two_hyphens_all_is_query(run: Run) -> None:
    assert run("search", "-n", "3", "--", "--json", "-x").asked.query == "--json -x"


@pytest.mark.parametrize("argv", [["--corpus", "/c", "stats"], ["stats", "--corpus", "/c"]])
def test_global_options_stand_before_or_after_the_command(run: Run, argv: list[str]) -> None:
    locations = run(*argv).services[0].locations
    assert (locations.corpus, locations.index) == (Path("/c"), Path("/c-index"))


def test_the_later_global_option_wins(run: Run) -> None:
    result = run("--corpus=/a", "stats", "--corpus=/b")
    assert result.services[0].locations.corpus == Path("/b")


def test_color_always_marks_a_pipe_too(run: Run) -> None:
    assert "\x1b[1;36m" in run("search", "video", "--color", "always").out
    assert "\x1b" not in run("search", "video").out


def test_the_sorts_are_those_of_the_search() -> None:
    assert tuple(Sort) == SORTS


def test_nothing_found_still_writes_a_summary(run: Run) -> None:
    (line,) = run("search", "zebra", "--json").out.splitlines()
    assert json.loads(line)["total"] == 0


def test_not_found_names_what_is_near(run: Run) -> None:
    assert "perhaps iopc/5023048" in run("show", "5023049").err
    (summary,) = run("show", "5023049", "--json").out.splitlines()
    assert json.loads(summary)["near"] == ["iopc/5023048"]


def test_cite_reads_the_input(run: Run) -> None:
    out = run("cite", "-", "--json", stdin="Section 31(1)(a) of the FOIA\nis engaged.").out
    assert json.loads(out.splitlines()[0])["key"] == "foia:31(1)(a)"


def test_cite_of_a_request_is_asked_about(run: Run) -> None:
    out = run("cite", "--request", "--json", "do not rely on section 12 of FOIA").out
    assert json.loads(out.splitlines()[0])["status"] == "asked-about"


def test_import_options(run: Run) -> None:
    paths, options = run("import", "a.txt", "--published", "2024", "--again").asked
    assert paths == [Path("a.txt")]
    assert options.force
    assert options.published.precision is Precision.YEAR
    assert run("import", "a.txt", "--authority", "The Met").asked[1].authority == "metropolitan"


def test_without_a_command_or_a_terminal_the_input_is_read(run: Run) -> None:
    result = run(stdin="video\n\n.quit\nzebra\n")
    assert result.status == 0
    assert [request.query for request in result.services[0].asked] == ["video"]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31), Precision.MONTH),
        ("2024-07-03", date(2024, 7, 3), date(2024, 7, 3), Precision.DAY),
        (" 03/07/2024 ", date(2024, 7, 3), date(2024, 7, 3), Precision.DAY),
    ],
)
def test_periods(text: str, first: date, last: date, precision: Precision) -> None:
    period = read_period(text)
    assert (period.first, period.last, period.precision) == (first, last, precision)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "31/02/2024", "2021..2023", ">2020", "x"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(UsageError):
        read_period(text)
