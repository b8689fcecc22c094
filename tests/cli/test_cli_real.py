"""The whole way with nothing faked: records imported, indexed, searched, shown."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
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
        "print(*({'rich', 'prompt_toolkit', 'nltk'} & sys.modules.keys()), file=sys.stderr)"
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
