"""The words that the prompt completes: bodies, provisions, outcomes, kinds and commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from foisearch.disclosure import Kind, Outcome
from foisearch.law import all_provisions
from foisearch.render.words import OUTCOMES
from foisearch.repl.suggest import Value, Vocabulary
from foisearch.search import FACETS

if TYPE_CHECKING:
    from foisearch.authorities import Authorities
    from foisearch.engine.values import Vocabulary as Indexed
    from foisearch.services import Services


def gathered(services: Services) -> Vocabulary:
    """The words to complete in a session over these services, as things stand now."""
    return gather(services.authorities, services.vocabulary())


def gather(authorities: Authorities, indexed: Indexed | None) -> Vocabulary:
    """What the index holds (when one is open) before the other bodies and provisions known."""
    from foisearch.engine.schema.traits import HAS, STATES
    from foisearch.repl.dispatch import DOTS
    from foisearch.repl.helping import TOPICS

    values = {
        "force": _bodies(authorities, indexed.forces if indexed else {}),
        "authority": _bodies(authorities, indexed.authorities if indexed else {}),
        "exemption": _provisions(indexed.provisions if indexed else {}),
        "outcome": tuple(Value(str(outcome), OUTCOMES[outcome]) for outcome in Outcome),
        "kind": tuple(Value(str(kind)) for kind in Kind),
        "has": tuple(Value(name, trait.help) for name, trait in HAS.items()),
        "is": (
            *(Value(name, trait.help) for name, trait in STATES.items()),
            Value("undated", "the day of publication is not known"),
            *(Value(str(outcome), OUTCOMES[outcome]) for outcome in Outcome),
        ),
        "by": tuple(Value(name, what) for name, what in FACETS.items()),
        "help": (
            *(Value(name, about) for name, (about, _) in TOPICS.items()),
            *(Value(name, dot.help) for name, dot in DOTS.items()),
        ),
        "semantic": _ON_OFF,
        "exact": _ON_OFF,
        "index": (Value("rebuild", "make it anew"), Value("semantic", "make vectors, too")),
    }
    words = sorted(indexed.words) if indexed else ()
    return Vocabulary({name: dot.help for name, dot in DOTS.items()}, values, words)


_ON_OFF = (Value("on"), Value("off"))


def _bodies(authorities: Authorities, held: Mapping[str, str]) -> tuple[Value, ...]:
    values = {slug: Value(slug, name) for slug, name in held.items()}
    for body in authorities:
        aliases = (body.short, *body.aliases, *body.ambiguous)
        values[body.id] = Value(body.id, body.name, aliases)
    return tuple(values.values())


def _provisions(held: Mapping[str, str]) -> tuple[Value, ...]:
    values = {key: Value(key, name, _numbers(key)) for key, name in held.items()}
    for each in all_provisions():
        values[each.key] = Value(each.key, each.name, (*_numbers(each.key), *each.aliases))
    return tuple(values.values())


def _numbers(key: str) -> tuple[str, str]:
    """``40(2)`` and ``s40(2)``: what people type for ``foia:40(2)``."""
    section = key.partition(":")[2]
    return section, f"s{section}"
