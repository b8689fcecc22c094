"""Bytes to text: every encoding that disclosures come in, and everything that is not text."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.containers.source import decode, read_bytes
from foisearch.errors import SourceError
from foisearch.intake import importing
from foisearch.intake.running import reading

ENGLISH = "The council’s café spent £1,200 – “about right” – on naïve façades.\nIt was not held.\n"
PLAIN = "How many wheelbarrows does the authority own? It owns nine of them.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ENGLISH.encode("utf-8"), "utf-8"),
        (b"\xef\xbb\xbf" + ENGLISH.encode("utf-8"), "utf-8-sig"),
        (b"\xff\xfe" + ENGLISH.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + ENGLISH.encode("utf-16-be"), "utf-16"),
        (ENGLISH.encode("utf-16-le"), "utf-16-le"),
        (ENGLISH.encode("utf-16-be"), "utf-16-be"),
        (ENGLISH.encode("cp1252"), "cp1252"),
        (ENGLISH.replace("\n", "\r\n").encode("utf-8"), "utf-8"),
        (ENGLISH.replace("\n", "\r").encode("utf-8"), "utf-8"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    read = decode("a.txt", data)
    assert (read.text, read.encoding) == (ENGLISH, encoding)
    assert read.sha256 == hashlib.sha256(data).hexdigest()
    assert bool(read.warnings) == (encoding == "cp1252"), "a guess is said, a fact is not"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (rb"{\rtf1\ansi hello}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"GIF89a", "picture"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 400, "control characters"),
        (b"abc\x00\x00\x00def" * 50, "binary"),
        (b"\xff\xfe" + PLAIN.encode("utf-16-le") + b"\x00", "not valid utf-16"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 40, "control characters"),
        (b"\x81\x8d\x8f" * 30, "binary"),
        (b"plain text" * 600 + b"\x81\xff", "not valid cp1252"),
    ],
)
def test_what_is_not_text_is_refused_by_name(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        decode("thing.txt", data)
    assert str(caught.value).startswith("thing.txt")
    assert caught.value.cure


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\n" * 50])
def test_empty_files(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(SourceError, match="is empty"):
        read_bytes(tmp_path / "a.txt")


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read_bytes(tmp_path / "nothing.txt")
    with pytest.raises(SourceError, match="not a file"):
        read_bytes(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match="not a file"):
        read_bytes(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(SourceError, match="does not exist"):
        read_bytes(tmp_path / "link.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_forbidden_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PLAIN)
    path.chmod(0)
    with pytest.raises(SourceError, match="may not be read"):
        read_bytes(path)


def test_the_size_limit_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x" * 1000)
    assert len(read_bytes(path, 1000)) == 1000
    with pytest.raises(SourceError, match="limit") as caught:
        read_bytes(path, 999)
    assert "split" in caught.value.cure


def test_huge_documents_are_refused_but_records_may_be_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from intake_helpers import new_corpus

    monkeypatch.setattr(reading, "MAX_DOCUMENT_BYTES", 300)
    (tmp_path / "big.txt").write_text(PLAIN * 10)
    (tmp_path / "small.txt").write_text(PLAIN)
    rows = "".join(f"{n},How many?,Nine.\n" for n in range(100, 200))
    (tmp_path / "records.csv").write_text(f"ref,request,response\n{rows}")
    report = importing.import_paths([tmp_path], new_corpus(tmp_path / ".corpus"))
    by_name = {Path(f.file).name: f for f in report.files}
    assert "limit" in by_name["big.txt"].error
    assert by_name["records.csv"].disclosures == 100
    assert by_name["small.txt"].publications == 1
    assert report.failed == 1


@pytest.mark.parametrize(
    ("control", "left"),
    [
        ("\x1b[31m", "[31m"),
        ("\x07", ""),
        ("\x9b", ""),
        ("\u202e", ""),
        ("\u200b", ""),
        ("\x7f", ""),
    ],
)
def test_control_characters_go_and_are_counted(control: str, left: str) -> None:
    read = decode("a.txt", (PLAIN + control + PLAIN).encode("utf-8"))
    assert read.text == PLAIN + left + PLAIN
    assert read.warnings == ("1 control characters taken out",)


def test_form_feeds_are_line_ends_and_tabs_stay() -> None:
    assert decode("a.txt", b"one\ftwo\tthree\n").text == "one\ntwo\tthree\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf")), min_size=1))
def test_any_utf8_text_comes_back(text: str) -> None:
    data = text.encode("utf-8")
    if not data.startswith((b"%PDF", b"{\\rtf", b"GIF8")):
        assert decode("a.txt", data).text == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read = decode("a.txt", data)
    except SourceError:
        pass
    else:
        assert not set(read.text) & {"\r", "\f", "\x1b", "\x00", "\u202e"}
        read.text.encode("utf-8")
