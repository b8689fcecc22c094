"""How a question wants its answer broken down, and in which unit."""

from __future__ import annotations

import re

_NOUNS = {
    "year": r"(?:financial |calendar |fiscal )?years?|annum",
    "month": r"(?:calendar )?months?",
    "quarter": r"quarters?",
    "week": r"weeks?",
    "day": r"days?",
    "ethnicity": r"ethnic\w*(?: (?:group|background|origin)s?)?|rac(?:e|ial)(?: group)?s?",
    "sex": r"sex(?:es)?|genders?",
    "age": r"ages?(?: (?:group|band|range)s?)?",
    "rank": r"ranks?|grades?|(?:pay |salary )bands?|levels?",
    "force": r"(?:police )?forces?",
    "body": r"(?:local )?authorit(?:y|ies)|councils?|trusts?|boroughs?|count(?:y|ies)",
    "department": r"departments?|directorates?|divisions?|units?|teams?|services?|facult(?:y|ies)",
    "place": r"(?:police )?districts?|areas?|wards?|regions?|locations?|stations?|sites?|streets?|"
    r"postcodes?|countr(?:y|ies)|schools?|hospitals?|prisons?",
    "type": r"(?:offence |crime )?(?:types?|kinds?|categor(?:y|ies)|species|makes?|models?)|"
    r"offences?|crimes?|sorts?",
    "outcome": r"outcomes?|results?|disposals?",
    "reason": r"reasons?|causes?|grounds?",
    "supplier": r"suppliers?|compan(?:y|ies)|contractors?|funders?|agenc(?:y|ies)",
    "religion": r"religions?|faiths?",
    "disability": r"disabilit(?:y|ies)",
    "nationality": r"nationalit(?:y|ies)",
}
_NOUN = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NOUNS.items())
_LEAD = re.compile(
    r"\b(?:(?:broken|break(?:ing)?|split|divided|separated|sorted|grouped|categori[sz]ed|listed|"
    r"itemi[sz]ed)(?: \w+)? (?:down )?(?:by|into|per|for)|breakdown (?:of \w+ )?(?:by|into|per)|"
    r"by(?! the\b)|per|"
    r"(?:for|in|of|from|at|during|over)? ?(?:each|every)(?: of)?(?: the)?(?: last| past| previous)?"
    r"(?: (?:\d+|two|three|four|five|six|seven|eight|nine|ten|full))?)\s+"
    r"(?:the |their |its |each )?",
    re.I,
)
_MORE = re.compile(r"\s*(?:,|and|&|/|or|then by|, and by|and by)+\s*(?:by |the |their )?", re.I)
_ITEM = re.compile(rf"(?:{_NOUN})\b", re.I)
_ADVERBS = {
    "annual": "year",
    "yearly": "year",
    "monthly": "month",
    "quarterly": "quarter",
    "weekly": "week",
}
_ADVERB = re.compile(r"\b(annual|yearly|monthly|quarterly|weekly)(?:ly)?\b", re.I)

_UNITS = (
    ("average", r"\b(?:average|mean|median|typical(?:ly)?)\b"),
    ("a head", r"\bper (?:head|capita|person|employee|member of staff)\b"),
    ("full-time equivalents", r"\b(?:fte|full[- ]time[- ]equivalents?|whole[- ](?:time|person))\b"),
    ("headcount", r"\bhead ?count\b"),
    ("hours", r"\b(?:in|number of|how many) hours\b"),
    ("days", r"\b(?:in|number of|how many) (?:working )?days\b"),
    ("the highest", r"\b(?:maximum|highest|largest|greatest|longest)\b"),
    ("the lowest", r"\b(?:minimum|lowest|smallest|shortest)\b"),
    ("the most common", r"\bmost (?:common|frequent|requested|popular)(?:ly)?\b"),
)
_UNIT = [(name, re.compile(pattern, re.I)) for name, pattern in _UNITS]


def breakdowns(text: str) -> frozenset[str]:
    """What the answer is to be broken down by: ``year``, ``ethnicity``, ``rank`` …"""
    found = {_ADVERBS[match[1].lower()] for match in _ADVERB.finditer(text)}
    for lead in _LEAD.finditer(text):
        at = lead.end()
        while item := _ITEM.match(text, at):
            found.add(str(item.lastgroup))
            more = _MORE.match(text, item.end())
            if not more:
                break
            at = more.end()
    return frozenset(found)


def units(text: str) -> frozenset[str]:
    """The unit in which the answer is wanted, where it is not a plain number."""
    return frozenset(name for name, pattern in _UNIT if pattern.search(text))
