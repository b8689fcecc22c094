"""The whole way with nothing faked: records imported, indexed, searched, shown."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import orjson
import people_samples as samples
import pytest

from foisearch import record
from foisearch.cli.main import main
from foisearch.render.terminal import Terminal

ROOT = Path(__file__).parents[2]


def run(folder: Path, *argv: str, stdin: str = "") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    environ = {"FOISEARCH_CORPUS": str(folder / "corpus")}
    status = main(argv, Terminal(io.StringIO(stdin), out, err, environ, 80))
    return status, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    file = folder / "records.jsonl"
    samples_ = (samples.PRINTERS, samples.UNTITLED)
    file.write_bytes(b"".join(orjson.dumps(record.to_json(d)) + b"\n" for d in samples_))
    status, out, err = run(folder, "import", str(file))
    assert (status, err) == (0, "")
    assert "2 disclosures" in out
    return folder


def test_search_finds_and_builds_the_index_by_itself(home: Path) -> None:
    status, out, err = run(home, "search", "body", "worn", "video")
    assert (status, err) == (0, "")
    assert "5023048" in out
    assert (home / "index").is_dir()


@pytest.mark.parametrize(
    ("argv", "ids"),
    [
        (["drones"], ["kent/024-55"]),
        (["--exemption", "s40"], ["iopc/5023048"]),
        (["--outcome", "ncnd"], ["kent/024-55"]),
        (["--force", "the Met"], ["iopc/5023048"]),
        (["--since", "2024", "--until", "2024-07"], ["iopc/5023048"]),
        (["--authority", "kent police"], ["kent/024-55"]),
        (["--sort", "ref", "--limit", "1", "--offset", "1"], ["iopc/5023048"]),
    ],
)
def test_filters(home: Path, argv: list[str], ids: list[str]) -> None:
    status, out, err = run(home, "search", *argv, "--ids")
    assert (status, out.split(), err) == (0, ids, "")


def test_json_of_a_search(home: Path) -> None:
    _, out, _ = run(home, "search", "video", "--json")
    hit, summary = map(json.loads, out.splitlines())
    assert hit["exemptions"] == ["foia:40(2)"]
    assert (summary["total"], summary["returned"]) == (1, 1)
    marked = [s["text"][a:b].lower() for s in hit["snippets"] for a, b in s["highlights"]]
    assert "video" in marked


def test_show_stats_and_nothing(home: Path) -> None:
    assert run(home, "show", "024 55")[0] == 0
    assert "2 disclosures" in run(home, "stats")[1]
    assert run(home, "search", "xylophone")[0] == 1
    status, _, err = run(home, "show", "5023049")
    assert status == 1
    assert "iopc/5023048" in err


@pytest.mark.parametrize("option", ["--outcome", "--force", "--authority", "--exemption", "--kind"])
def test_filters_that_name_nothing(home: Path, option: str) -> None:
    status, out, err = run(home, "search", option, "zzzz")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


def test_before_anything_was_imported(tmp_path: Path) -> None:
    status, _, err = run(tmp_path, "search", "video")
    assert status == 2
    assert "import" in err


def test_the_session_over_the_real_thing(home: Path) -> None:
    lines = "video\n.show 1\n.force kent\n.next\n.stats\n.index\n.json\ndrones\n"
    status, out, err = run(home, "repl", stdin=lines)
    assert (status, err) == (0, "")
    assert "Questions and answers" in out


def test_hostile_records_never_command_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(orjson.dumps(record.to_json(samples.hostile())) + b"\n")
    written = "".join(run(tmp_path, "import", str(file))[1:])
    for argv in (
        ["search", "owned"],
        ["search", "owned", "--json"],
        ["search", "--ids"],
        ["stats"],
    ):
        written += "".join(run(tmp_path, *argv)[1:])
    assert not {c for c in written if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160)}


@pytest.mark.parametrize("form", ["--plain", "--json", "--ids"])
def test_a_search_by_a_program_imports_no_rich_and_no_nltk(home: Path, form: str) -> None:
    code = (
        "import sys; from foisearch.cli.main import main; main(sys.argv[1:]); "
        "heavy = {'rich', 'prompt_toolkit', 'nltk', 'foisearch.prior', 'foisearch.semantic'}; "
        "print(*(heavy & sys.modules.keys()), file=sys.stderr)"
    )
    environ = os.environ | {
        "PYTHONPATH": str(ROOT),
        "FOISEARCH_CORPUS": str(home / "corpus"),
        "FOISEARCH_INDEX": str(home / "index"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code, "search", "video", form],
        env=environ, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr.strip() == ""


LETTER = """Dear Sir or Madam,

