"""The options that choose a format, and what they come to."""

from __future__ import annotations

from foisearch.errors import UsageError

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    import argparse
    from argparse import Namespace

    from foisearch.render.terminal import Terminal

TEXT = "text"
"""For people: styled on a terminal, unstyled on a pipe."""
LISTS = ("table", "csv", "markdown")
"""What lists of things can be written as besides."""
FOR_PROGRAMS = frozenset({"json", "csv", "ids"})
"""Formats of which a program gets every hit, and the same hits whatever is like them."""


def add_formats(
    group: argparse._ArgumentGroup, lists: tuple[str, ...] = (), ids: bool = False
) -> None:
    """``--format``, ``--json`` and, where they make sense, ``--ids`` and ``--null``.

    Args:
        group: where the options are listed.
        lists: those of :data:`LISTS` that the command can write.
        ids: whether what it finds has ids.
    """
    choices = [TEXT, *lists[:1], "json", *lists[1:], *(["ids"] if ids else [])]
    formats = group.add_mutually_exclusive_group()
    add = formats.add_argument
    how = f"{', '.join(choices[:-1])} or {choices[-1]}"
    add("--format", choices=choices, metavar="FORM", help=f"{how} (by default text)")
    help_json = "JSON Lines, a summary last (docs/json-format.md)"
    add("--json", action="store_const", const="json", dest="format", help=help_json)
    if ids:
        add("--ids", action="store_const", const="ids", dest="format", help="ids alone, one a line")
        null = "end each id with a NUL and not with its line: for xargs -0"
        group.add_argument("-0", "--null", action="store_true", help=null)


def form_of(options: Namespace, terminal: Terminal) -> str:
    """The format that the options ask for, a key of :data:`foisearch.render.FORMATS`.

    Raises:
        UsageError: ``--null`` is given for what is no list of ids.
    """
    from foisearch.render import human_format

    if getattr(options, "null", False):
        if options.format != "ids":
            raise UsageError("--null is about how ids end", "give --ids too")
        return "ids0"
    if options.format in {None, TEXT}:
        return human_format(terminal)
    form: str = options.format
    return form


def text_of(words: list[str]) -> str:
    """The words of a command line as one text; bytes that are no text become question marks."""
    return " ".join(words).encode("utf-8", "replace").decode()
