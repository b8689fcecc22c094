"""Scanned pages read by ocrmypdf, a program of its own that may be installed.

It is given the pages that need it and no others: what has a text layer stays as it is, and a page
of a long file takes no longer than one of a short file.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from foisearch.containers.contents import Member
from foisearch.containers.pdf.characters import garbled
from foisearch.containers.pdf.page import BrokenPage, Opened, Page
from foisearch.containers.programs import ProgramFailed, run

PROGRAM = "ocrmypdf"
SECONDS_A_PAGE = 180
MOST_SECONDS = 6 * 3600
CURE = "run OCR (ocrmypdf), or import with --ocr"
_MISSING = "ocrmypdf is not installed (apt install ocrmypdf, or brew install it)"
_HOW = (
    *("--quiet", "--output-type", "pdf", "--optimize", "0"),
    "--force-ocr",  # also where a stamp, or letters that nobody can read, are a text layer
    *("--rotate-pages", "--rotate-pages-threshold", "5", "--deskew"),
)
"""Its own threshold, 14, leaves letters with few lines upside down, which come out as no words."""
_WORD = re.compile(r"[^\W\d_]{3}")


class OcrFailed(Exception):
    """Its message says why, and what to do."""


def with_text(data: bytes, pages: int, alive: Callable[[], None]) -> bytes:
    """The PDF with a text layer on all its pages.

    Args:
        data: the file.
        pages: how many it has; the time that it may take depends on it.
        alive: called now and then.

    Raises:
        OcrFailed: ocrmypdf is not installed, fails, or takes too long.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise OcrFailed(_MISSING)
    with tempfile.TemporaryDirectory(prefix="foisearch-ocr-") as name:
        folder = Path(name)
        scanned, read = folder / "scanned.pdf", folder / "read.pdf"
        scanned.write_bytes(data)
        command = [program, *_HOW, str(scanned), str(read)]
        seconds = min(SECONDS_A_PAGE * max(pages, 2), MOST_SECONDS)
        try:
            run(command, folder, seconds, alive, {**os.environ, "TMPDIR": name})
        except ProgramFailed as error:
            raise OcrFailed(f"{PROGRAM}: {error}") from None
        if not read.is_file():
            raise OcrFailed(f"{PROGRAM}: it leaves nothing")
        return read.read_bytes()


class Replaced:
    """A PDF some of whose pages are those that OCR made of them.

    Args:
        opened: the file.
        other: what OCR made of some of its pages.
        numbers: which pages these are, from 1, in the order of ``other``.
    """

    def __init__(self, opened: Opened, other: Opened, numbers: Sequence[int]) -> None:
        self._opened = opened
        self._other = other
        self._places = {number: place for place, number in enumerate(numbers, 1)}
        self.read: list[int] = []
        """The pages on which OCR found words, those that were asked for so far."""
        self.garbled: list[int] = []
        """Those of them of which it made hardly any words."""

    @property
    def count(self) -> int:
        """How many pages it has."""
        return self._opened.count

    @property
    def title(self) -> str:
        """The title of its metadata."""
        return self._opened.title

    def page(self, number: int) -> Page:
        """The page with this number; where OCR found no word on it, as it was before.

        Raises:
            BrokenPage: it cannot be read.
        """
        if place := self._places.get(number):
            try:
                page = self._other.page(place)
            except BrokenPage:
                page = None
            text = " ".join(line.text for line in page.lines) if page else ""
            if page is not None and _WORD.search(text):
                self.read.append(number)
                if garbled(text):
                    self.garbled.append(number)
                # A picture with words on it is a page of text, however few they are.
                return replace(page, number=number, pictures=0)
        return self._opened.page(number)

    def only(self, numbers: Sequence[int]) -> bytes:
        """A PDF of these pages of the file alone, as they were before."""
        return self._opened.only(numbers)

    def members(self) -> Iterator[Member]:
        """The files that are attached to it."""
        return self._opened.members()

    def close(self) -> None:
        """Give the memory of both files back."""
        self._other.close()
        self._opened.close()
