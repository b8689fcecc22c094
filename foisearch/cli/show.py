"""``foisearch show``: one disclosure in full."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from foisearch.cli.context import Context
from foisearch.cli.formats import add_formats, text_of

USAGE = "NAME [OPTIONS]"
DESCRIPTION = """\
Read one disclosure in full: each question beside its answer, outcome and
provisions, then warnings and where it was read.

NAME is an id (opsr/6104238) or a reference, with or without its punctuation. Two
bodies may have given the same reference: then every one is shown.
"""
EXAMPLES = (
    ("foisearch show 6104238", "by reference"),
    ("foisearch show opsr/6104238 --json", "by id, as JSON"),
)


def add_options(parser: ArgumentParser) -> None:
    """The name, and the format."""
    parser.add_argument("words", nargs="*", metavar="NAME", help="an id or a reference")
    add_formats(parser.add_argument_group("how it is shown"), ids=True)


def run(options: Namespace, context: Context) -> int:
    """Show every disclosure of that name."""
    from foisearch.errors import UsageError
    from foisearch.render import human_format, write
    from foisearch.services import not_found

    name = text_of(options.words).strip()
    if not name:
        raise UsageError("which disclosure?", "give an id or a reference, as in show 6104238")
    shown = context.services.show(name)
    form = options.format or human_format(context.terminal)
    if shown.disclosures or form == "json":
        write(shown, form, context.terminal)
    if not shown.disclosures:
        raise not_found(shown)
    return 0
