"""Saved searches: a file each in the person's own folder, readable for its owner alone.

A saved search is bound to the corpus that it was saved over, and knows what it last found there: a
digest of each record, so that later what is new can be told.  A file is written whole or not at
all; one that cannot be read is never written over unasked.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foisearch.errors import NotFound, SavedError, UsageError
from foisearch.locations import Locations
from foisearch.search import Filters, SearchRequest, Sort, Within
from foisearch.text import printable, slugify, truncate

if TYPE_CHECKING:
    from foisearch.disclosure import Disclosure

FORMAT_VERSION = 1
LONGEST_NAME = 60
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SUFFIX = ".json"
_DIGEST = 8  # bytes; of 10,000 records no two are alike but by a chance of 1 in 10^11


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search to be run again.

    ``request`` is the search as it was when it was saved; ``locations`` are the corpus that it was
    saved over and its index; ``looked`` is when it was last run, and ``seen`` are the digests of
    the records that it found then.
    """

    name: str
    request: SearchRequest
    locations: Locations
    saved: datetime
    looked: datetime
    seen: frozenset[str] = frozenset()

    def has_seen(self, disclosure: Disclosure) -> bool:
        """Whether this record was found before, as it is now."""
        return digest(disclosure) in self.seen


def digest(d: Disclosure) -> str:
    """What tells a record from any other, and from itself with other contents."""
    texts = (d.id, d.ref, d.topic or "", d.request, d.response, d.body, str(d.outcome))
    data = "\0".join(texts).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_DIGEST).hexdigest()


def now() -> datetime:
    """The time of day, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def checked_name(name: str) -> str:
    """A name that can be that of a file anywhere.

    Raises:
        UsageError: it cannot.
    """
    if _NAME.fullmatch(name) and len(name) <= LONGEST_NAME:
        return name
    near = slugify(name)[:LONGEST_NAME].strip("-") or "drones"
    raise UsageError(
        f"“{truncate(name, LONGEST_NAME)}” is not a name for a search",
        f"letters a to z, digits and hyphens, as in {near}",
    )


class SavedSearches:
    """The saved searches of a folder.

    Args:
        folder: made when the first is saved.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The names of all, in order.

        Raises:
            SavedError: the folder cannot be read.
        """
        try:
            return sorted(
                path.stem
                for path in self.folder.iterdir()
                if path.suffix == _SUFFIX and _NAME.fullmatch(path.stem)
            )
        except FileNotFoundError:
            return []
        except OSError as error:
            raise SavedError(
                f"cannot read {printable(str(self.folder))}: {error.strerror}"
            ) from None

    def __contains__(self, name: str) -> bool:
        return self.path(name).exists()

    def path(self, name: str) -> Path:
        """Where the search of this name lies.

        Raises:
            UsageError: it is not a name.
        """
        return self.folder / f"{checked_name(name)}{_SUFFIX}"

    def read(self, name: str) -> SavedSearch:
        """The search of this name.

        Raises:
            UsageError: it is not a name.
            NotFound: no search is saved under it.
            SavedError: its file cannot be read, is damaged, or was written by a newer version.
        """
        path = self.path(name)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise self._none(name) from None
        except OSError as error:
            raise SavedError(f"cannot read {printable(str(path))}: {error.strerror}") from None
        try:
            value = json.loads(data)
            version = value["format_version"]
        except (ValueError, KeyError, TypeError):
            raise _damaged(path, name) from None
        if isinstance(version, int) and version > FORMAT_VERSION:
            raise SavedError(
                f"{printable(str(path))} was written by a newer foisearch", "update foisearch"
            )
        try:
            return _search(name, value)
        except (ValueError, KeyError, TypeError):
            raise _damaged(path, name) from None

    def write(self, search: SavedSearch) -> Path:
        """Write a search whole, in the place of one of this name; where it lies.

        Raises:
            UsageError: it has no name that can be one.
            SavedError: it cannot be written; then nothing was.
        """
        path = self.path(search.name)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(json.dumps(_object(search)).encode("ascii") + b"\n")
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            said = f"cannot write {printable(str(path))}: {error.strerror}"
            raise SavedError(said, "nothing was saved") from None
        return path

    def delete(self, name: str) -> None:
        """Forget a search, one whose file is damaged too.

        Raises:
            UsageError: it is not a name.
            NotFound: no search is saved under it.
            SavedError: its file cannot be taken away.
        """
        path = self.path(name)
        try:
            path.unlink()
        except FileNotFoundError:
            raise self._none(name) from None
        except OSError as error:
            raise SavedError(f"cannot delete {printable(str(path))}: {error.strerror}") from None

    def _none(self, name: str) -> NotFound:
        from difflib import get_close_matches

        names = self.names()
        near = get_close_matches(name, names, n=3) or names[:5]
        cure = f"perhaps {', '.join(near)}" if near else "save one at the prompt: .save NAME"
        return NotFound(f"no search is saved as {name}", cure)


def _damaged(path: Path, name: str) -> SavedError:
    return SavedError(
        f"{printable(str(path))} is damaged and was left as it is",
        f"restore it, or: foisearch saved --delete {name}",
    )


# As JSON, and back.


def _object(search: SavedSearch) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION,
        "name": search.name,
        "corpus": os.fsdecode(search.locations.corpus),
        "index": os.fsdecode(search.locations.index),
        "saved": search.saved.isoformat(),
        "looked": search.looked.isoformat(),
        "request": _request_object(search.request),
        "seen": sorted(search.seen),
    }


def _request_object(request: SearchRequest) -> dict[str, Any]:
    filters = request.filters
    return {
        "query": request.query,
        **{name: list(getattr(filters, name)) for name in _MANY},
        **{name: getattr(filters, name) and str(getattr(filters, name)) for name in _DAYS},
        "within": [[step.facet, step.value] for step in filters.within],
        "limit": request.limit,
        "sort": str(request.sort),
        **{name: getattr(request, name) for name in _flags()},
    }


_MANY = ("forces", "authorities", "exemptions", "outcomes", "kinds")
_DAYS = ("since", "until")


def _flags() -> Iterator[str]:
    """The settings of a request that are on or off."""
    for name in ("collapse", "semantic", "exact"):
        if hasattr(SearchRequest(), name):
            yield name


def _search(name: str, value: dict[str, Any]) -> SavedSearch:
    return SavedSearch(
        name,
        _request(value["request"]),
        Locations(Path(_text(value["corpus"])), Path(_text(value["index"]))),
        datetime.fromisoformat(value["saved"]),
        datetime.fromisoformat(value["looked"]),
        frozenset(map(_text, value["seen"])),
    )


def _request(value: dict[str, Any]) -> SearchRequest:
    many: dict[str, Any] = {name: tuple(map(_text, value[name])) for name in _MANY}
    days: dict[str, Any] = {n: date.fromisoformat(value[n]) if value[n] else None for n in _DAYS}
    within = tuple(Within(_text(facet), _text(one)) for facet, one in value["within"])
    limit = value["limit"]
    if not isinstance(limit, int) or limit < 0:
        raise ValueError
    flags: dict[str, Any] = {name: value[name] is True for name in _flags() if name in value}
    return SearchRequest(
        _text(value["query"]),
        Filters(**many, **days, within=within),
        limit,
        sort=Sort(value["sort"]),
        **flags,
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
