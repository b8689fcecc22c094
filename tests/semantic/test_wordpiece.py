"""Text to pieces, with a vocabulary that fits on a line and with the one that we ship."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.errors import UsageError
from foisearch.semantic.embedder import VOCABULARY
from foisearch.semantic.wordpiece import LONGEST_WORD, WordPiece, read_bytes, words

PIECES = "[PAD] [UNK] [CLS] [SEP] un ##aff ##able runn ##ing run , ? 中 cafe ' s a ##a ##aa"
TINY = WordPiece(PIECES.split())


def cut(text: str) -> str:
    return " ".join(PIECES.split()[number] for number in TINY.numbers(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \t\r\n ", []),
        ("How many?", ["how", "many", "?"]),
        ("don't", ["don", "'", "t"]),
        ("£5.20", ["£5", ".", "20"]),
        ("a_b", ["a", "_", "b"]),
        ("$1+1=2^`|~<>", ["$", "1", "+", "1", "=", "2", "^", "`", "|", "~", "<", ">"]),
        ("Café Ångström", ["cafe", "angstrom"]),
        ("Ｌ̈", ["ｌ"]),
        ("ΣΑΣ", ["σασ"]),
        ("İ", ["i"]),
        ("ẞ", ["ß"]),
        ("so\xadft\x00 hy\u200bphen\ufffd", ["soft", "hyphen"]),
        ("thin\u2009space\u3000wide\xa0fixed", ["thin", "space", "wide", "fixed"]),
        ("two\u2028lines\x85none", ["two", "linesnone"]),
        ("“quote”—dash…", ["“", "quote", "”", "—", "dash", "…"]),
        ("警察ab", ["警", "察", "ab"]),
        ("ひらがな", ["ひらかな"]),
        ("[SEP]", ["[", "sep", "]"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unaffable", "un ##aff ##able"),
        ("Running, run?", "runn ##ing , run ?"),
        ("runs", "[UNK]"),
        ("café's", "cafe ' s"),
        ("中中", "中 中"),
        ("aaaa", "a ##aa ##a"),
        ("a" * LONGEST_WORD, " ".join(["a", *["##aa"] * 49, "##a"])),
        ("a" * (LONGEST_WORD + 1), "[UNK]"),
        ("un [CLS]", "un [UNK] [UNK] [UNK]"),
        ("", ""),
    ],
)
def test_pieces(text: str, expected: str) -> None:
    assert cut(text) == expected
    assert cut(text) == expected, "as remembered"


@given(st.text(), st.text())
def test_words_of_two_texts_are_the_words_of_each(first: str, second: str) -> None:
    assert words(f"{first} {second}") == words(first) + words(second)


@given(st.text())
def test_plain_words_are_plain(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
    assert all(TINY.numbers(word) for word in words(text))


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"[PAD]\n[UNK]\n[CLS]\n", "lacks [SEP]"),
        (b"[PAD]\n[UNK]\n[CLS]\n[SEP]\na\na\n", "has a line twice"),
        (b"[PAD]\n[UNK]\n[CLS]\n[SEP]\nThe\n", "keeps capital letters (The)"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"", "lacks [CLS]"),
    ],
)
def test_what_is_no_vocabulary(data: bytes, wrong: str) -> None:
    with pytest.raises(UsageError, match=r"\Avocab\.txt ") as caught:
        WordPiece.read(data, "vocab.txt")
    assert wrong in caught.value.message
    assert caught.value.cure


def test_lines_of_windows() -> None:
    assert WordPiece.read(b"[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\na\r\n", "x").numbers("a") == [4]


def test_a_vocabulary_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*vocab\.txt"):
        read_bytes(tmp_path / "vocab.txt")


def test_the_vocabulary_that_we_ship() -> None:
    data = VOCABULARY.read_bytes()
    digest = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
    assert hashlib.sha256(data).hexdigest() == digest, "that of bert-base-uncased"
    pieces = WordPiece.read(data, "vocab.txt")
    assert (len(pieces), pieces.pad, pieces.unk, pieces.cls, pieces.sep) == (
        30522,
        0,
        100,
        101,
        102,
    )
    # As google-research/bert and the tokenizers library cut it.
    assert pieces.numbers("To ask the Secretary of State, unaffable?") == [
        *(2000, 3198, 1996, 3187, 1997, 2110, 1010),
        *(14477, 20961, 3468, 1029),
    ]
    assert "Apache License" in VOCABULARY.with_name("vocab.LICENSE").read_text("utf-8")
