"""The table of commands: what each is called, what it is for, where it lives."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as typing's, which takes longer to import than the whole help to write
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Protocol

    from foisearch.cli.context import Context

    class Command(Protocol):
        """What the module of a command offers."""

        USAGE: str
        DESCRIPTION: str
        EXAMPLES: tuple[tuple[str, str], ...]

        @staticmethod
        def add_options(parser: ArgumentParser) -> None:
            """Tell the parser what the command takes."""

        @staticmethod
        def run(options: Namespace, context: Context) -> int:
            """Do it, and return the exit status."""


COMMANDS: dict[str, str] = {
    "search": "find disclosures, best first",
    "show": "read one disclosure in full",
    "check": "has this been asked before? a new request, part by part",
    "similar": "requests similar to one of the corpus",
    "clusters": "the questions that are asked most",
    "decide": "write down what two requests are to each other",
    "saved": "searches that were saved, and what is new in them",
    "stats": "count what the corpus holds",
    "cite": "read the provisions cited in a text",
    "lint": "list what looks like personal data in the corpus",
    "import": "read disclosure files into the corpus",
    "sources": "the files behind the corpus, and what has changed",
    "review": "look at uncertain records, and correct them",
    "index": "bring the index up to date, or build it anew",
    "repl": "search line by line",
    "completion": "let a shell complete command lines",
}
_MODULES = {"import": "import_files"}  # a keyword cannot name a module


def load(name: str) -> Command:
    """The module of a command, imported now."""
    module: Command = import_module(f"foisearch.cli.{_MODULES.get(name, name)}")  # type: ignore[assignment]
    return module
