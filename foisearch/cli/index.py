"""``foisearch index``: bring the index up to date."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from foisearch.cli.context import Context
from foisearch.cli.formats import add_formats

USAGE = "[OPTIONS]"
DESCRIPTION = """\
Bring the index up to date with the corpus. A search does so by itself where it is
quick; after a large import this command does it at a time of your choosing.
"""
EXAMPLES = (
    ("foisearch index", "index what has changed"),
    ("foisearch index --rebuild", "throw the index away and make it anew"),
)


def add_options(parser: ArgumentParser) -> None:
    """Whether to start from nothing, and the format."""
    parser.add_argument("--rebuild", action="store_true", help="make the index anew")
    add_formats(parser.add_argument_group("how it is shown"))


def run(options: Namespace, context: Context) -> int:
    """Index, and say what the index holds now."""
    from foisearch.render import human_format, write

    indexed = context.services.build(options.rebuild)
    write(indexed, options.format or human_format(context.terminal), context.terminal)
    return 0
