"""``foisearch repl``: the prompt."""

from __future__ import annotations

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

USAGE = "[OPTIONS]"
DESCRIPTION = """\
Search line by line. A line is a query, or a command that begins with a dot: .help
lists them. Where the input is no terminal, each line of it is run in turn, and the
exit status is 2 if any of them failed.
"""
EXAMPLES = (("foisearch repl", "open the prompt; Ctrl-D or .quit leaves it"),)


def add_options(parser: ArgumentParser) -> None:
    """Nothing beside the options that every command takes."""


def run(options: Namespace, context: Context) -> int:
    """Open the prompt on a terminal; elsewhere run the lines of the input."""
    from foisearch.repl.dispatch import Session

    terminal = context.terminal
    session = Session(context.services, terminal)
    if not (terminal.in_is_tty and terminal.is_tty):
        return session.run_lines(terminal.lines())
    from foisearch.repl.prompt import converse

    return converse(session)
