"""Segments that somebody made up, with right checksums: nothing runs or explodes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import compressobj

import numpy as np
import orjson
import pytest
from engine_forgery import CURE, Parts, array, bounded, file, forge, refused, survived
from engine_records import disclosure, put

from foisearch import engine, record
from foisearch.engine.segments import records
from foisearch.errors import IndexUnusable

NUMBERS = [0, 1, 7, 10**6, 10**9, 10**12, 10**17]


@pytest.mark.parametrize("fact", ["documents", "terms", "keys", "tokens", "words", "bits"])
def test_facts_that_do_not_fit(copy: Path, fact: str) -> None:
    path = file(copy, "seg")
    right = int(Parts(path).facts[fact])
    whole = path.read_bytes(), (copy / "manifest.json").read_bytes()
    for number in {*NUMBERS, right + 1, right - 1} - {right}:
        forge(copy, path, lambda parts, number=number: parts.facts.update({fact: number}))
        with bounded():
            if fact == "keys" and number <= int(Parts(path).facts["terms"]):
                survived(copy)  # they are only wrong
            else:
                refused(copy)
        path.write_bytes(whole[0])
        (copy / "manifest.json").write_bytes(whole[1])


REGIONS = [
    *(f"term.{name}" for name in ("text", "offset", "df", "form", "start", "size", "most")),
    *("term.token", "word.text", "word.offset", "word.term", "id.text", "id.offset", "id.order"),
    *("ref.text", "ref.offset", "ref.order", "refkey.hash", "refkey.document", "day"),
    *("record.text", "record.offset", "narrow.gap", "narrow.impact", "narrow.skip", "dense"),
    *("bits", "place.low", "place.first", "length.topic", "length.force", "length.body"),
]
OPEN = ("id.text", "record.text", "length.topic", "length.force", "length.body")
"""What may have other sizes too."""
LEFT_OUT = ("ref.", "record.", "refkey.", "length.", "dense", "bits", "narrow.")
"""What a segment need not have."""


def test_the_regions_are_those_that_there_are(copy: Path) -> None:
    assert set(REGIONS) <= set(Parts(file(copy, "seg")).regions)


@pytest.mark.parametrize("region", REGIONS)
def test_regions_of_another_size(copy: Path, region: str) -> None:
    path = file(copy, "seg")
    whole = path.read_bytes(), (copy / "manifest.json").read_bytes()
    data = Parts(path).regions[region]
    for other in (b"", data[:-1], data + b"\0", data + data, data * 100):
        forge(copy, path, lambda parts, other=other: parts.regions.update({region: other}))
        if survived(copy):  # it is only wrong
            assert region in OPEN or (not other and region.startswith(LEFT_OUT))
        path.write_bytes(whole[0])
        (copy / "manifest.json").write_bytes(whole[1])


@pytest.mark.parametrize("region", REGIONS)
def test_regions_with_anything_in_them(home: Path, tmp_path: Path, region: str) -> None:
    """They are refused, or answer something; and no build does worse."""
    data = Parts(file(home / "index", "seg")).regions[region]
    pick = random.Random(region)
    place = pick.randrange(len(data))
    one = data[:place] + b"\xff" + data[place + 1 :]
    for number, other in enumerate((b"\xff" * len(data), pick.randbytes(len(data)), one)):
        shutil.copytree(home, tmp_path / f"{number}")
        index = tmp_path / f"{number}" / "index"
        forge(index, file(index, "seg"), lambda parts, o=other: parts.regions.update({region: o}))
        survived(index)
        corpus = put(index.parent / "corpus", {"c": [disclosure("99", request="tasers")]})
        try:
            engine.build(corpus, index)  # which merges
        except IndexUnusable as error:
            assert error.cure == CURE  # noqa: PT017


def overlapping(found: Any) -> None:
    found[1::2], found[2::2] = found[-1], 0
    found[-1] = found.max()


def everywhere(parts: Parts) -> None:
    """Every term has all the elements that there are."""
    forms = np.frombuffer(parts.regions["term.form"], "u1")
    parts.regions["term.form"] = bytes(len(forms))
    parts.regions["term.start"] = bytes(8 * len(forms))
    size = len(parts.regions["narrow.impact"])
    parts.regions["term.size"] = np.full(len(forms), size, "u4").tobytes()


def all_dense(parts: Parts) -> None:
    """Every term has the first dense row."""
    count = len(parts.regions["term.form"])
    parts.regions["term.form"] = bytes([2]) * count
    parts.regions["term.start"] = bytes(8 * count)
    parts.regions["term.size"] = np.ones(count, "u4").tobytes()


def one_too_many(found: Any) -> None:
    """The tokens of a key, which nobody asks for."""
    found[3] = found[-1]


@pytest.mark.parametrize(
    "change",
    [
        array("word.offset", "u4", overlapping),
        array("term.offset", "u4", overlapping),
        array("ref.offset", "u4", overlapping),
        array("term.offset", "u4", lambda found: found + 1),
        everywhere,
        all_dense,
        array("term.form", "u1", lambda found: found + 9),
        array("term.start", "u8", lambda found: found + 2**63),
        array("term.start", "u8", lambda found: ~found),
        array("term.token", "u8", lambda found: found[::-1]),
        array("term.token", "u8", one_too_many),
    ],
)
def test_a_small_file_does_not_unfold_into_much(
    copy: Path, change: Callable[[Parts], None]
) -> None:
    forge(copy, file(copy, "seg"), change)
    with bounded():
        assert not survived(copy)
    corpus = put(copy.parent / "corpus", {"c": [disclosure("99", request="tasers")]})
    with pytest.raises(IndexUnusable):
        engine.build(corpus, copy)


@pytest.mark.parametrize("leap", [255, 128])
def test_gaps_that_leap_beyond_the_last_document(copy: Path, leap: int) -> None:
    forge(copy, file(copy, "seg"), array("narrow.gap", "u1", lambda found: found * 0 + leap))
    assert not survived(copy)


@pytest.mark.parametrize("name", ["id.order", "ref.order", "word.term", "refkey.document"])
def test_numbers_beyond_the_end(copy: Path, name: str) -> None:
    forge(copy, file(copy, "seg"), array(name, "u4", lambda found: found + 100_000))
    assert not survived(copy)


@pytest.mark.parametrize("name", ["term", "word", "ref"])
def test_texts_that_are_no_text(copy: Path, name: str) -> None:
    def change(parts: Parts) -> None:
        parts.regions[f"{name}.text"] = b"\xff" * len(parts.regions[f"{name}.text"])

    forge(copy, file(copy, "seg"), change)
    assert not survived(copy)


def test_stems_that_are_no_words_do_not_get_into_another_segment(copy: Path) -> None:
    """What would be taken for keys."""

    def change(parts: Parts) -> None:
        parts.regions["term.text"] = b"\x1f" * len(parts.regions["term.text"])

    for path in copy.glob("seg-*.foi"):
        forge(copy, path, change)
    corpus = put(copy.parent / "corpus", {"c": [disclosure("99", request="tasers")]})
    with pytest.raises(IndexUnusable, match="was changed"):
        engine.build(corpus, copy)


# Records.


def packed(data: bytes) -> bytes:
    pack = compressobj(9, wbits=-15)
    return pack.compress(data) + pack.flush()


def with_records(text: bytes) -> Callable[[Parts], None]:
    """Every record is this one."""

    def change(parts: Parts) -> None:
        count = int(parts.facts["documents"])
        parts.regions["record.text"] = text * count
        parts.regions["record.offset"] = (np.arange(count + 1) * len(text)).astype("u8").tobytes()

    return change


GOOD = orjson.dumps(record.to_json(disclosure("1")))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"x",
        packed(b""),
        packed(b"{}"),
        packed(b"[]"),
        packed(GOOD)[:-1],
        packed(GOOD) + b"x",
        packed(GOOD[:-1]),
        packed(GOOD.replace(b'"iopc/1"', b'"\xff"')),
        packed(GOOD.replace(b'"iopc/1"', b"5")),
        packed(GOOD.replace(b'"iopc/1"', b"1e999")),
        packed(GOOD.replace(b'"disclosure"', b'"other"')),
        packed(GOOD.replace(b'"parts":[]', b'"parts":[{}]')),
        packed(GOOD.replace(b'"parts":[]', b'"parts":' + b"[" * 5000 + b"]" * 5000)),
        packed(GOOD.replace(b'"provenance":{', b'"provenance":{"more":1,')),
        packed(GOOD.replace(b'"precision":"unknown"', b'"precision":"day"')),
    ],
)
def test_records_that_are_none(copy: Path, text: bytes) -> None:
    assert text != packed(GOOD)
    forge(copy, file(copy, "seg"), with_records(text))
    assert not survived(copy)


def test_a_record_is_what_it_was(copy: Path) -> None:
    forge(copy, file(copy, "seg"), with_records(packed(GOOD)))
    assert survived(copy)


def test_a_record_does_not_unpack_into_much(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_BYTES", 1 << 20)
    bomb = GOOD.replace(b'"body":""', b'"body":"' + bytes(1 << 26) + b'"')
    forge(copy, file(copy, "seg"), with_records(packed(bomb)))
    with bounded():
        assert not survived(copy)


def test_a_record_does_not_unfold_into_much(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short texts of many empty lists."""
    monkeypatch.setattr(records, "_MOST_MARKS", 1 << 16)
    bomb = GOOD.replace(b'"links":[', b'"links":[' + b"[]," * (1 << 18) + b"[]")
    forge(copy, file(copy, "seg"), with_records(packed(bomb)))
    with bounded():
        assert not survived(copy)


def test_what_is_packed_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_MOST_MARKS", 1000)
    texts = [b",[{" * 5_000, rb"\"," * 5_000, rb"\\\"," * 5_000, "é“".encode() * 5_000]
    for data in (b"[]", GOOD, *(b'["' + text + b'","a"]' for text in texts)):
        assert records.unpacked(packed(data)) == data
    with pytest.raises(ValueError, match="too much"):
        records.unpacked(packed(b"[" + b'"",' * 5_000 + b'""]'))
    with pytest.raises(ValueError, match="cut short"):
        records.unpacked(packed(bytes(1 << 20))[:-1])
