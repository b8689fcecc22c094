"""``foisearch sources``: the files behind the corpus, and how each stands to it."""

from __future__ import annotations

from foisearch.cli.formats import LISTS, add_formats, form_of

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

USAGE = "[OPTIONS]"
DESCRIPTION = """\
List the files that were imported: whether each is unchanged, has changed since,
is gone, could not be read (or not wholly), or would be read by a newer reader now;
and what it gave: records, how many of them are uncertain or were corrected,
personal data withheld, its reader and its digest.

A file of the same size that is older than its records counts as unchanged; with
--check every file is read to compare its digest.
"""
EXAMPLES = (
    ("foisearch sources", "all of them"),
    ("foisearch sources --check --json", "by digest, for a program"),
)


def add_options(parser: ArgumentParser) -> None:
    """How closely to look, and the format."""
    group = parser.add_argument_group("how closely")
    group.add_argument("--check", action="store_true", help="read every file for its digest")
    add_formats(parser.add_argument_group("how it is shown"), LISTS)


def run(options: Namespace, context: Context) -> int:
    """List the sources; 1 where there are none."""
    from foisearch.render import write

    form = form_of(options, context.terminal)
    sourced = context.services.sources.listed(options.check)
    write(sourced, form, context.terminal)
    return 0 if sourced.rows else 1
