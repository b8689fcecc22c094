"""Results written into files."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest
from repl_talk import Talk

from foisearch.repl import exporting


def test_every_hit_goes_into_the_file(talk: Talk, tmp_path: Path) -> None:
    talk("police")
    total = talk.total
    assert total > talk.session.request.limit
    for name in ("hits.csv", "hits.jsonl", "hits.md"):
        said = talk(f".export {tmp_path / name}")
        assert said == f"{total} hits written to {tmp_path / name}\n"
    rows = list(csv.DictReader((tmp_path / "hits.csv").read_text("utf-8").splitlines()))
    values = [json.loads(line) for line in (tmp_path / "hits.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == [value["id"] for value in values[:-1]]
    assert len(rows) == total
    assert values[-1]["total"] == values[-1]["returned"] == total


def test_the_page_alone(talk: Talk, tmp_path: Path) -> None:
    talk("police")
    assert talk.session.found is not None
    shown = len(talk.session.found.result.hits)
    talk(f".export {tmp_path}/page.csv page")
    text = (tmp_path / "page.csv").read_text("utf-8")
    assert len(list(csv.DictReader(text.splitlines()))) == shown


def test_a_document_says_what_was_searched_for(talk: Talk, tmp_path: Path) -> None:
    talk("police")
    talk(".by body")
    talk(".narrow orrin")
    talk(f".export {tmp_path}/hits.md")
    text = (tmp_path / "hits.md").read_text("utf-8")
    assert text.startswith("# police › Vale of Orrin Police · ")


def test_a_file_that_is_there_is_replaced_only_when_told(talk: Talk, tmp_path: Path) -> None:
    file = tmp_path / "my hits.csv"
    file.write_text("mine")
    talk("drones")
    name = str(file).replace(" ", "\\ ")
    said = talk.fails(f".export {name}")
    assert "is there already; to replace it: .export! " in said
    assert file.read_text() == "mine"
    talk(f".export! {name}")
    assert file.read_text("utf-8").startswith("rank,")
    assert [each.name for each in tmp_path.iterdir() if each.name != "state"] == ["my hits.csv"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (".export", "into which file?"),
        (".export a b.csv", "into which file?"),
        (".export hits.pdf", "in which format?"),
        (".export 'hits.csv", "a quotation mark is not closed"),
        (".export /nowhere/at/all/hits.csv", "No such file or directory"),
    ],
)
def test_what_cannot_be_written(talk: Talk, line: str, said: str) -> None:
    talk("drones")
    assert said in talk.fails(line)


def test_nothing_was_searched_for(talk: Talk) -> None:
    assert "nothing has been searched for yet" in talk.fails(".export hits.csv")


def test_too_much_for_one_file(talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST", 3)
    talk("police")
    assert "more than the 3 that one file takes" in talk.fails(f".export {tmp_path}/hits.csv")
    assert not (tmp_path / "hits.csv").exists()


def test_no_control_character_of_a_file_name_reaches_the_terminal(
    talk: Talk, tmp_path: Path
) -> None:
    talk("drones")
    said = talk(f".export '{tmp_path}/\x1b[2J.csv'")
    assert "\x1b" not in said
    assert stat.S_ISREG((tmp_path / "\x1b[2J.csv").stat().st_mode)
