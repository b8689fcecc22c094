"""Formats and facets from the command line, over the corpus that comes with foisearch."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from foisearch.cli.main import main
from foisearch.render.terminal import Terminal
from foisearch.search import FACETS

ROOT = Path(__file__).parents[2]
QUERY = "police"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    assert run(folder, "index")[0] == 0
    return folder


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(
    home: Path, line: str, stdin: str = "", out: io.StringIO | None = None, **environ: str
) -> tuple[int, str, str]:
    out, err = out or io.StringIO(), io.StringIO()
    known = {"FOISEARCH_CORPUS": str(home / "corpus"), **environ}
    status = main(shlex.split(line), Terminal(io.StringIO(stdin), out, err, known, 80))
    return status, out.getvalue(), err.getvalue()


def objects(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def facets(home: Path, line: str) -> dict[str, dict[str, int]]:
    _, out, _ = run(home, f"{line} --json")
    return {
        str(value["name"]): {c["value"]: c["count"] for c in value["counts"]}  # type: ignore[index]
        for value in objects(out)
        if value["type"] == "facet"
    }


def test_facets_come_before_the_summary_and_count_everything(home: Path) -> None:
    status, out, err = run(home, f"search {QUERY} --json -n 2 --facet force,year --facet kind")
    assert (status, err) == (0, "")
    found = objects(out)
    assert [value["type"] for value in found] == ["hit"] * 2 + ["facet"] * 3 + ["summary"]
    assert [value.get("name") for value in found[2:5]] == ["force", "year", "kind"]
    years = facets(home, f"search {QUERY} -n 1 --facet year")["year"]
    assert sum(years.values()) == found[-1]["total"]


def test_every_option_of_a_facet_leaves_what_was_counted(home: Path) -> None:
    """The column that says what to type says it rightly."""
    _, out, _ = run(home, f"search {QUERY} --limit 0 --facet all")
    tried = 0
    for text in out.splitlines():
        if "--" not in text:
            continue
        head, option = text[: text.index("--")], text[text.index("--") :]
        count = int(head.split()[-1].replace(",", ""))
        _, found, _ = run(home, f"search {QUERY} {option} --json --limit 0")
        assert objects(found)[-1]["total"] == count
        tried += 1
    assert tried > len(FACETS)


def test_no_option_is_offered_that_would_widen(home: Path) -> None:
    _, out, _ = run(home, f"search {QUERY} --outcome refused --limit 0 --facet outcome,authority")
    assert "--outcome" not in out
    assert "--authority" in out


def test_counts_alone(home: Path) -> None:
    status, out, _ = run(home, f"search {QUERY} --limit 0 --facet force")
    assert status == 0
    assert "none shown" in out.splitlines()[0]
    assert "Body named" in out
    status, out, err = run(home, "search --limit 0 --facet colour")
    assert (status, out) == (2, "")
    assert "choose force, authority" in err


def test_an_overview_is_for_people_and_for_more_than_a_page(home: Path) -> None:
    _, out, _ = run(home, f"search {QUERY} -n 2")
    assert "\nby body  " in out
    assert "\nby year  " in out
    for line in (f"search {QUERY} -n 500", "search facial recognition"):
        assert "by body" not in run(home, line)[1]
    assert not facets(home, f"search {QUERY} -n 2")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_overview_fits_the_terminal(home: Path, width: int) -> None:
    stream = Tty()
    terminal = Terminal(
        io.StringIO(), stream, io.StringIO(),
        {"FOISEARCH_CORPUS": str(home / "corpus"), "TERM": "dumb"}, width,
    )  # fmt: skip
    assert main(["search", QUERY, "-n", "2"], terminal) == 0
    lines = stream.getvalue().splitlines()
    (at,) = [n for n, text in enumerate(lines) if text.startswith("by body")]
    assert lines[at + 1].startswith("by year")
    assert len(lines[at]) <= width


LISTS = ["search police", "similar 0507/23", "clusters", "stats", "cite 'see s.40(2) and s.31'"]


@pytest.mark.parametrize("line", LISTS)
def test_csv_has_one_header_and_full_rows(home: Path, line: str) -> None:
    status, out, err = run(home, f"{line} --format csv")
    more = "foisearch: 10 of 74 are written; --limit N writes more\n"
    assert (status, err) == (0, more if line == LISTS[0] else "")
    head, *rows = csv.reader(io.StringIO(out))
    assert rows
    assert len(set(head)) == len(head)
    assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize("line", LISTS)
def test_markdown_tables_are_whole(home: Path, line: str) -> None:
    status, out, _ = run(home, f"{line} --format markdown")
    assert status == 0
    tables = [text.split(" | ") for text in out.splitlines() if text.startswith("|")]
    assert tables
    assert len({len(cells) for cells in tables}) == 1


@pytest.mark.parametrize("line", LISTS)
@pytest.mark.parametrize("width", [60, 100])
def test_a_table_fits_its_terminal_and_is_whole_on_a_pipe(
    home: Path, line: str, width: int
) -> None:
    stream = Tty()
    environ = {"FOISEARCH_CORPUS": str(home / "corpus"), "TERM": "dumb"}
    terminal = Terminal(io.StringIO(), stream, io.StringIO(), environ, width)
    assert main([*shlex.split(line), "--format", "table"], terminal) == 0
    fitted = stream.getvalue().splitlines()
    assert max(map(len, fitted)) <= width
    whole = run(home, f"{line} --format table")[1].splitlines()
    assert len(whole) == len(fitted)


def test_json_and_format_json_are_the_same(home: Path) -> None:
    def hits(text: str) -> list[str]:
        return text.splitlines()[:-1]

    for one, other in (("--json", "--format json"), ("--ids", "--format ids")):
        first, second = (run(home, f"search {QUERY} {form}")[1] for form in (one, other))
        assert hits(first) == hits(second)


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("search x --format xml", "choose from"),
        ("search x --format json --json", "not allowed with"),
        ("search x --null", "give --ids too"),
        ("search x --json -0", "give --ids too"),
        ("search x --format csv --facet year", "add --limit 0"),
        ("search x --ids --facet year", "leave out --ids or --facet"),
        ("search x --format table --explain", "take text or json"),
        ("stats --format ids", "choose from"),
    ],
)
def test_formats_that_cannot_be(home: Path, line: str, cure: str) -> None:
    status, out, err = run(home, line)
    assert (status, out) == (2, "")
    assert cure in err
    assert err.count("\n") == 1


def test_facets_alone_are_csv(home: Path) -> None:
    _, out, _ = run(home, f"search {QUERY} --format csv --limit 0 --facet year,kind")
    head, *rows = csv.reader(io.StringIO(out))
    assert head == ["facet", "value", "name", "count"]
    assert {row[0] for row in rows} == {"year", "kind"}


def test_what_csv_has_no_room_for_is_told_beside_it(home: Path) -> None:
    _, out, err = run(home, "search how many drones --format csv -n 90")
    assert "foisearch: ignored: how" in err
    assert "written" not in err
    assert "ignored" not in out


def test_the_place_of_an_error_is_said_where_it_cannot_be_pointed_at(home: Path) -> None:
    _, _, err = run(home, "search 'drones colour:red' --plain")
    told, place = err.splitlines()
    assert "colour" in told
    assert place == "in “drones colour:red”, at character 8"


def test_ids_with_a_nul_behind_each(home: Path) -> None:
    lines = run(home, f"search {QUERY} --ids")[1].splitlines()
    for form in ("--ids -0", "--ids --null", "--format ids -0"):
        assert run(home, f"search {QUERY} {form}")[1] == "".join(f"{name}\0" for name in lines)


def test_show_takes_several_names_and_the_input(home: Path) -> None:
    ids = run(home, f"search {QUERY} --ids -n 3")[1].split()
    for line, stdin in (
        (shlex.join(["show", *ids]), ""),
        ("show -", "\n".join(ids)),
        ("show -", "".join(f"{name}\0" for name in ids)),
        (shlex.join(["show", ids[0], "-"]), f"\n{ids[1]}\n{ids[2]}\n{ids[0]}\n"),
    ):
        status, out, err = run(home, f"{line} --ids", stdin)
        assert (status, out.split(), err) == (0, ids, "")
    status, out, _ = run(home, shlex.join(["show", *ids, "--json"]))
    *shown, summary = objects(out)
    assert [value["id"] for value in shown] == ids
    assert (summary["names"], summary["missing"]) == (ids, [])


def test_what_is_not_there_is_told_and_the_others_are_shown(home: Path) -> None:
    status, out, err = run(home, "show 0507/23 nothing-1 nothing-2 --ids")
    assert (status, out) == (1, "stellshire/0507/23\n")
    assert [line.count("nothing-") for line in err.splitlines()] == [1, 1]
    assert run(home, "show -")[0] == 2


def test_xargs_shows_everything_found(home: Path) -> None:
    program = shlex.join([sys.executable, "-m", "foisearch"])
    line = f"{program} search {QUERY} --ids -0 -n 4 | xargs -0 {program} show --ids | sort"
    environ = os.environ | {"FOISEARCH_CORPUS": str(home / "corpus"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", line], env=environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == sorted(run(home, f"search {QUERY} --ids -n 4")[1].split())
    assert done.stderr == ""


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json", "ids -0", "text"])
def test_a_closed_pipe_is_silent_in_every_format(home: Path, form: str) -> None:
    program = shlex.join([sys.executable, "-m", "foisearch"])
    flag = "--format ids -0" if form == "ids -0" else f"--format {form}"
    line = f"{program} search -n 200 {flag} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    environ = os.environ | {"FOISEARCH_CORPUS": str(home / "corpus"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", line], env=environ, capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("0", "")


@pytest.mark.parametrize(
    "line",
    ["search police -n 3", "show 0507/23", "stats", "clusters -n 3", "similar 0507/23",
     "search police --limit 0 --facet all", "--help", "search --help"],
)  # fmt: skip
def test_what_is_read_aloud_has_no_columns_and_no_signs(home: Path, line: str) -> None:
    for text in (run(home, f"--plain {line}")[1], run(home, line, FOISEARCH_PLAIN="1")[1]):
        if "--help" in line:
            continue
        assert text
        for each in text.splitlines():
            assert each == each.strip()
            assert "  " not in each
            assert not set("·─│→↔") & set(each)


def test_plain_stands_above_colour_and_a_terminal(home: Path) -> None:
    stream = Tty()
    _, text, _ = run(home, "search police -n 2 --plain --color always", out=stream)
    assert "\x1b" not in text
    assert text.startswith("result 1\n")
