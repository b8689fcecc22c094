"""The law: provisions, citations with what they do, and how requests end.

Import what you need from here; a module is loaded when one of its names is first
asked for, and tables and patterns when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foisearch.law.citations import applied_keys, read_citations
    from foisearch.law.outcomes import combine, read_outcome
    from foisearch.law.provisions import (
        Provision,
        ProvisionForm,
        all_provisions,
        ancestors,
        nearest,
        parse_provision,
        provision,
        search_forms,
    )
    from foisearch.law.regimes import Regime, all_regimes, regime_spoken_of

__all__ = [
    "VERSION",
    "Provision",
    "ProvisionForm",
    "Regime",
    "all_provisions",
    "all_regimes",
    "ancestors",
    "applied_keys",
    "combine",
    "nearest",
    "parse_provision",
    "provision",
    "read_citations",
    "read_outcome",
    "regime_spoken_of",
    "search_forms",
]

VERSION = 2
"""Raised when citations or outcomes are read otherwise, so that an update reads again."""

_HOMES = {
    "applied_keys": "citations",
    "read_citations": "citations",
    "combine": "outcomes",
    "read_outcome": "outcomes",
    "Regime": "regimes",
    "all_regimes": "regimes",
    "regime_spoken_of": "regimes",
}


def __getattr__(name: str) -> object:
    """Load the module that holds ``name``; submodules shadow nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'provisions')}"), name)
