"""What an import did, file by file: the honest report that ends every import."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.identity import Conflict
from foisearch.intake.corrections import Correction


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person said about the files.

    ``published`` and ``authority`` (a slug) stand above anything read in the text; ``force`` reads
    a file again even where it has not changed.  ``columns`` maps names of columns or keys, as the
    file writes them, to fields (``("Question", "request")``).  ``ocr`` lets an installed ocrmypdf
    read scanned pages; ``keep_personal`` leaves the personal data of requesters in the records.
    ``corrections`` are those of the file that is read.
    """

    published: PartialDate = UNKNOWN_DATE
    authority: str = ""
    force: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    ocr: bool = False
    keep_personal: bool = False
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the report of a file must say.

    A ``loss`` is missing from the corpus, and makes the file incomplete; all else is a warning.
    """

    text: str
    loss: bool = False


class FileStatus(StrEnum):
    """What became of one file."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    """Not a kind of file that foisearch reads; only files found in a folder are skipped."""
    INCOMPLETE = "incomplete"
    """Read, but for the rows that ``error`` names."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: its status, the reader that was chosen, the records read, every warning.

    ``warnings`` name the record or the line that they are about.  ``error`` says why a failed
    file failed, or why a skipped one was skipped.  ``uncertain`` counts the records that the
    reader doubts, ``withheld`` the personal data kept out, by kind.
    """

    file: str
    status: FileStatus
    reader: str = ""
    disclosures: int = 0
    publications: int = 0
    warnings: tuple[str, ...] = ()
    error: str = ""
    uncertain: int = 0
    withheld: tuple[tuple[str, int], ...] = ()


_ROUTINE = re.compile(
    r"(?:sheet “[^”]{0,80}”: )?columns read as: |\d+ words of (?:menus|headers)\b|"
    r"a table of contents of \d|\d+ page numbers taken out|old Word format: "
)


def is_routine(warning: str) -> bool:
    """Whether a warning only tells how something was read that is always read so.

    Such notes are there to be checked, and ask for nothing: who sees them called warnings on every
    page of a site soon looks at none.
    """
    return bool(_ROUTINE.match(warning))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole import; ``conflicts`` are records on which two sources of the corpus disagree."""

    files: tuple[FileReport, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def failed(self) -> int:
        """How many files could not be read, or not wholly."""
        return sum(f.status in (FileStatus.FAILED, FileStatus.INCOMPLETE) for f in self.files)
