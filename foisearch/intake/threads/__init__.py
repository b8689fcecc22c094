"""Correspondence to disclosures: what was asked, what was answered, and what passed between.

``turns`` tells who said what, ``kinds`` what each turn does (by the words in ``cues``),
``composing`` makes one request and one response of them, ``ending`` says how it ended, and
``reading`` makes the record.  ``portals`` and ``pages`` know the shapes in which request portals
publish correspondence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foisearch.authorities import Authorities
from foisearch.containers.contents import Correspondence
from foisearch.intake.report import ImportOptions

if TYPE_CHECKING:
    from foisearch.intake.read import DocumentRead

VERSION = 1


def read_correspondence(
    thread: Correspondence,
    name: str,
    sha256: str,
    options: ImportOptions,
    authorities: Authorities,
) -> DocumentRead:
    """The record of a correspondence; of its text as a document where nothing is asked in it.

    Args:
        thread: its letters, oldest first, with what they quote.
        name: the file, as the corpus knows it.
        sha256: its digest.
        options: what the person said about the files.
        authorities: the bodies that are known.
    """
    from foisearch.intake.threads.reading import read_thread
    from foisearch.intake.threads.turns import opened

    return read_thread(opened(thread), name, sha256, options, authorities)


__all__ = ["VERSION", "read_correspondence"]
