"""Citations of information-access law in a text, each with what it does there.

:func:`read_citations` is the door.  The work is shared: :mod:`grammar` reads
numbers, :mod:`attribution` finds whose they are, :mod:`status` what is done with
them, :mod:`byname` what is named without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from foisearch.disclosure import Citation, Status
from foisearch.law.attribution import Attribution, Attributor
from foisearch.law.byname import Named, find_named, folded
from foisearch.law.cues import FORMER, Cues
from foisearch.law.grammar import Cluster, find_clusters, find_unheaded
from foisearch.law.headings import disagreement
from foisearch.law.limbs import Reading
from foisearch.law.passage import Passage, passage_of
from foisearch.law.patterns import IGNORECASE, Pattern
from foisearch.law.provisions import nearest, root
from foisearch.law.regimes import all_regimes, regime_for
from foisearch.law.status import Place, StatusReader
from foisearch.text import collapse_space

_EIR_NAMED = Pattern(r"\bEIRs?\b|environmental\s+information", IGNORECASE)
_US = Pattern(
    r"(?<![\w(])(?:exemptions?\s+)?\(b\)\s?\([1-9]\)(?:\s?\([A-F]\))?"
    r"|(?<=552)\s?\(b\)\s?\([1-9]\)(?:\s?\([A-F]\))?",
)
_DIGIT = Pattern(r"\d")
_US_NAMED = Pattern(r"U\.?S\.?C\.?\s*(?:§+\s*|section\s+)?552\b|\bU\.?S\.?\s+FOIA\b")


def read_citations(
    text: str, *, place: Place = "response", regime: str | None = None
) -> tuple[Citation, ...]:
    """Every citation in ``text``, in the order in which it stands.

    Args:
        text: as it was read, line breaks and all; offsets count into it.
        place: ``request`` makes every citation asked-about.
        regime: the law under which the answering body is asked (``foia``, ``foisa`` …);
            it settles citations beside which no Act is named.

    Returns:
        One value for each occurrence.  A section of another Act has the status
        ``other-act``, no regime, and the Act's name where the text gives one.
    """
    body = regime if regime in all_regimes() else ""
    passage, cues = passage_of(text), Cues(text)
    clusters = _clusters(text) if _DIGIT.search(text) else []
    spans = [(c.start, c.end) for c in clusters]
    status = StatusReader(passage, cues, place, spans)
    found: list[Citation] = []
    if clusters:  # most texts cite nothing by number, and need no names of Acts
        attributor = Attributor(passage, clusters, cues, body or "")
        for cluster, law, group in zip(
            clusters, attributor.attributions(), attributor.groups(), strict=True
        ):
            found += _cluster(text, cluster, law, group, status)
    found += _american(text, body, status)
    found += _named(passage, found, body, status)
    return tuple(_given_up(passage, sorted(found, key=lambda c: (c.start, c.end))))


def applied_keys(citations: Iterable[Citation]) -> tuple[str, ...]:
    """The keys relied on, each once, in the order in which they are first cited."""
    return tuple(dict.fromkeys(c.key for c in citations if c.status is Status.APPLIED and c.key))


def _clusters(text: str) -> list[Cluster]:
    """Clusters with a head and those that only "exempt under" announces, in order."""
    return sorted((*find_clusters(text), *find_unheaded(text)), key=lambda c: c.start)


def _cluster(
    text: str,
    cluster: Cluster,
    law: Attribution,
    group: tuple[int, int],
    status: StatusReader,
) -> Iterator[Citation]:
    """The citations of one cluster, as far as they are citations at all."""
    memo: dict[tuple[str, str, bool], Status] = {}
    for reading in cluster.readings:
        if law.regime and _is_noise(text, cluster, reading, law):
            continue
        if not law.regime and not law.act and _is_vague(cluster, reading):
            continue
        words = collapse_space(text[reading.start : reading.end])
        if not law.regime:
            yield Citation(
                "", reading.provision, Status.OTHER_ACT, words, reading.start, reading.end,
                act=law.act,
            )  # fmt: skip
            continue
        key = f"{law.regime}:{reading.provision}"
        known = nearest(key)
        alike = (known.kind if known else "", root(reading.provision), reading.wide)
        if alike not in memo:  # a long list is judged once for each section in it
            memo[alike] = status.status(key, group[0], group[1], wide=reading.wide)
        yield Citation(
            law.regime,
            reading.provision,
            memo[alike],
            words,
            reading.start,
            reading.end,
            assumed=law.assumed,
            flag=disagreement(text, reading.end, law.regime, reading.provision),
        )


_BRAND = Pattern(
    r"(?:samsung|galaxy|audi|volvo|model|type|size|unit|room|level|grade|zone|class|block|plot|"
    r"bus|route|platform|chassis|iphone|tab|note|tesla|series|band|spine|lumbar|scale)\s+$",
    IGNORECASE,
)


def _is_vague(cluster: Cluster, reading: Reading) -> bool:
    """Whether a citation of no Act at all ("article 5", "S4C") is not worth showing."""
    if root(reading.provision) == "552":
        return True  # 5 U.S.C. § 552 is the American Act itself, read by its own rule
    short = cluster.head.strip(". ").lower() in ("s", "r")
    return cluster.unit in ("part", "article") or (short and not reading.provision[-1:].isdigit())


def _is_noise(text: str, cluster: Cluster, reading: Reading, law: Attribution) -> bool:
    """Whether a short head ("S4C", "Galaxy S21", "FOI 12") makes no citation here."""
    section = root(reading.provision)
    known = nearest(f"{law.regime}:{section}")
    if not section.isdigit() and known is None:
        return True
    if int(re.sub(r"\D", "", section) or 0) > all_regimes()[law.regime].last:
        return True
    bracketed = "(" in reading.provision
    if cluster.unit == "law":
        return known is None or not (bracketed or text[cluster.end : cluster.end + 1] == ":")
    if cluster.unit in ("exemption", "under"):
        return known is None or known.kind == "procedural"
    if cluster.head[:1] in "rR" and len(cluster.head.rstrip(". ")) == 1:
        return not bracketed
    if cluster.head.strip() in ("s", "S") and not bracketed:
        before = text[max(0, cluster.start - 20) : cluster.start]
        return known is None or _BRAND.search(before) is not None
    return False


def _given_up(passage: Passage, cited: list[Citation]) -> Iterator[Citation]:
    """The citations; those of a former decision that is then given up are only mentioned.

    "We refused your first request under section 43(2). The Commissioner found that
    section 43(2) was not engaged": the later word is the decision.
    """
    negated = [c for c in cited if c.status is Status.NEGATED]
    for each in cited:
        later = (n for n in negated if n.start > each.start and _akin(n, each))
        if each.status is Status.APPLIED and any(later):
            low, high = passage.sentence(each.start, each.end)
            if FORMER.search(passage.text, low, high):
                yield replace(each, status=Status.MENTIONED)
                continue
        yield each


def _akin(one: Citation, other: Citation) -> bool:
    """Whether one provision is the other or contains it."""
    if one.regime != other.regime:
        return False
    short, long = sorted((one.provision, other.provision), key=len)
    return long == short or long.startswith(short + "(")


def _american(text: str, body: str, status: StatusReader) -> Iterator[Citation]:
    """``(b)(7)(C)`` of the American Act, read only where that Act is named or answered under."""
    if body != "us-foia" and not _US_NAMED.search(text):
        return
    for found in _US.finditer(text):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        words = text[start : found.end()]
        provision = re.sub(r"\s", "", words[words.index("(") :])
        state = status.status(f"us-foia:{provision}", start, found.end())
        yield Citation("us-foia", provision, state, collapse_space(words), start, found.end())


def _named(
    passage: Passage, cited: list[Citation], body: str, status: StatusReader
) -> Iterator[Citation]:
    """Citations by name, but for those that a number beside them already makes."""
    text = passage.text
    section = regime_for("section", body)
    wanted = [section]
    if _EIR_NAMED.search(text) or body in ("eir", "eisr"):
        wanted.append(regime_for("regulation", body))
    by_regime = {r: [c for c in cited if c.regime == r] for r in wanted}
    for regime in wanted:
        for named in find_named(text, regime):
            if not folded(named, by_regime[regime], passage):
                yield _by_name(passage, named, regime, status, assumed=not body)


def _by_name(
    passage: Passage, named: Named, regime: str, status: StatusReader, *, assumed: bool
) -> Citation:
    """The citation that a name makes; applied only where its sentence refuses."""
    key = f"{regime}:{named.provision}"
    state = status.status(key, named.start, named.end)
    if named.rule == "mention" and not (regime == "foisa" and named.provision == "18"):
        state = Status.MENTIONED if state is Status.APPLIED else state
    elif state is Status.APPLIED and not status.refuses(named.start, named.end):
        state = Status.MENTIONED
    words = collapse_space(passage.text[named.start : named.end])
    return Citation(
        regime, named.provision, state, words, named.start, named.end,
        assumed=assumed, by_name=True,
    )  # fmt: skip
