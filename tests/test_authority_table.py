"""A corpus' own table of bodies, sound and faulty."""

from __future__ import annotations

from pathlib import Path

import pytest

from foisearch.authorities import Authorities
from foisearch.errors import RecordError

ALL = Authorities.standard()
HEADER = "id,name,aliases,regime,domains,ref_patterns"


def extra(tmp_path: Path, *rows: str, header: str = HEADER) -> Authorities:
    path = tmp_path / "authorities.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return Authorities.standard(path)


def test_a_corpus_adds_its_own_bodies(tmp_path: Path) -> None:
    row = r"kent-county-council,Kent County Council,KCC,foia,kent.gov.uk,KCC-\d{4}"
    both = extra(tmp_path, row, "")
    council = both.resolve("kcc")
    assert council is not None
    assert len(both) == len(ALL) + 1
    assert [m.authority for m in both.mentions("Kent County Council and Kent Police", "body")] == [
        "kent-county-council",
        "kent",
    ]
    assert both.by_domain("foi@kent.gov.uk") == (council,)
    assert both.by_reference("kcc-1234")[0].authority is council
    assert len(ALL) == len(Authorities.standard())


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["x,X Council,Kent,foia,,"], "line 2: “Kent” already means Kent Police"),
        (["x,X Council,CPS,foia,,"], "line 2: “CPS” already means Crown Prosecution Service"),
        (["x,The Home  Office,,,,"], "already means Home Office"),
        (["a,A Council,Same,,,", "b,B Council,same,,,"], "line 3: “same” already means A Council"),
        (["kent,Kent Borough,,,,"], "there is already a body “kent”"),
        (["a,A Council,,,,", "a,A Council,,,,"], "line 3: there is already a body “a”"),
        (["Kent Council,Kent Council,,,,"], "is not an id"),
        ([",Nameless Council,,,,"], "is not an id"),
        (["x, ,,,,"], "x has no name"),
        (["x,X Council,!,,,"], "“!” is too short for a name"),
        (["x,X Council,,FOIA 2000,,"], "unknown regime “FOIA 2000”"),
        (["x,X Council,,,,(["], "pattern “([”"),
        (["x,X Council"], "2 cells for 6 columns"),
        (["x,X, Y Council,,,,"], "7 cells for 6 columns"),
        (['x,"X Council,,,,'], "not CSV"),
    ],
)
def test_a_faulty_row_is_named_with_its_cure(tmp_path: Path, rows: list[str], words: str) -> None:
    with pytest.raises(RecordError) as caught:
        extra(tmp_path, *rows)
    assert words in str(caught.value)
    assert "authorities.csv, line " in str(caught.value)
    assert caught.value.cure


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "needs id and name"),
        (b"id,name,colour\n", "unknown column"),
        (b"id,id,name\n", "each column once"),
        (b"id,name\nx,\xff\n", "not UTF-8"),
    ],
)
def test_a_faulty_file(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "authorities.csv"
    path.write_bytes(data)
    with pytest.raises(RecordError, match=words):
        Authorities.standard(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(RecordError, match="cannot be read"):
            Authorities.standard(path)


def test_the_mark_of_a_spreadsheet_is_no_column(tmp_path: Path) -> None:
    path = tmp_path / "authorities.csv"
    path.write_bytes("\ufeffid,name\r\nfalkirk-council,Falkirk Council\r\n".encode())
    assert Authorities.standard(path).resolve("falkirk council") is not None
