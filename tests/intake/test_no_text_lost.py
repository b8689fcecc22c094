"""Whatever a document says stands in a record, in its place, or a warning names it.

What counts as furniture is written down here on its own, not asked of the reader.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from intake_helpers import SAMPLES, SEEDS, read_file, said
from lost import FURNITURE

from foisearch.disclosure import Disclosure

FOLDERS = ("cells", "letters", "logs", "publications")
FILES = [path for folder in FOLDERS for path in sorted((SAMPLES / folder).iterdir())]
FILES += sorted(SEEDS.glob("*.txt"))

TAG = re.compile(
    r"</?(?:p|u|i|b|em|strong|br|div|ol|ul|li|table|tr|td|th|span|h[1-6]|a|img)\b[^<>]*>", re.I
)
LABEL = re.compile(r"^\s*(?:request|response|ref\s+[\w./-]+)\b:?", re.I)


def squeeze(text: str) -> str:
    """Text without space and list signs, which readers may change."""
    return re.sub(r"[\s•*|\u00a0]|(?<=\s)[-–](?=\s)", "", text)


def pieces(line: str) -> Iterator[str]:
    """A line cut where markup or cells part it."""
    line = re.sub(r"!\[[^\]]*\]\([^)]*\)", "\t", line)
    line = re.sub(r"\[([^\[\]]+)\]\(([^()\s]*)\)", r"\1\t\2\t", line)
    line = re.sub(r"\\([()])", r"\1", line)
    line = re.sub(r'HYPERLINK\s*"?', "\t", line)
    line = re.sub(r"^#{1,6} |\*\*", "", line)
    for piece in re.split(r"[\t|]", TAG.sub("\t", line)):
        piece = html.unescape(piece).strip().strip("•-*").strip()
        if piece and piece != "#":
            yield piece


def missing(text: str, haystack: str, warnings: str) -> list[str]:
    lost: list[str] = []
    for piece in pieces(text) if not FURNITURE.fullmatch(text.strip()) else ():
        if FURNITURE.fullmatch(piece):
            continue
        wanted = squeeze(piece)
        if wanted in haystack or wanted in warnings:
            continue
        # A label that stands before the text, or inside a number that markup repeats.
        short = squeeze(re.sub(r"^\(?(?:\d{1,2}|[a-z])[.)]\)?\s*", "", LABEL.sub("", piece)))
        ends = re.sub(r'"', "", short)
        if short in haystack or ends in haystack:
            continue
        # What is left may be broken by another line's mending: then every word of it is there.
        words = re.findall(r"\w{4,}", piece)
        if not words or not all(squeeze(word) in haystack for word in words):
            lost.append(piece)
    return lost


def heard(disclosure: Disclosure) -> str:
    return squeeze(" ".join(text for _, text in said(disclosure)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_word_is_somewhere(path: Path) -> None:
    rows = path.read_text("utf-8").split("\n")
    read = read_file(path)
    warned = squeeze(" ".join((*read.warnings, *(w for d in read.disclosures for w in d.warnings))))
    placed = sorted(read.disclosures, key=lambda d: d.provenance.first_line)
    spans = [(d.provenance.first_line, d.provenance.last_line, d) for d in placed]
    assert all(a[1] < b[0] for a, b in pairwise(spans)), "records overlap"
    lost: list[str] = []
    for first, last, disclosure in spans:
        for number in range(first, last + 1):
            place = heard(disclosure)
            lost += [f"{number}: {p}" for p in missing(rows[number - 1], place, warned)]
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_a_log_has_text_that_is_no_record(path: Path) -> None:
    """The heading and list of topics of a log stand above its records; all else is inside one."""
    rows = path.read_text("utf-8").split("\n")
    read = read_file(path)
    inside = {
        number
        for d in read.disclosures
        for number in range(d.provenance.first_line, d.provenance.last_line + 1)
    }
    outside = [
        (number, row)
        for number, row in enumerate(rows, 1)
        if number not in inside and not all(FURNITURE.fullmatch(p) for p in pieces(row))
    ]
    if read.reader == "reference-log":
        first = min(inside)
        assert [number for number, _ in outside if number > first] == []
        topics = squeeze(" ".join(d.topic or "" for d in read.disclosures)).lower()
        listed = [row for _, row in outside if re.match(r"\s*[•-]\s*\S", row)]
        lost = [r for r in listed if not all(squeeze(p).lower() in topics for p in pieces(r))]
        assert not [r for r in lost if not any(squeeze(r[:20]) in w for w in read.warnings)]
    else:
        assert outside == []
