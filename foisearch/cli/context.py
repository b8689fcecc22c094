"""What every command is given: the terminal, the folders, and the services over them."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foisearch.locations import Locations, locate
from foisearch.render.terminal import ColorChoice, Terminal

if TYPE_CHECKING:
    from foisearch.services import Services


@dataclass
class Context:
    """The surroundings of one run."""

    terminal: Terminal
    locations: Locations

    @classmethod
    def of(cls, options: Namespace, terminal: Terminal) -> Context:
        """The context that the global options ask for."""
        terminal.color = ColorChoice(options.color or ColorChoice.AUTO)
        terminal.plain |= options.plain
        return cls(terminal, locate(options.corpus, options.index, terminal.environ))

    @cached_property
    def services(self) -> Services:
        """The corpus and the index, opened when first used."""
        from foisearch.services import Services

        return Services(self.locations, self.terminal)
