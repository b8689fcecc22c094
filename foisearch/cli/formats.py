"""The options that choose a format."""

from __future__ import annotations

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    import argparse


def add_formats(group: argparse._ArgumentGroup, ids: bool = False) -> None:
    """``--json`` and, where it makes sense, ``--ids``."""
    formats = group.add_mutually_exclusive_group()
    add = formats.add_argument
    help_json = "JSON Lines, a summary last (docs/json-format.md)"
    add("--json", action="store_const", const="json", dest="format", help=help_json)
    if ids:
        add("--ids", action="store_const", const="ids", dest="format", help="ids alone, one a line")


def text_of(words: list[str]) -> str:
    """The words of a command line as one text; bytes that are no text become question marks."""
    return " ".join(words).encode("utf-8", "replace").decode()
