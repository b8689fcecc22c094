"""PDFs through pypdf, where PDFium is missing or fails: the words, but not their places."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from typing import Any

from foisearch.containers.contents import Member
from foisearch.containers.pdf.page import Box, BrokenPage, Line, Page

_FAULTS = (Exception, RecursionError)
"""pypdf raises nearly anything for a file that is broken."""


class PypdfFile:
    """A PDF that pypdf has open.

    Raises:
        PermissionError: it needs a password.
    """

    def __init__(self, data: bytes) -> None:
        import pypdf

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        self._pdf = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if self._pdf.is_encrypted and not self._pdf.decrypt(""):
            raise PermissionError

    @property
    def count(self) -> int:
        """How many pages it has."""
        return len(self._pdf.pages)

    @property
    def title(self) -> str:
        """The title of its metadata."""
        try:
            return str(self._pdf.metadata.title or "") if self._pdf.metadata else ""
        except _FAULTS:
            return ""

    def page(self, number: int) -> Page:
        """The page with this number, from 1.

        Raises:
            BrokenPage: it cannot be read.
        """
        try:
            page = self._pdf.pages[number - 1]
            texts = page.extract_text().split("\n")
        except _FAULTS as error:
            raise BrokenPage(str(error)) from None
        lines = tuple(
            Line(text.strip(), Box(0.0, 12.0 * at, 1.0, 12.0 * at + 10))
            for at, text in enumerate(texts)
            if text.strip()
        )
        return Page(number, lines, placed=False, pictures=_pictures(page))

    def only(self, numbers: Sequence[int]) -> bytes:
        """A PDF of these pages alone, which opens without any password.

        Raises:
            BrokenPage: one of them cannot be taken out.
        """
        import pypdf

        out = io.BytesIO()
        try:
            copy = pypdf.PdfWriter()
            for number in numbers:
                copy.add_page(self._pdf.pages[number - 1])
            copy.write(out)
        except _FAULTS as error:
            raise BrokenPage(str(error)) from None
        return out.getvalue()

    def members(self) -> Iterator[Member]:
        """The files that are attached to it."""
        try:
            for name, versions in self._pdf.attachments.items():
                for data in versions:
                    yield Member(name, data)
        except _FAULTS:
            return

    def close(self) -> None:
        """Give the file's memory back."""
        self._pdf.close()


def _pictures(page: Any) -> int:
    """How many images a page names among its resources."""
    try:
        things = page["/Resources"]["/XObject"].values()
        return sum(thing.get_object().get("/Subtype") == "/Image" for thing in things)
    except _FAULTS:
        return 0
