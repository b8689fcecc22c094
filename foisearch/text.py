"""Small pure functions over text that every room may use (standard library only)."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")

# C0 and C1 controls but tab and newline; the bidirectional overrides that can
# make a terminal show text in another order than it is written; zero-width marks.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


def collapse_space(text: str) -> str:
    """``text`` on one line: every run of white space becomes one space, ends trimmed."""
    return _SPACE.sub(" ", text).strip()


def strip_controls(text: str) -> str:
    """``text`` without characters that could command a terminal.

    Tab and newline stay; carriage returns, escapes, C1 controls, bidirectional
    overrides and zero-width marks go.
    """
    return _UNSAFE.sub("", text)


def count_controls(text: str) -> int:
    """How many characters :func:`strip_controls` would take out."""
    return len(_UNSAFE.findall(text))


def printable(name: str) -> str:
    """A file's name as it can be shown and stored, two different names never alike.

    Control characters, bytes that are no text, and ``%`` itself are written as ``%1B``.
    """
    data = name.encode("utf-8", "surrogateescape")
    text = data.decode("utf-8", "replace")
    if text == strip_controls(text) and not {"%", "\n", "\t", "\ufffd"} & set(text):
        return text
    pieces = [
        c if c.isprintable() and c != "%" else "".join(f"%{b:02X}" for b in _octets(c))
        for c in name
    ]
    return "".join(pieces)


def _octets(character: str) -> bytes:
    return character.encode("utf-8", "surrogateescape")


def fold(text: str) -> str:
    """``text`` for comparison: compatibility forms, case, accents and quotes folded.

    The curly apostrophe becomes the straight one, so that ``Men’s`` equals ``men's``.
    """
    if text.isascii():  # worth a short way: most texts are
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("\u2018", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def ref_key(ref: str) -> str:
    """The punctuation-free key of a reference: ``01.FOI.22.024962`` gives ``01foi22024962``.

    References are written with dots, slashes, spaces or none; the key is what
    they share.  It is not unique across authorities: always pair it with one.
    """
    return _NOT_ALPHANUMERIC.sub("", fold(ref))


def slugify(name: str) -> str:
    """A name in lower-case ASCII words joined by hyphens, for ids and file names."""
    return _NOT_ALPHANUMERIC.sub("-", fold(name)).strip("-")


def truncate(text: str, width: int) -> str:
    """``text`` cut to ``width`` characters, the last one an ellipsis where it was cut."""
    return text if len(text) <= width else text[: max(width - 1, 0)].rstrip() + "\u2026"
