"""``foisearch lint`` over a real corpus of a few letters; nobody in them is real."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from foisearch.cli.main import main
from foisearch.render.terminal import Terminal

LOG = """Ref 6100001
Dogs
Request
How many dogs bit officers? The owner is at 12 High Street, Tarnmouth TM1 2AB.
Response
Two officers were bitten. Ask the kennels on 07700 900123.
Ref 6100002
Cats
Request
How many cats?
Response
None.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "log.txt").write_text(LOG, encoding="utf-8")
    assert run(tmp_path, "import", str(tmp_path / "log.txt"), "--published", "2024")[0] == 0
    return tmp_path


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    places = ["--corpus", str(folder / "corpus"), "--index", str(folder / "index")]
    status = main([*words, *places], Terminal(io.StringIO(), out, err, {}))
    return status, out.getvalue(), err.getvalue()


def test_signs_are_listed_with_their_places(corpus: Path) -> None:
    status, out, _ = run(corpus, "lint")
    assert status == 0
    assert "6100001" in out
    assert "6100002" not in out
    assert "request, line 1 · postal address" in out
    assert "response, line 1 · number below five: Two officers were bitten." in out
    assert "3 signs of personal data in 1 record · 2 records looked through" in out


def test_json_ends_with_counts_and_can_hide_the_data(corpus: Path) -> None:
    status, out, _ = run(corpus, "lint", "--json", "--mask", "--only", "telephone")
    finding, summary = map(json.loads, out.splitlines())
    assert status == 0
    assert (finding["kind"], finding["text"], finding["before"]) == (
        "telephone",
        "0•••• ••••••",
        "",
    )
    assert summary["counts"] == [{"kind": "telephone", "whose": "personal", "count": 1}]
    assert (summary["total"], summary["records"], summary["read"]) == (1, 1, 2)


def test_a_query_and_filters_choose_the_records(corpus: Path) -> None:
    assert run(corpus, "lint", "cats")[0] == 1
    assert "1 record looked through" in run(corpus, "lint", "cats")[1]
    assert run(corpus, "lint", "--since", "2023")[0] == 0
    assert run(corpus, "lint", "--since", "2025")[0] == 1


def test_it_is_an_error_to_have_no_corpus(tmp_path: Path) -> None:
    status, out, err = run(tmp_path, "lint")
    assert (status, out) == (2, "")
    assert "nothing has been imported" in err


def test_csv(corpus: Path) -> None:
    lines = run(corpus, "lint", "--format", "csv", "--only", "telephone")[1].splitlines()
    assert lines[0] == "id,ref,file,field,line,kind,whose,text,before,after"
    assert len(lines) == 2
