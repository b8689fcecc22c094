"""``foisearch cite``: the provisions cited in a text."""

from __future__ import annotations

from foisearch.cli.formats import LISTS, add_formats, form_of, text_of
from foisearch.errors import UsageError

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

USAGE = "[TEXT | -] [OPTIONS]"
DESCRIPTION = """\
Read the provisions of the law that a text cites: which they are, whether they
are relied on, only mentioned, said not to apply, or belong to another Act.

The text stands on the command line; - (or nothing) takes the standard input.
"""
EXAMPLES = (
    ("foisearch cite 'Section 40(2) of the FOIA is engaged'", "one sentence"),
    ("foisearch cite --regime foisa 'exempt under s.38(1)(b)'", "read as a Scottish body means it"),
    (
        "foisearch cite --request 'please do not rely on section 12' --json",
        "from a request, as JSON",
    ),
)


def add_options(parser: ArgumentParser) -> None:
    """The text, how to read it, and the format."""
    parser.add_argument(
        "words", nargs="*", metavar="TEXT", help="the text, or - for standard input"
    )
    reading = parser.add_argument_group("how it is read")
    regime = "the Act that the body is under: foia, foisa, eir, eisr"
    reading.add_argument("--regime", metavar="NAME", help=regime)
    request = "the text is a request: what it cites is asked about, not applied"
    reading.add_argument("--request", action="store_true", help=request)
    add_formats(parser.add_argument_group("how it is shown"), LISTS)


def run(options: Namespace, context: Context) -> int:
    """Read the citations and write them as a table."""
    from foisearch.render import write

    terminal = context.terminal
    text = text_of(options.words)
    if text in {"", "-"}:
        if not text and terminal.in_is_tty:
            raise UsageError("which text?", "give it in quotes, or - and the text on the input")
        text = "\n".join(terminal.lines())
    services = context.services
    cited = services.cite(text, "request" if options.request else "response", options.regime)
    write(cited, form_of(options, terminal), terminal)
    return 0 if cited.citations else 1
