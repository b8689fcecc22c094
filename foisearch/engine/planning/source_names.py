"""Which sources ``source:`` means: by words of their file names, or by a pattern."""

from __future__ import annotations

import re
from collections.abc import Collection
from fnmatch import translate

from foisearch.text import fold

_WORD = re.compile(r"[^\W_]+")


def named(text: str, files: Collection[str]) -> list[str]:
    """The files whose name has the words of ``text`` side by side, or that a pattern describes.

    Args:
        text: words of a name (``log-2024``, ``july``), the last of which may be cut short; with
            ``*`` or ``?`` a pattern for the whole name, with or without its folders.
        files: the names that there are.

    Raises:
        LookupError: there is none; two arguments, what is wrong and the cure.
    """
    wanted = fold(text)
    if "*" in wanted or "?" in wanted:
        test = re.compile(translate(wanted.replace("[", "[[]")))
        found = [f for f in files if test.match(fold(f)) or test.match(fold(f).rpartition("/")[2])]
    else:
        words = _joined(wanted)
        found = [f for f in files if words.strip() and words in _joined(fold(f))]
    if not found:
        raise LookupError(f"no source has a name like “{text[:60]}”", _near(wanted, files))
    return found


def _joined(name: str) -> str:
    """The words of a name, a blank before each."""
    return "".join(f" {word}" for word in _WORD.findall(name))


def _near(wanted: str, files: Collection[str]) -> str:
    from difflib import get_close_matches

    names = {fold(f).rpartition("/")[2][:80]: f for f in sorted(files)[:2_000]}
    near = get_close_matches(wanted[:80], names, n=2, cutoff=0.4)
    if near:
        return f"did you mean {' or '.join(names[each] for each in near)}?"
    few = ", ".join(sorted(files)[:3])
    return f"there are {len(files):,}, as {few}" if files else "the index has no source"
