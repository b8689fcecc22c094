"""``foisearch similar``: what is like one disclosure of the corpus."""

from __future__ import annotations

from foisearch.cli.bands import BANDS_HELP, add_matching, add_model, check_options
from foisearch.cli.formats import LISTS, add_formats, form_of, text_of

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

USAGE = "NAME [OPTIONS]"
DESCRIPTION = f"""\
Find requests of the corpus that are similar to one of them, part by part, as
check does for a new one.

NAME is an id (opsr/6104238) or a reference, with or without its punctuation.

{BANDS_HELP}"""
EXAMPLES = (
    ("foisearch similar 6104238", "what else is like it"),
    ("foisearch similar 0507/23 --min overlapping --ids", "ids of what overlaps or is closer"),
)


def add_options(parser: ArgumentParser) -> None:
    """The name, what to look for, and the format."""
    parser.add_argument("words", nargs="*", metavar="NAME", help="an id or a reference")
    looked = parser.add_argument_group("what is looked for")
    add_matching(looked, 5, "matches for each part")
    add_model(looked)
    add_formats(parser.add_argument_group("how it is shown"), LISTS, ids=True)


def run(options: Namespace, context: Context) -> int:
    """Find and write what is similar; 1 where nothing is."""
    from foisearch.errors import UsageError
    from foisearch.render import write

    name = text_of(options.words).strip()
    if not name:
        raise UsageError("similar to which one?", "give an id or a reference: similar 6104238")
    similar = context.services.prior.similar(name, check_options(options))
    write(similar, form_of(options, context.terminal), context.terminal)
    return 0 if similar.checked.similar else 1
