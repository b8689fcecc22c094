"""What is known of a file before it is read: its name, its place, by what it would be read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

from foisearch.corpus import Corpus
from foisearch.intake import layouts
from foisearch.intake.corrections import Corrections
from foisearch.intake.running.job import readers_of
from foisearch.text import printable


def name_of(path: Path, folder: Path) -> str:
    """How the corpus in ``folder`` knows a file: relative where it lies inside the corpus."""
    full = Path(os.path.abspath(path))
    try:
        shown = str(full.resolve().relative_to(folder))
    except (ValueError, OSError, RuntimeError):  # links that lead to one another
        shown = str(full)
    return printable(shown)


def path_of(name: str, folder: Path) -> Path:
    """Where the file lies that the corpus in ``folder`` knows by this name."""
    return folder / os.fsdecode(unquote_to_bytes(name) if "%" in name else name.encode())


class Readers:
    """The versions of all that reads files now; raised, they make files count as changed."""

    def __init__(self, corpus: Corpus, corrections: Corrections) -> None:
        bodies = corpus.authorities_path
        own = bodies.read_bytes() if bodies.is_file() else b""
        self._bodies = hashlib.sha256(own).hexdigest()[:8] if own else "none"
        self._layouts = layouts.versions()
        self._corrections = corrections
        self._of_kind: dict[str, str] = {}

    def of(self, name: str, kind: str) -> str:
        """Those that would read a file of this name and kind; what was corrected in it counts."""
        said = self._of_kind.get(kind, "")
        if not said:
            said = f"{readers_of(kind, self._layouts)} bodies/{self._bodies}"
            self._of_kind[kind] = said
        corrected = self._corrections.digest(name)
        return f"{said} corrections/{corrected}" if corrected else said
