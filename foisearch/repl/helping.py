"""Help at the prompt: the commands in groups, one command, or a topic; 60 columns will do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.render import write_blocks
from foisearch.render.layout import BLANK, Block, Column, Span, Table, line

if TYPE_CHECKING:
    from foisearch.repl.dispatch import Dot
    from foisearch.repl.session import Session

INDENT = 2
TYPED = 18
"""Columns of what is typed; what is longer moves its explanation on."""

TOPICS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "query": (
        "what a query can say",
        (
            ("body worn video", "any of the words, best first"),
            ('"stop and search"', "these words together"),
            ("taser AND drones", "both; also OR and NOT"),
            ("handcuf*", "words that begin so"),
            ("topic:taser", "in one field: .help fields"),
            ("published:2021..2023", "a span of dates"),
        ),
    ),
    "fields": ("what can stand before a colon", ()),
    "live": (
        "hits as you type: F2, or .live",
        (
            ("↑ ↓ PageUp PageDown", "choose a hit"),
            ("Enter", "open it at its first match"),
            ("Tab", "count, choose, Enter narrows"),
            ("Shift-Tab", "take the last step back"),
            ("Ctrl-↑ Ctrl-↓", "scroll the preview"),
            ("Ctrl-S", "similar earlier requests"),
            ("Ctrl-Y", "copy the reference"),
            ("Ctrl-T", "copy a citation"),
            ("Ctrl-O", "take what “did you mean” says"),
            ("Esc, Ctrl-C", "back, with the query kept"),
        ),
    ),
    "narrow": (
        "narrow what was found, step by step",
        (
            (".by year", "count what was found"),
            (".narrow 2", "only the second of those"),
            (".narrow 2023", "or by its name"),
            (".widen", "take the last step back"),
        ),
    ),
    "saved": (
        "searches to be run again",
        (
            (".save drones", "save the search as it is"),
            (".saved", "all of them, with what is new"),
            (".saved drones", "run one and go on with it"),
            ("foisearch saved drones", "the same in a shell"),
        ),
    ),
    "paste": (
        "has this been asked before?",
        (
            ("paste a whole request", "then Enter checks it"),
            (".check FILE", "check a file"),
            (".check", "check what is pasted next"),
        ),
    ),
    "keys": (
        "keys at the prompt",
        (
            ("Tab", "complete"),
            ("Ctrl-R", "search earlier lines"),
            ("↑", "the line before"),
            ("F2", "hits as you type"),
            ("Ctrl-C", "clear the line"),
            ("Ctrl-D", "leave"),
        ),
    ),
}
"""Each topic: what it is about, and examples with what they do."""


def help_(session: Session, argument: str) -> None:
    """All commands by what they are for; or what is to know of one of them, or of a topic."""
    from foisearch.repl.dispatch import DOTS

    name = argument.lower()
    if not name:
        blocks = _all()
    elif name.removeprefix(".") in TOPICS and name not in DOTS:
        blocks = _topic(name.removeprefix("."))
    elif (dot := DOTS.get(f".{name.removeprefix('.')}")) is not None:
        blocks = _one(f".{name.removeprefix('.')}", dot)
    else:
        from difflib import get_close_matches

        near = get_close_matches(name.removeprefix("."), [*TOPICS, *(d[1:] for d in DOTS)], n=1)
        cure = f"did you mean .help {near[0]}?" if near else f"topics: {', '.join(TOPICS)}"
        raise UsageError(f"there is no help on {argument}", cure)
    from foisearch.repl.pager import page

    with session.terminal.capturing() as pieces:
        write_blocks(blocks, session.terminal)
    page("".join(pieces), session.terminal)


def _all() -> Iterator[Block]:
    from foisearch.repl.dispatch import GROUPS

    yield line("Words are searched for; a line that begins with a dot is a command.")
    for group, dots in GROUPS.items():
        yield BLANK
        yield line(Span(group, "heading"))
        for name, dot in dots.items():
            yield _example((f"{name} {dot.argument}".rstrip(), dot.help))
    yield BLANK
    yield line(Span("more: ", "dim"), f".help {', .help '.join(TOPICS)}", hang=6)


def _one(name: str, dot: Dot) -> Iterator[Block]:
    yield line(Span(f"{name} {dot.argument}".rstrip(), "ref"))
    yield line(dot.help, indent=INDENT, hang=INDENT)
    for example, what in dot.examples:
        yield _example((example, what))


def _topic(name: str) -> Iterator[Block]:
    about, examples = TOPICS[name]
    yield line(Span(about, "heading"))
    yield from (_fields() if name == "fields" else map(_example, examples))


def _example(example: tuple[str, str]) -> Block:
    typed, what = example
    hang = INDENT + TYPED + 2
    return line(Span(f"{typed:<{TYPED}}", "ref"), f"  {what}", indent=INDENT, hang=hang)


def _fields() -> Iterator[Block]:
    from foisearch.fields import FIELDS

    columns = (Column("field", role="ref"), Column(""))
    yield Table(columns, tuple((f"{field.name}:", field.help) for field in FIELDS))
