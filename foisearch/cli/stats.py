"""``foisearch stats``: what the corpus holds."""

from __future__ import annotations

from foisearch.cli.formats import LISTS, add_formats, form_of

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

USAGE = "[OPTIONS]"
DESCRIPTION = """\
Count the disclosures of the corpus by body, year of publication, outcome and
provision relied on. The last column is what to write in a query or a filter.
"""
EXAMPLES = (
    ("foisearch stats", "tables of counts"),
    ("foisearch stats --json", "the same as JSON Lines"),
)


def add_options(parser: ArgumentParser) -> None:
    """The format."""
    add_formats(parser.add_argument_group("how it is shown"), LISTS)


def run(options: Namespace, context: Context) -> int:
    """Count and write the counts."""
    from foisearch.render import write

    form = form_of(options, context.terminal)
    write(context.services.stats(), form, context.terminal)
    return 0
