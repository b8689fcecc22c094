"""What a command takes, without argparse: importing that takes longer than all of completion."""

from __future__ import annotations

from foisearch.cli.commands import load
from foisearch.cli.everywhere import add_globals

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Option:
    """One option, or the words that stand without one; attributes are named as argparse's."""

    def __init__(self, names: Sequence[str], given: dict[str, Any]) -> None:
        self.names = tuple(name for name in names if name.startswith("-"))
        long = next((name for name in names if name.startswith("--")), names[0])
        self.dest: str = given.get("dest") or long.lstrip("-").replace("-", "_")
        self.help: str = given.get("help") or ""
        self.choices: tuple[str, ...] = tuple(map(str, given.get("choices") or ()))
        action = given.get("action", "store")
        self.takes_value = bool(self.names) and action in {"store", "append"}
        self.repeatable = action == "append"


class Recorder:
    """Stands where a parser does, and remembers what is added."""

    def __init__(self) -> None:
        self.options: list[Option] = []

    def add_argument(self, *names: str, **given: Any) -> None:
        """Remember an option."""
        self.options.append(Option(names, given))

    def add_argument_group(self, *_: Any, **__: Any) -> Recorder:
        """Groups make no difference here."""
        return self

    def add_mutually_exclusive_group(self, *_: Any, **__: Any) -> Recorder:
        """Nor does what excludes what."""
        return self

    def set_defaults(self, **_: Any) -> None:
        """Nor do defaults."""


def options_of(name: str) -> list[Option]:
    """What a command takes; without a name, what stands before one."""
    parser: Any = Recorder()
    parser.add_argument("--help", action="help", help="show this and stop")
    if name:
        load(name).add_options(parser)
    else:
        parser.add_argument("--version", action="store_true", help="show the version and stop")
    add_globals(parser)
    options: list[Option] = parser.options
    return options
