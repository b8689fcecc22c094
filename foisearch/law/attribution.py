"""Whose provisions a cluster cites: the nearest Act, the body's own law, or another Act.

Only "of the …" and direct neighbourhood tie a section to *another* Act: "exempt
under section 40(2) as disclosure would breach the Data Protection Act" stays a
FOIA section.  An information-access law is taken from anywhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from foisearch.law.acts import ActName, document_after, find_acts
from foisearch.law.cues import Cues
from foisearch.law.grammar import Cluster
from foisearch.law.headings import name_at
from foisearch.law.passage import REACH, Passage, Places
from foisearch.law.patterns import IGNORECASE, Pattern, compiled
from foisearch.law.provisions import nearest, root
from foisearch.law.regimes import all_regimes, regime_for

_OF = Pattern(
    r"\s*(?:\([^()]{0,90}\)|[-–—:]?\s*(?:exemptions?|offences?|notices?|powers?))?[\s,]*"
    r"(?:(?:of|under|in|to|from|within|and\s+schedule\s+\w+\s+(?:of|to))\s+)?"
    r"(?:(?:both|either)\s+)?(?:(?:the|our|your|their|uk|an?|schedule\s+\w+\s+(?:of|to)\s+the)\s+){0,2}[“\"'‘(]?\s*",
    IGNORECASE,
)
_BEHIND = Pattern(
    r"[”\"'’)\]]?(?P<comma>\s*[,:(–—-])?\s*(?:\(?(?:the\s+)?[A-Z]{2,6}\)?\s*)?"
    r"(?:(?:part|chapter|schedule)\s+\w{1,5},?\s+)?(?:under\s+|at\s+|in\s+|by\s+|and\s+)?"
)
_CHAIN = Pattern(
    r"\s*(?:[,;&/+]\s*(?:and|or|nor|&)?|and|or|nor)(?:\s*under|\s*by)?[\s,]*", IGNORECASE
)
_POWER = r"""\s*[-–:]?\s*(?:\w+\s+)?
    (?:assaults?|wounding|gbh|abh|offences?|stop|searche?[sd]?|searching|
    notices?|warrants?|
    powers?|detentions?|detain\w*|patients?|agreements?|orders?|dispersals?|enquir(?:y|ies)|inquir(?:y|ies)|
    arrests?|cautions?|statements?|suites?|conditions?|accommodation|payments?|grants?|consents?|
    violence|poss?ession|assessments?|funding|evictions?|meetings?|reports?|works|licen[cs]es?|
    with\s+intent|drug|rape|robbery|burglary|theft|murder|children|investigations?|referrals?|support|
    plans?|areas?|officers?|authority|directions?|appeals?|prosecutions?)\b"""
_CRIME = Pattern(
    r"(?:detain\w*|arrest\w*|charged?|convict\w*|prosecut\w*|section(?:ed|ing)|searche?[sd]?|stops?|stopped|"
    r"offen[cs]es?|contrary|powers?|crimes?|assaults?|gbh|wounding|warrants?|(?<!refusal\s)(?<!give\s)(?<!gives\s)(?<!formal\s)notices?|orders?|summons\w*|"
    r"searches|possession|agreements?|removed\s+to|eviction|accommodated|planning|highways?)\s+"
    r"(?:(?!that\b|exempt)\w+\s+){0,3}?(?:under|with|to|by|of|on|for|using|pursuant\s+to|a|an|s)?\s*(?:the\s+|an?\s+)?$",
    IGNORECASE,
)
_RELIED = Pattern(
    r"\s*(?:exemption|is|are|has|have)?\s*(?:been\s+)?(?:engaged|appl\w+|relied|exempt\w*|of\s+foi)",
    IGNORECASE,
)
_BY_VIRTUE = Pattern(
    r"[\s,–-]*(?:by\s+virtue\s+of|(?:is\s+|being\s+)?prohibited\s+by|read\s+with|"
    r"together\s+with|in\s+conjunction\s+with|because\s+of)\b",
    IGNORECASE,
)
_APART = Pattern(r"(?:\s?\([^()]{0,90}\))?[.;]?\s*?\n\s*?\n\s*(?:the\s+)?", IGNORECASE)
_NEAR = 170


@dataclass(frozen=True, slots=True)
class Attribution:
    """The law that a cluster cites.

    ``regime`` is empty for another Act or document, whose name (as far as the text
    gives one) is ``act``; ``assumed`` says that nothing settled the regime.
    """

    regime: str
    act: str = ""
    assumed: bool = False


_YEARS = {"the 2002 act": ("foisa", "eisr"), "the 2000 act": ("foia", "eir")}


def _by_its_year(act: ActName, body: str) -> ActName:
    """ "The 2002 Act", not named before, is FOISA in a letter of a Scottish body."""
    bodies = _YEARS.get(act.name.lower()) if not act.regime else None
    return replace(act, regime=bodies[0]) if bodies and body in bodies else act


class Attributor:
    """Settles the law of every cluster of one text.

    Args:
        passage: the text and its sentences.
        clusters: all clusters of the text, in order.
        cues: its cue words.
        body: the regime of the answering body; empty when not known.
    """

    def __init__(
        self, passage: Passage, clusters: Sequence[Cluster], cues: Cues, body: str
    ) -> None:
        self.passage = passage
        self.clusters = clusters
        self.cues = cues
        self.body = body
        self.acts = tuple(_by_its_year(act, body) for act in find_acts(passage.text))
        self._places = Places((a.start, a.end) for a in self.acts)
        self._at = {a.start: a for a in self.acts}
        self._named = tuple(a for a in self.acts if a.regime in all_regimes())
        self._joined = [
            _CHAIN.fullmatch(passage.text[a.end : b.start]) is not None
            if 0 <= b.start - a.end < 16
            else False
            for a, b in pairwise(clusters)
        ]

    def attributions(self) -> list[Attribution]:
        """One attribution for each cluster, in the same order."""
        found = [self._direct(cluster) for cluster in self.clusters]
        for n in range(len(found) - 2, -1, -1):  # "s.16 and s.17 of the Theft Act"
            if found[n] is None and self._joined[n] and not self._prohibits(n):
                found[n] = found[n + 1]
        for n in range(1, len(found)):  # "the Theft Act, s.16 and s.17"
            before = found[n - 1]
            if found[n] is None and self._joined[n - 1] and before and not before.regime:
                found[n] = before
        return [each or self._by_context(c) for each, c in zip(found, self.clusters, strict=True)]

    def _prohibits(self, n: int) -> bool:
        """Whether a cluster cites the prohibitions on disclosure, which name their Act beside them.

        In "exempt under section 44(1)(a) and section 237 of another Act" only the second is of it.
        """
        cluster = self.clusters[n]
        section = root(cluster.readings[0].provision)
        low, high = self.passage.sentence(cluster.start, cluster.end)
        return section == ("26" if self.body == "foisa" else "44") and self.cues.reliance.any(
            low, high
        )

    def groups(self) -> list[tuple[int, int]]:
        """For each cluster the span of the list of clusters that it stands in."""
        starts: list[int] = []
        for n, cluster in enumerate(self.clusters):
            joined = n > 0 and self._joined[n - 1] and cluster.end - starts[-1] < REACH
            starts.append(starts[-1] if joined else cluster.start)
        ends = {start: c.end for start, c in zip(starts, self.clusters, strict=True)}
        return [(start, ends[start]) for start in starts]

    def _in(self, start: int, end: int) -> list[ActName]:
        return [self._at[s] for s, _ in self._places.within(start, end)]

    def _settle(self, act: ActName, cluster: Cluster) -> Attribution:
        """The attribution that a name gives; pointers ("the Act") stand for the body's law."""
        if act.regime in ("*", "*r"):
            unit = "regulation" if act.regime == "*r" else _unit(cluster)
            return self._default(unit)
        if act.regime == "eir" and self.body in ("foisa", "eisr"):
            return Attribution("eisr")  # Scottish bodies, too, write "EIRs" for short
        return Attribution(act.regime, "" if act.regime else act.name)

    def _direct(self, cluster: Cluster) -> Attribution | None:
        """An Act that the cluster is tied to by "of the", by a neighbour, or by its head."""
        text = self.passage.text
        if cluster.unit == "law":
            key = {"foisa": "foisa", "eisr": "eisr", "ei(s)r": "eisr"}.get(
                cluster.head.lower().rstrip("s :"), "eir" if cluster.head.lower()[0] == "e" else ""
            )
            return Attribution(key) if key else self._default("section")
        link = _OF.match(text, cluster.end)
        tail = link.end() if link else cluster.end
        for act in self._in(cluster.end, tail + 160):
            tied = act.start <= tail or _closes(text, cluster.end, act.start)
            if tied and _APART.fullmatch(text, cluster.end, act.start):
                break  # "Section 39(2)", a blank line, "The … Regulations": a heading
            if tied and not (act.name.startswith("Code") and link and " of " not in link.group()):
                return self._settle(act, cluster)
            break  # "the section 45 Code of Practice" is not a section of the Code
        if document := document_after(text, cluster.end):
            return Attribution("", document)
        return self._behind(cluster)

    def _behind(self, cluster: Cluster) -> Attribution | None:
        """An Act named directly before the cluster: "PACE section 1", "… Act 1999 Sec 16"."""
        text = self.passage.text
        near = self._in(cluster.start - _NEAR, cluster.start)
        if not near:
            return None
        gap = _BEHIND.fullmatch(text, near[-1].end, cluster.start)
        if gap is None or (gap["comma"] and _RELIED.match(text, cluster.end)):
            return None
        if near[-1].regime == "*" and text[near[-1].start : near[-1].end].lower() == "foi":
            return self._default(_unit(cluster))
        return self._settle(near[-1], cluster)

    def _by_context(self, cluster: Cluster) -> Attribution:
        """The law by the sentence, the paragraph, the body, or by assumption."""
        if cluster.unit == "article":
            return Attribution("")  # no law of access to information has articles
        start, end = self.passage.sentence(cluster.start, cluster.end)
        unit = _unit(cluster)
        fits = [a for a in self._in(start, end) if _fits(a, unit)]
        after = [a for a in fits if a.start >= cluster.end]
        before = [a for a in fits if a.end <= cluster.start]
        for act in (*after, *reversed(before)):
            return self._settle(act, cluster)
        if self._is_other(cluster, start, end):
            others = [a for a in self._in(start - _NEAR * 2, cluster.start) if not a.regime]
            return Attribution("", others[-1].name if others else "")
        return self._default(unit, cluster.start)

    def _is_other(self, cluster: Cluster, start: int, end: int) -> bool:
        """Whether a section that no Act claims is a power, an offence, or of a carried Act."""
        text = self.passage.text
        section = root(cluster.readings[0].provision)
        default = self._default(_unit(cluster))
        if cluster.unit == "part" or nearest(f"{default.regime}:{section}") is None:
            return True
        if name_at(text, cluster.end):
            return False
        power = compiled(_POWER).match(text, cluster.end, cluster.end + 60)
        if power and not (section in ("16", "17") and "notice" in power.group().lower()):
            return not re.match(r"\s*exempt", text[cluster.end : cluster.end + 12])
        if _is_charge(text[max(0, cluster.start - 60) : cluster.start]):
            return True
        if self.cues.reliance.any(start, end):
            return False
        if _BY_VIRTUE.match(text, cluster.end) and self._is_relied_elsewhere(cluster):
            return False  # "Section 44(1)(a) by virtue of section 348 of another Act"
        if any(not a.regime for a in self._in(start, end)):
            return True
        return self._carried(cluster)

    def _carried(self, cluster: Cluster) -> bool:
        """Whether the sentence before names another Act last, and this one only goes on."""
        start, _ = self.passage.sentence(cluster.start, cluster.end)
        start, _ = self.passage.sentence(max(0, start - 1), start)
        near = self._in(max(start, cluster.start - 300), cluster.start)
        return bool(near) and not near[-1].regime and not self._is_relied_elsewhere(cluster)

    def _is_relied_elsewhere(self, cluster: Cluster) -> bool:
        """Whether the same section is cited with a limb that only an access law has."""
        first = cluster.readings[0].provision
        return "(" in first and nearest(f"{self._default('section').regime}:{first}") is not None

    def _default(self, unit: str, position: int = -1) -> Attribution:
        """The body's law; without a body the law named nearest in the text, else FOIA."""
        if self.body:
            return Attribution(regime_for(unit, self.body))
        named = [a for a in self._named if all_regimes()[a.regime].unit == unit]
        if not named:
            return Attribution(regime_for(unit, ""), assumed=True)
        return Attribution(min(named, key=lambda a: abs(a.start - position)).regime)


@lru_cache(maxsize=1024)
def _is_charge(before: str) -> bool:
    """Whether the words before a section speak of a power or an offence."""
    return _CRIME.search(before) is not None


def _unit(cluster: Cluster) -> str:
    """The unit that the head stands for: anything but a regulation counts as a section."""
    return "regulation" if cluster.unit == "regulation" else "section"


def _fits(act: ActName, unit: str) -> bool:
    """Whether ``act`` is an access law whose provisions are called by this unit."""
    if act.regime in ("*", "*r"):
        return (act.regime == "*r") == (unit == "regulation")
    return act.regime in all_regimes() and (all_regimes()[act.regime].unit == "regulation") == (
        unit == "regulation"
    )


def _closes(text: str, start: int, end: int) -> bool:
    """Whether a name and then "of the" lie between a citation and an Act."""
    named = name_at(text, start)
    link = _OF.fullmatch(text, named, end) if named and named <= end else None
    return link is not None
