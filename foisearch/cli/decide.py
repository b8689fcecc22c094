"""``foisearch decide``: what two requests are to each other, written down."""

from __future__ import annotations

from foisearch.cli.formats import add_formats, form_of, text_of

VERDICTS = ("same", "different", "superseded")

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

USAGE = "A B VERDICT [OPTIONS]"
DESCRIPTION = """\
Write down what you decided about two requests. It is shown wherever the two
appear together, and never taken away: a later decision about the same two stands
above the earlier.

A and B are ids or references, or parts of requests: opsr/6104238#2. VERDICT is
same (they ask the same), different (they do not, however alike they look) or
superseded (the answer to A no longer holds, because of B).
"""
EXAMPLES = (
    (
        "foisearch decide 6104238 6104251 different --note 'other years' --who 'A. Clerk'",
        "they look alike and are not",
    ),
)


def add_options(parser: ArgumentParser) -> None:
    """The two, the verdict, and what to note with it."""
    parser.add_argument("words", nargs="*", metavar="A B VERDICT", help="two requests, and what")
    noted = parser.add_argument_group("what is noted")
    noted.add_argument("--note", default="", metavar="TEXT", help="why")
    who = "who decided (default: the name of your account)"
    noted.add_argument("--who", default="", metavar="NAME", help=who)
    add_formats(parser.add_argument_group("how it is shown"))


def run(options: Namespace, context: Context) -> int:
    """Write the decision down and show it."""
    from foisearch.errors import UsageError
    from foisearch.render import write

    if len(options.words) != len(("A", "B", "VERDICT")):
        raise UsageError("which two, and what are they?", f"as in decide A B {'|'.join(VERDICTS)}")
    first, second, verdict = (text_of([word]) for word in options.words)
    note, who = text_of([options.note]), text_of([options.who])
    decided = context.services.prior.decide(first, second, verdict, note, who)
    write(decided, form_of(options, context.terminal), context.terminal)
    return 0
