"""``foisearch clusters``: the questions that are asked most."""

from __future__ import annotations

from foisearch.cli.formats import LISTS, add_formats, form_of
from foisearch.cli.search import count

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

FEWEST = 2

USAGE = "[OPTIONS]"
DESCRIPTION = """\
Find the questions that were asked again and again, in the same words or nearly
so: of one body, or of many (a round robin). Each is shown once, with how often,
when and of whom it was asked, and how that ended. What many ask is a candidate
for publication.
"""
EXAMPLES = (
    ("foisearch clusters", "the questions asked most, the most frequent first"),
    ("foisearch clusters --least 2 --limit 5 --json", "five, as JSON Lines"),
)


def add_options(parser: ArgumentParser) -> None:
    """How many, of how many requests, and the format."""
    add = parser.add_argument_group("what is shown").add_argument
    least = f"only what was asked N times or more ({FEWEST})"
    add("--least", type=count, default=FEWEST, metavar="N", help=least)
    add("-n", "--limit", type=count, default=20, metavar="N", help="at most N questions (20)")
    add_formats(parser.add_argument_group("how it is shown"), LISTS)


def run(options: Namespace, context: Context) -> int:
    """Find the questions and write them; 1 where nothing was asked so often."""
    from foisearch.errors import UsageError
    from foisearch.render import write

    if options.least < FEWEST:
        raise UsageError("what was asked once is no cluster", f"--least is {FEWEST} or more")
    clustered = context.services.prior.clusters(options.least, options.limit)
    write(clustered, form_of(options, context.terminal), context.terminal)
    return 0 if clustered.clusters else 1
