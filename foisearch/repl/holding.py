"""What is held: the corpus, its files, its index, and the law."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.errors import UsageError

if TYPE_CHECKING:
    from foisearch.repl.session import Session


def stats(session: Session, argument: str) -> None:
    """Say what the corpus holds."""
    session.write(session.services.stats())


def cite(session: Session, argument: str) -> None:
    """Read the provisions cited in a text."""
    if not argument:
        raise UsageError("which text?", "write it after .cite")
    session.write(session.services.cite(argument))


def import_(session: Session, argument: str) -> None:
    """Read files into the corpus."""
    try:
        paths = [Path(word).expanduser() for word in shlex.split(argument)]
    except ValueError:
        raise UsageError("a quotation mark is not closed", "close it") from None
    if not paths:
        raise UsageError("which files?", "name a file or a folder")
    imported = session.services.import_files(
        paths, session.services.import_options(None, None, False)
    )
    session.write(imported)
    if imported.failed():
        raise UsageError("not every file could be read", "see above")


def sources(session: Session, argument: str) -> None:
    """Say how the files behind the corpus stand to it."""
    session.write(session.services.sources.listed())


def index(session: Session, argument: str) -> None:
    """Bring the index up to date."""
    words = set(argument.split())
    if unknown := words - {"rebuild", "semantic"}:
        raise UsageError(f"“{min(unknown)}” is nothing to index", "rebuild, semantic or neither")
    session.write(session.services.build("rebuild" in words, "semantic" in words))
