"""The files to read: those that were named, and those of known kinds in folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from foisearch.containers.kinds import KNOWN_SUFFIXES


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or why it will not be read."""

    path: Path
    error: str = ""
    skipped: bool = False


def find(paths: Sequence[Path]) -> Iterator[Found]:
    """The files, in the order of ``paths``; those of a folder sorted by name.

    Hidden files and folders are ignored.  A link to a folder is not followed, so that no loop is
    walked for ever, and said.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield Found(path)


def _in_folder(top: Path) -> Iterator[Found]:
    problems: list[OSError] = []
    for folder, folders, files in os.walk(top, onerror=problems.append):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (here / name).is_symlink():
                said = "a link to a folder is not followed: name the folder to have it read"
                yield Found(here / name, said, skipped=True)
        for name in sorted(files):
            if name.startswith("."):
                continue
            known = name.lower().endswith(KNOWN_SUFFIXES)
            reason = "" if known else "not a kind of file that is read in a folder"
            yield Found(here / name, reason, skipped=not known)
    for problem in problems:
        yield Found(Path(str(problem.filename)), f"cannot read it: {problem.strerror}")
