"""Colours of the prompt and the live view: the terminal's own named ones, by role.

The terminal's owner has chosen what they look like.  Toolbar and menu keep the ground of the
terminal, so that they are as readable as everything else; nothing is said by colour alone.
"""

from __future__ import annotations

from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import BaseStyle, Style, merge_styles

from foisearch.render.terminal import Styling, Terminal

WIDGETS = Style.from_dict(
    {
        "prompt": "bold ansicyan",
        "bottom-toolbar": "noreverse",
        "toolbar.name": "bold",
        "completion-menu": "noreverse bg:default fg:default",
        "completion-menu.completion": "bg:default fg:default",
        "completion-menu.completion.current": "bg:default fg:default reverse",
        "completion-menu.meta.completion": "bg:default fg:ansiblue",
        "completion-menu.meta.completion.current": "bg:default fg:ansiblue reverse",
        "scrollbar.background": "bg:default",
        "scrollbar.button": "bg:ansiblue",
    }
)
_ROLES = {
    "bold": "bold",
    "heading": "bold ansiblue",
    "ref": "bold ansicyan",
    "topic": "bold",
    "match": "bold ansimagenta",
    "kind": "ansiblue",
    "good": "ansigreen",
    "refused": "ansired",
    "note": "bold ansiblue",
    "warning": "bold ansimagenta",
    "error": "bold ansired",
    "selected": "bold reverse",
}
# Without colour a match must still stand out from a bold topic.
_MONO = _ROLES | {"match": "bold underline", "heading": "bold underline"}


def style(terminal: Terminal) -> BaseStyle:
    """The style of everything that prompt_toolkit draws."""
    roles = _ROLES if terminal.styling is Styling.COLOR else _MONO
    return merge_styles([WIDGETS, Style.from_dict(roles)])


def depth(terminal: Terminal) -> ColorDepth:
    """Named colours, or none at all."""
    colored = terminal.styling is Styling.COLOR
    return ColorDepth.DEPTH_4_BIT if colored else ColorDepth.DEPTH_1_BIT
