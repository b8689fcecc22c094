"""Argument parsing: global options before or after the command, errors as ours."""

from __future__ import annotations

import argparse
import re
from textwrap import fill

from foisearch.cli.commands import COMMANDS, load
from foisearch.cli.everywhere import add_globals, split_at_command
from foisearch.errors import UsageError
from foisearch.render.terminal import Terminal
from foisearch.text import strip_controls

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from typing import Any, Never

WIDEST_HELP = 100
SET_IN_COLUMNS = re.compile(r"^\s|\S {2,}\S", re.MULTILINE)
"""What is not to be filled: indents and columns."""

DESCRIPTION = "Search freedom-of-information disclosures: what was asked, and what was answered."
EPILOG = """\
With no command, foisearch opens a prompt (or, where the input is no terminal,
runs each line of it as the prompt would).

exit status:
  0  found, or done        2    an error; one line says which
  1  nothing found         130  stopped with Ctrl-C

environment:
  FOISEARCH_CORPUS, FOISEARCH_INDEX  the folders, as --corpus and --index
  NO_COLOR, FORCE_COLOR              as usual; --color stands above both
  FOISEARCH_PLAIN=1                  as --plain
  FOISEARCH_DEBUG=1                  show the traceback of an unexpected error

`foisearch COMMAND --help` explains a command and gives examples.
"""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of exiting and writes only to our terminal."""

    def __init__(self, terminal: Terminal, prog: str, description: str, epilog: str) -> None:
        width = min(terminal.width, WIDEST_HELP)
        super().__init__(
            prog=prog,
            description=filled(description, width),
            epilog=filled(epilog, width),
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(
                prog, max_help_position=26, width=width
            ),
        )
        self._terminal = terminal
        self.add_argument("-h", "--help", action="help", help="show this and stop")

    def error(self, message: str) -> Never:
        """Raise the error with the way to the help as its cure."""
        raise UsageError(strip_controls(message), f"see `{self.prog} --help`")

    def _print_message(self, message: str, file: Any = None) -> None:
        for text in message.rstrip("\n").split("\n"):
            self._terminal.write(text)


def filled(text: str, width: int) -> str:
    """Paragraphs as wide as there is room, and what is set in columns as it is."""
    paragraphs = text.strip("\n").split("\n\n")
    return "\n\n".join(p if SET_IN_COLUMNS.search(p) else fill(p, width) for p in paragraphs)


def top_parser(terminal: Terminal) -> Parser:
    """The parser for what stands before, or without, a command."""
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:<{width}}  {text}" for name, text in COMMANDS.items())
    parser = Parser(terminal, "foisearch", f"{DESCRIPTION}\n\ncommands:\n{commands}", EPILOG)
    parser.usage = "foisearch [OPTIONS] [COMMAND] …"
    parser.add_argument("--version", action="store_true", help="show the version and stop")
    add_globals(parser)
    return parser


def command_parser(name: str, terminal: Terminal) -> Parser:
    """The parser of one command, whose module is imported for it."""
    command = load(name)
    examples = "\n".join(f"  {line}\n      {what}" for line, what in command.EXAMPLES)
    parser = Parser(terminal, f"foisearch {name}", command.DESCRIPTION, f"examples:\n{examples}")
    parser.usage = f"foisearch {name} {command.USAGE}"
    command.add_options(parser)
    add_globals(parser)
    return parser


def parse(argv: list[str], terminal: Terminal) -> tuple[str, argparse.Namespace]:
    """The command's name (empty for none) and all options.

    Raises:
        UsageError: the arguments are not ones that the command takes.
        SystemExit: help was asked for and has been written.
    """
    before, rest = split_at_command(argv)
    options = top_parser(terminal).parse_args(before)
    if not rest:
        return "", options
    if rest[0] not in COMMANDS:
        raise UsageError(_unknown(rest[0]), "see `foisearch --help`")
    parser = command_parser(rest[0], terminal)
    given = {name: value for name, value in vars(options).items() if value}
    return rest[0], _parse_command(parser, rest[1:], argparse.Namespace(**given))


def _parse_command(
    parser: Parser, arguments: list[str], given: argparse.Namespace
) -> argparse.Namespace:
    """Options and words in any order; after ``--`` everything is a word."""
    words: list[str] = []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, words = arguments[:at], arguments[at + 1 :]
    options = parser.parse_intermixed_args(arguments, given)
    if words:
        options.words = [*getattr(options, "words", []), *words]
    return options


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    guess = f", did you mean `{near[0]}`?" if near else f" (to search: foisearch search {name})"
    return f"there is no command `{name}`{guess}"
