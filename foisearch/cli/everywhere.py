"""The options that every command takes, and where the command stands among them."""

from __future__ import annotations

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    import argparse

GLOBALS_WITH_VALUE = ("--corpus", "--index", "--color")
COLORS = ("auto", "always", "never")
"""As :class:`foisearch.render.terminal.ColorChoice`."""


def add_globals(parser: argparse.ArgumentParser) -> None:
    """The options that every command takes."""
    group = parser.add_argument_group("everywhere")
    group.add_argument("--corpus", metavar="FOLDER", help="the folder of the records")
    group.add_argument("--index", metavar="FOLDER", help="the folder of the index made from them")
    add = group.add_argument
    add("--color", choices=COLORS, metavar="WHEN", help="auto (the default), always or never")
    plain = "to be read aloud: one fact a line, no colour, no columns, no signs"
    add("--plain", action="store_true", help=plain)


def split_at_command(argv: list[str]) -> tuple[list[str], list[str]]:
    """The arguments before the command, and the command with those after it."""
    position = 0
    while position < len(argv) and argv[position].startswith("-"):
        position += 2 if argv[position] in GLOBALS_WITH_VALUE else 1
    return argv[:position], argv[position:]
