"""``foisearch show``: disclosures in full."""

from __future__ import annotations

from foisearch.cli.formats import add_formats, form_of

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

    from foisearch.cli.context import Context
    from foisearch.render.terminal import Terminal

USAGE = "NAME … [OPTIONS]"
DESCRIPTION = """\
Read disclosures in full: each question beside its answer, outcome and provisions,
then warnings and where it was read.

NAME is an id (opsr/6104238) or a reference, with or without its punctuation; one
that holds blanks is quoted for the shell. Two bodies may have given the same
reference: then every one is shown. - takes names from the input, one a line or,
as xargs -0 does, with a NUL behind each.
"""
EXAMPLES = (
    ("foisearch show 6104238", "by reference"),
    ("foisearch show opsr/6104238 0507/23 --json", "by id and by reference, as JSON"),
    (
        "foisearch search drones --ids -0 | xargs -0 foisearch show",
        "everything that a search finds, in full",
    ),
)


def add_options(parser: ArgumentParser) -> None:
    """The names, and the format."""
    parser.add_argument("words", nargs="*", metavar="NAME", help="an id or a reference, or -")
    add_formats(parser.add_argument_group("how it is shown"), ids=True)


def run(options: Namespace, context: Context) -> int:
    """Show every disclosure of those names; what is not there is told, and is status 1."""
    from foisearch.errors import UsageError
    from foisearch.render import write
    from foisearch.render.answers import Several
    from foisearch.services import not_found

    terminal = context.terminal
    names = list(dict.fromkeys(names_of(options.words, terminal)))
    if not names:
        raise UsageError("which disclosure?", "give an id or a reference, as in show 6104238")
    form = form_of(options, terminal)
    shown = tuple(context.services.show(name) for name in names)
    missing = [each for each in shown if not each.disclosures]
    if len(missing) < len(shown) or form == "json":
        write(shown[0] if len(shown) == 1 else Several(shown), form, terminal)
    terminal.flush()
    for each in missing[:-1]:
        terminal.note(str(not_found(each)))
    if missing:
        raise not_found(missing[-1])
    return 0


def names_of(words: Sequence[str], terminal: Terminal) -> Iterator[str]:
    """The names that are given, those of the input in the place of ``-``."""
    for word in words:
        if word == "-":
            text = "\n".join(terminal.lines())
            yield from filter(None, map(str.strip, text.replace("\0", "\n").split("\n")))
        elif word.strip():
            yield word.encode("utf-8", "replace").decode().strip()
