"""The lines of earlier sessions: readable for their owner alone, and never a whole request."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from foisearch.locations import user_state
from foisearch.repl.pasting import looks_whole


def is_kept(line: str) -> bool:
    """Whether a line goes into the history: what was pasted as a request can name people."""
    return "\n" not in line and not looks_whole(line)


class SessionHistory(InMemoryHistory):
    """A history that ends with the session."""

    def append_string(self, string: str) -> None:
        """Remember a line, if lines like it are kept."""
        if is_kept(string):
            super().append_string(string)


class SafeHistory(FileHistory):
    """A history file that only its owner can read, and that may fail without ending the session."""

    def append_string(self, string: str) -> None:
        """Remember a line, if lines like it are kept."""
        if is_kept(string):
            super().append_string(string)

    def load_history_strings(self) -> Iterable[str]:
        """The lines of earlier sessions, the newest first; none where they cannot be read."""
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        """Remember a line, if the disk lets us."""
        try:
            super().store_string(string)
        except OSError:
            return


def history() -> History:
    """The history of earlier sessions; of this one only, where no file can be kept."""
    path = user_state() / "history"
    return SessionHistory() if not _private_file(path) else SafeHistory(str(path))


def _private_file(path: Path) -> bool:
    """Make the file, and make it readable for its owner alone: queries can name people."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)
    except OSError:
        return False
    return True
