"""The small functions over text, against their promises."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.text import (
    collapse_space,
    count_controls,
    fold,
    ref_key,
    slugify,
    strip_controls,
    truncate,
)

TEXTS = st.text() | st.text("aé’ \t\n\x1b\u202e\u200b\x9b\ufeff.ﬁ-/", max_size=40)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\r\nb\tc", "a\nb\tc"),
        ("\ufeffa\u202eb\u2066c\u200bd", "abcd"),
        ("a\x9b2Jb\x85", "a2Jb"),
        ("naïve – “£5” …", "naïve – “£5” …"),
        ("família 日本 👍🏽", "família 日本 👍🏽"),
    ],
)
def test_strip_controls(text: str, clean: str) -> None:
    assert strip_controls(text) == clean
    assert count_controls(text) == len(text) - len(clean)


@given(TEXTS)
def test_no_command_is_left(text: str) -> None:
    clean = strip_controls(text)
    assert strip_controls(clean) == clean
    assert not [c for c in clean if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert not [c for c in clean if unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE")]
    assert [c for c in text if c.isalnum()] == [c for c in clean if c.isalnum()]


@given(TEXTS)
def test_collapse_space(text: str) -> None:
    found = collapse_space(text)
    assert found.split() == text.split()
    assert found == collapse_space(found)
    assert not re.search(r"\s\s|^\s|\s$|[\n\t]", found)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Men’s", "men's"), ("CAFÉ", "cafe"), ("ﬁne", "FINE"), ("Straße", "STRASSE"), ("é", "é")],
)
def test_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(TEXTS)
def test_fold_is_blind_to_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("ref", "key"),
    [
        ("07.FOI.22.024962", "07foi22024962"),
        ("VOP/2022/0340-IR", "vop20220340ir"),
        ("FOI 219/24", "foi21924"),
        ("---", ""),
    ],
)
def test_ref_key(ref: str, key: str) -> None:
    assert ref_key(ref) == key


@given(st.text("AB12", min_size=1), st.lists(st.sampled_from("./- "), max_size=5), st.randoms())
def test_ref_key_is_blind_to_punctuation(ref: str, marks: list[str], random: object) -> None:
    pieces = list(ref)
    for mark in marks:
        pieces.insert(random.randint(0, len(pieces)), mark)  # type: ignore[attr-defined]
    assert ref_key("".join(pieces)) == ref_key(ref.lower())


@given(TEXTS)
def test_slugs_are_safe_names(text: str) -> None:
    slug = slugify(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert slugify(slug) == slug


@given(TEXTS, st.integers(0, 50))
def test_truncate(text: str, width: int) -> None:
    cut = truncate(text, width)
    if len(text) <= width:
        assert cut == text
    else:
        assert len(cut) <= max(width, 1)
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])
