"""What is held: the corpus, its index, and the law."""

from __future__ import annotations

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


def index(session: Session, argument: str) -> None:
    """Bring the index up to date."""
    words = set(argument.split())
    if unknown := words - {"rebuild", "semantic"}:
        raise UsageError(f"“{min(unknown)}” is nothing to index", "rebuild, semantic or neither")
    session.write(session.services.build("rebuild" in words, "semantic" in words))
