"""Every error that a person can be shown, drawn as one tree.

Each error carries its *cure*: the one thing to do next.  The command line is
the only place that turns an error into an exit status (``cli/main.py``), and
engine exceptions are mapped to this tree inside ``engine/``.
"""

from __future__ import annotations


class FoisearchError(Exception):
    """The root.  ``str(error)`` is one line: what happened, then the cure.

    Args:
        message: what is wrong, naming the file and the place.
        cure: what to do about it; an empty string where nothing can be done.
    """

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message, cure)
        self.message = message
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.message}; {self.cure}" if self.cure else self.message


class UsageError(FoisearchError):
    """The command was asked for something that it does not do."""


class SourceError(FoisearchError):
    """A document could not be read: missing, empty, binary, too large, not permitted."""


class RecordError(SourceError):
    """A ready-made record (a JSON line, a CSV row) is malformed."""


class CorpusError(FoisearchError):
    """The store of record (``corpus/``) is missing, locked or damaged."""


class SavedError(FoisearchError):
    """A saved search cannot be read or written: damaged, newer than this version, no permission."""


class SearchIndexError(FoisearchError):
    """The index cannot answer."""


class IndexMissing(SearchIndexError):
    """There is no index at the place where it was looked for."""


class IndexUnusable(SearchIndexError):
    """The index is damaged, of another version, or was made by someone else."""


class IndexBusy(SearchIndexError):
    """Another process is writing the index."""


class NotFound(FoisearchError):
    """No disclosure has the id or reference that was asked for (exit status 1)."""


class QueryError(FoisearchError):
    """A query that cannot be read.

    Args:
        message: what is wrong.
        query: the whole query as typed.
        position: index of the character at fault, 0 to ``len(query)``.
        cure: how to write it instead.
    """

    def __init__(self, message: str, query: str, position: int, cure: str = "") -> None:
        super().__init__(message, cure)
        self.query = query
        self.position = position

    def caret(self) -> str:
        """The query and, below it, a caret under the place at fault."""
        return f"{self.query}\n{' ' * self.position}^"
