"""What the prompt does to the corpus as the shell's own commands do it, options and all."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from foisearch.repl.session import Session

Dotted = Callable[["Session", str], None]


def as_in_the_shell(command: str) -> Dotted:
    """The command of the prompt that takes what ``foisearch COMMAND`` takes, and does the same."""

    def run(session: Session, argument: str) -> None:
        from foisearch.cli.commands import load
        from foisearch.cli.context import Context

        options = _options(command, session, argument)
        if options is None:
            return
        if command == "import":
            options.words = [_path(word) for word in options.words]
        context = Context(session.terminal, session.services.locations)
        context.services = session.services
        if load(command).run(options, context) > 1:
            raise UsageError("not every file could be read", "see above")

    return run


def _path(word: str) -> str:
    """A file's name, the person's home in it written out."""
    if word == "-":
        raise UsageError("the prompt itself is what - reads", "name a file or a folder")
    return str(Path(word).expanduser())


def _options(command: str, session: Session, argument: str) -> Namespace | None:
    """What stands behind a command, read as the shell's is; ``None`` where help was asked for.

    Raises:
        UsageError: it is none of what the command takes.
    """
    from foisearch.cli.parsing import command_parser

    try:
        words = shlex.split(argument)
    except ValueError:
        raise UsageError("a quotation mark is not closed", "close it") from None
    try:
        options = command_parser(command, session.terminal).parse_intermixed_args(words)
    except SystemExit:
        return None
    if session.json and not options.format:
        options.format = "json"
    return options
