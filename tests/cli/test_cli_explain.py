"""``search --explain`` and ``.explain``: how a query was read, and what adds up to each score."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import orjson
import people_samples as samples
import pytest

from foisearch import record
from foisearch.cli.main import main
from foisearch.render.terminal import Terminal

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command line over two records of a corpus of its own."""

    def command(*argv: str, stdin: str = "") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        environ = {"FOISEARCH_CORPUS": str(tmp_path / "corpus")}
        status = main(argv, Terminal(io.StringIO(stdin), out, err, environ, 80))
        return status, out.getvalue(), err.getvalue()

    file = tmp_path / "records.jsonl"
    held = (samples.PRINTERS, samples.UNTITLED)
    file.write_bytes(b"".join(orjson.dumps(record.to_json(d)) + b"\n" for d in held))
    assert command("import", str(file))[0] == 0
    return command


def test_people_see_the_reading_and_parts_that_add_up(run: Run) -> None:
    status, out, _ = run("search", "body worn video", "--explain", "--since", "2020/21")
    assert status == 0
    assert out.startswith("the query was read as\n")
    assert "“video” in any form" in out
    assert "published 1 April 2020 or later" in out
    assert "note: since “2020/21” read as 1 April 2020 or later" in out
    indents = [(len(line) - len(line.lstrip()), line.split()) for line in out.splitlines()]
    scores = [float(words[1]) for _, words in indents if words[:1] == ["score"]]
    at = {step for step, words in indents if words[:1] == ["score"]}
    parts = [float(w[0]) for step, w in indents if step - 2 in at and w[0][0].isdigit()]
    assert round(sum(scores), 4) == round(sum(parts), 4) > 0


def test_programs_get_both_as_objects(run: Run) -> None:
    _, out, _ = run("search", "video", "--explain", "--json")
    hit, *_, summary = map(json.loads, out.splitlines())
    assert summary["reading"]["kind"] in {"word", "best"}
    explained = hit["explanation"]
    assert explained["score"] == hit["score"]
    assert round(sum(p["value"] for p in explained["parts"]), 6) == hit["score"]
    _, plain, _ = run("search", "video", "--json")
    assert "explanation" not in plain
    assert "reading" not in plain


def test_the_prompt_explains_what_is_on_the_screen(run: Run) -> None:
    status, out, err = run(stdin="video\n.explain 1\n.explain 7\n")
    assert status == 2
    assert out.count("the query was read as") == 1
    assert "score" in out.partition("the query was read as")[2]
    assert "there is no hit 7 on the screen" in err
    status, _, err = run(stdin=".explain\n")
    assert (status, "nothing has been searched for yet" in err) == (2, True)


def test_a_date_that_cannot_be_is_told_in_one_line(run: Run) -> None:
    for argv in (["--since", "spring"], ["published:spring"], ["--until", "2022-23"]):
        status, out, err = run("search", "video", *argv)
        assert (status, out) == (2, "")
        assert err.startswith("foisearch: ")
        assert "write" in err