Under the Freedom of Information Act 2000 please tell me:

1. How many complaints held body worn video?
2. How many filing cabinets were painted green by the chief constable?

Yours faithfully,
A. N. Other
"""


def test_a_request_is_checked_part_by_part(home: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER)
    status, out, err = run(home, "check", str(letter), "--received", "2025-01-02")
    assert (status, err) == (0, "")
    assert out.startswith("Part 1 of 2 was answered in 5023048 (")
    assert "part 2 is new." in out
    assert "A. N. Other" not in out
    status, out, _ = run(home, "check", str(letter), "--min", "same-scope", "--json")
    found, summary = map(json.loads, out.splitlines())
    assert (status, found["new_parts"], summary["found"]) == (0, ["2"], 1)
    assert found["covered"][0]["id"] == "iopc/5023048"
    assert run(home, "check", str(letter), "--ids")[1].splitlines()[0] == "iopc/5023048"


@pytest.mark.parametrize("kind", ["md", "csv", "json"])
def test_the_evidence_of_a_check(home: Path, tmp_path: Path, kind: str) -> None:
    letter, schedule = tmp_path / "letter.txt", tmp_path / f"schedule.{kind}"
    letter.write_text(LETTER)
    status, out, err = run(home, "check", str(letter), "--evidence", str(schedule))
    assert (status, err) == (0, f"foisearch: the evidence is in {schedule}\n")
    assert "5023048" in schedule.read_text()
    assert out
    nowhere = tmp_path / "no" / "folder" / f"a.{kind}"
    status, out, err = run(home, "check", str(letter), "--evidence", str(nowhere))
    assert (status, err.count("\n")) == (2, 1)


def test_a_batch_beside_bad_lines(home: Path) -> None:
    lines = [json.dumps({"text": LETTER}), "nonsense", '{"text": ""}', json.dumps("Why cabinets?")]
    status, out, _ = run(home, "check", "--jsonl", "--json", stdin="\n".join(lines))
    kinds = [json.loads(line)["type"] for line in out.splitlines()]
    assert (status, kinds) == (2, ["check", "error", "error", "check", "summary"])


def test_decisions_are_shown_where_the_two_appear(home: Path, tmp_path: Path) -> None:
    both = [samples.PRINTERS, replace(samples.PRINTERS, id="kent/1", ref="1", authority="kent")]
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"".join(orjson.dumps(record.to_json(d)) + b"\n" for d in both))
    assert run(tmp_path, "import", str(file))[0] == 0
    assert run(tmp_path, "similar", "5023048", "--ids")[1] == "kent/1\n"
    line = [
        "decide",
        "5023048",
        "kent/1",
        "different",
        "--note",
        "other years",
        "--who",
        "A. Clerk",
    ]
    status, out, err = run(tmp_path, *line)
    assert (status, err) == (0, "")
    assert (tmp_path / "corpus" / "decisions.jsonl").is_file()
    assert "different · A. Clerk" in run(tmp_path, "similar", "5023048")[1]
    status, out, _ = run(tmp_path, "clusters", "--json")
    assert status == 0
    assert json.loads(out.splitlines()[0])["requests"] == 2
    assert "+1 near-identical" in run(tmp_path, "search", "video")[1]
    assert len(run(tmp_path, "search", "video", "--ids")[1].split()) == 2
    assert len(run(tmp_path, "search", "video", "--ids", "--collapse")[1].split()) == 1


def test_the_session_compares_too(home: Path) -> None:
    lines = f".check\n{LETTER}.\n.similar 5023048\n.clusters\n"
    status, out, err = run(home, "repl", stdin=lines)
    assert (status, err) == (0, "")
    assert "was answered in 5023048" in out
