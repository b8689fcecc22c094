"""Lists of provisions as letters write them, with what is left out left out.

The words are made from the provisions, so that a test knows what must be read back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import strategies as st

from foisearch.law import all_provisions
from foisearch.law.provisions import root

UNITS = {"foia": "section", "foisa": "section", "eir": "regulation", "eisr": "regulation"}
HEADS = {
    "section": [
        "section ",
        "Sections ",
        "s.",
        "S",
        "ss ",
        "Sec. ",
        "§",
        "section\xa0",
        "Section\n",
    ],
    "regulation": ["regulation ", "Regulations ", "reg. ", "Reg ", "Regs "],
}
NAMES = {
    "foia": ["of the Freedom of Information Act 2000", "FOIA"],
    "foisa": ["of FOISA", "of the Freedom of Information (Scotland) Act 2002"],
    "eir": ["of the EIR", "of the Environmental Information Regulations 2004"],
    "eisr": ["of the EISRs", "of the Environmental Information (Scotland) Regulations 2004"],
}
SECTIONS = {
    regime: sorted({p.section for p in all_provisions() if p.regime == regime}) for regime in UNITS
}
KNOWN = {section for sections in SECTIONS.values() for section in sections}
SEPARATORS = [", ", " and ", " & ", "&", " and\n", "; ", ", and ", "/", " or ", " plus "]
TIES = [" by virtue of ", " read with ", ", as read with ", " together with "]


@dataclass(frozen=True)
class Listed:
    """What is written, the law it is of, and the provisions that it cites."""

    words: str
    regime: str
    sections: tuple[str, ...]

    @property
    def keys(self) -> list[str]:
        """The keys that must be read back, in this order."""
        return [f"{self.regime}:{section}" for section in self.sections]


def levels(section: str) -> list[str]:
    """``31(1)(a)`` as its number and its limbs."""
    return section.replace(")", "").split("(")


def bracketed(limbs: list[str]) -> str:
    """Limbs in their brackets."""
    return "".join(f"({limb})" for limb in limbs)


def elided(before: str, section: str) -> list[str]:
    """The ways in which ``section`` may be shortened behind ``before``; none where it may not."""
    last, own = levels(before), levels(section)
    if root(before) != root(section) or len(own) == 1 or len(last) == 1:
        return []
    if len(own) > 2 and own[:-1] == last[: len(own) - 1] and len(last) == len(own):
        return [f"({own[-1]})", *([own[-1]] if own[-1] in "bcdefgh" and own[-1] > last[-1] else [])]
    if own[1][0].isdigit() and last[1][0].isdigit() and own[1] != last[1]:
        ways = [bracketed(own[1:])]
        rest = own[2:3] and f"({own[2]})"
        if (rest or own[1][-1].isalpha()) and f"{own[1]}{rest or ''}" not in KNOWN:
            ways.append(own[1] + bracketed(own[2:]))
        return ways
    return []


@st.composite
def lists(draw: st.DrawFn) -> Listed:
    """A list of provisions of one law, in one of its spellings."""
    regime = draw(st.sampled_from(sorted(UNITS)))
    near = draw(st.sampled_from(sorted({root(s) for s in SECTIONS[regime]})))
    own = st.sampled_from([s for s in SECTIONS[regime] if root(s) == near])
    full = st.sampled_from([s for s in SECTIONS[regime] if len(levels(s)) > 1])
    sections = draw(st.lists(st.one_of(own, own, full), min_size=1, max_size=5, unique=True))
    unit = UNITS[regime]
    words = draw(st.sampled_from(HEADS[unit])) + sections[0]
    for before, section in pairwise(sections):
        words += draw(joined(words, before, section, unit))
    blank = draw(st.sampled_from(["", "", " ", "\xa0"]))
    words = words.replace(")(", f"){blank}(")
    return Listed(f"{words} {draw(st.sampled_from(NAMES[regime]))}", regime, tuple(sections))


@st.composite
def joined(draw: st.DrawFn, words: str, before: str, section: str, unit: str) -> str:
    """A separator and the next provision: in full, with a head of its own, or shortened."""
    short = elided(before, section)
    if short and draw(st.booleans()):
        chosen = draw(st.sampled_from(short))
        touching = chosen.startswith("(") and words.endswith(")")
        separators = [*SEPARATORS, *([""] if touching else [])]
        return draw(st.sampled_from(separators)) + chosen
    if "(" not in section:  # "section 40 and 12" may be twelve of something
        return f" and {unit} {section}"
    if draw(st.booleans()):
        return draw(st.sampled_from([*SEPARATORS, *TIES])) + section
    return draw(st.sampled_from([", ", " and ", " & "])) + f"{unit} {section}"
