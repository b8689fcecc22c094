"""Records as the index keeps them, and which of their texts are searched and shown."""

from __future__ import annotations

from _json import make_scanner
from zlib import decompressobj

from foisearch.cold import NotSimple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

MOST_BYTES = 1 << 22
"""Longer records are left to the normal path, which looks at them more closely."""


class _Plainly:
    """How the scanner reads JSON: into plain values."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = None


_context = _Plainly()
_scan = make_scanner(_context)  # type: ignore[arg-type]


def parse(data: bytes) -> dict[str, Any]:
    """The object that JSON without any space around it holds.

    Raises:
        NotSimple: it holds something else, or more.
    """
    text = data.decode()
    try:
        found, end = _scan(text, 0)
    except StopIteration:
        raise NotSimple from None
    if end != len(text) or type(found) is not dict:
        raise NotSimple
    return found


def unpacked(data: bytes) -> dict[str, Any]:
    """A record, as :func:`foisearch.record.to_json` writes it.

    Raises:
        NotSimple: it is long, or not what it should be.
    """
    unpack = decompressobj(wbits=-15)
    found = unpack.decompress(data, MOST_BYTES)
    if not unpack.eof or unpack.unused_data:
        raise NotSimple
    return parse(found)


def texts(record: dict[str, Any]) -> dict[str, list[str]]:
    """The texts by field, as :func:`foisearch.engine.schema.documents.texts` gives them."""
    parts = [*record["parts"], *record["loose_answers"]]
    asked = [part[key] for part in parts for key in ("lead", "question")]
    return {
        "topic": [record["topic"] or ""],
        "request": _with_parts(record["request"], asked),
        "response": _with_parts(record["response"], [part["answer"] for part in parts]),
        "body": [record["body"]],
    }


def _with_parts(text: str, pieces: Iterable[str]) -> list[str]:
    """``text`` and the pieces that do not already stand in it.

    Raises:
        NotSimple: a piece may stand in it only inside of a word.
    """
    found = [text]
    said: list[str] = []
    for piece in pieces:
        said = said or [" ".join(text.split())]
        plain = " ".join(piece.split())
        if plain and not any(_stands(plain, earlier) for earlier in said):
            if any(plain in earlier for earlier in said):
                raise NotSimple
            said.append(plain)
            found.append(piece)
    return found


def _stands(piece: str, text: str) -> bool:
    """Whether a piece surely stands in a text as whole words, where it first does."""
    at = text.find(piece)
    if at < 0:
        return False
    before, after = text[at - 1 : at] if at else "", text[at + len(piece) : at + len(piece) + 1]
    return not (before.isalnum() or after.isalnum())
