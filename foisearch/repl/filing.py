"""Files that could be meant: names as they are typed, blanks escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

MOST = 40
_SPECIAL = re.compile(r"([\s'\"\\])")


def files(typed: str, suffixes: Iterable[str] = ()) -> list[str]:
    """What a name that was begun could become: folders, and files that end in one of these.

    Hidden ones only where the name begins with a dot; nothing where the folder cannot be read.
    """
    raw = re.sub(r"\\(.)", r"\1", typed.lstrip("\"'"))
    before, slash, begun = raw.rpartition("/")
    ends = tuple(suffixes)
    found = []
    try:
        folder = Path(before + slash or ".").expanduser()
        for path in sorted(folder.iterdir()):
            hidden = path.name.startswith(".") and not begun.startswith(".")
            if hidden or not path.name.startswith(begun):
                continue
            if path.is_dir():
                found.append(f"{before}{slash}{path.name}/")
            elif not ends or path.name.lower().endswith(ends):
                found.append(f"{before}{slash}{path.name}")
    except (OSError, RuntimeError, ValueError):  # no such home, a NUL in the name
        return []
    return [_SPECIAL.sub(r"\\\1", name) for name in found[:MOST]]
