"""An evidence pack written to a file: Markdown, CSV or JSON, documented in ``docs/evidence.md``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from foisearch.errors import UsageError
from foisearch.prior.pack import Pack
from foisearch.render.evidence_csv import as_csv
from foisearch.render.evidence_json import as_json
from foisearch.render.evidence_markdown import as_markdown
from foisearch.text import printable

WRITERS: dict[str, Callable[[Pack], str]] = {
    ".md": as_markdown,
    ".csv": as_csv,
    ".json": as_json,
}
"""The function for each ending of a file's name."""


def write_evidence(pack: Pack, path: Path) -> None:
    """Write a pack to ``path`` in the format of its ending: ``.md``, ``.csv`` or ``.json``.

    The file appears whole or not at all.  An existing one is replaced, as an editor would.

    Raises:
        UsageError: the ending is another, something that is no file is in the way, or it cannot
            be written.
    """
    name = printable(str(path))
    form = WRITERS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"“{name}” is no kind of schedule", "end it in .md, .csv or .json")
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise UsageError(f"{name} is not a file", "give the name of a file")
    data = form(pack).encode("utf-8", "replace")
    temporary = target.with_name(f".{target.name[:200]}.{os.getpid()}")
    try:
        with temporary.open("xb") as stream:
            if target.exists():
                os.fchmod(stream.fileno(), target.stat().st_mode & 0o777)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise UsageError(
            f"cannot write {name}: {error.strerror}", "choose another place for it"
        ) from None
