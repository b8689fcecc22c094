"""What a plan asks of one part of a record: what of it the whole must have, and what the part."""

from __future__ import annotations

from collections.abc import Container, Iterator

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.planning import plan
from foisearch.engine.planning.plan import Plan
from foisearch.query.wanted import Wanted

Ints = NDArray[np.int64]


def relaxed(node: Plan) -> Plan:
    """What a whole document must hold where one of its parts holds ``node``."""
    match node:
        case plan.All():
            return plan.All(tuple(relaxed(each) for each in node.plans))
        case plan.Any() | plan.Best():
            return type(node)(tuple(relaxed(each) for each in node.plans))
        case plan.Sift():
            if node.keep:
                return plan.Sift(relaxed(node.plan), relaxed(node.sieve))
            return relaxed(node.plan)
        case _:
            return node


def bounded(node: Plan) -> bool:
    """Whether a plan needs some word to be there: else every record would have to be read."""
    match node:
        case plan.All():
            return any(bounded(each) for each in node.plans)
        case plan.Any() | plan.Best():
            return all(bounded(each) for each in node.plans)
        case plan.Sift():
            return bounded(node.plan)
        case _:
            return not isinstance(node, plan.Everything)


def leaves(node: Plan) -> Iterator[Plan]:
    """What a plan asks for, what must not be there included."""
    match node:
        case plan.All() | plan.Any() | plan.Best():
            for each in node.plans:
                yield from leaves(each)
        case plan.Sift():
            yield from leaves(node.plan)
            yield from leaves(node.sieve)
        case plan.Word() | plan.AnyTerm() | plan.Phrase() | plan.Instead():
            yield node


def wanted(leaf: Plan) -> Wanted:
    """What has to stand in a text for a leaf."""
    match leaf:
        case plan.Word():
            return Wanted("", (frozenset((leaf.term,)),))
        case plan.AnyTerm():
            return Wanted("", (leaf.terms,))
        case plan.Phrase() | plan.Instead():
            slop = leaf.slop if isinstance(leaf, plan.Phrase) else 0
            return Wanted("", tuple(frozenset((term,)) for term in leaf.terms), slop)
    raise TypeError(leaf)


def holds(node: Plan, there: Container[Plan]) -> bool:
    """Whether a part, of whose leaves those are ``there``, holds a plan."""
    match node:
        case plan.Everything():
            return True
        case plan.All():
            return all(holds(each, there) for each in node.plans)
        case plan.Any() | plan.Best():
            return any(holds(each, there) for each in node.plans)
        case plan.Sift():
            return holds(node.plan, there) and holds(node.sieve, there) == node.keep
        case _:
            return node in there
