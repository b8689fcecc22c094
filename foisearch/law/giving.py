"""Figures that an answer gives: what tells "Seven; the breakdown is withheld" from a refusal.

A figure counts only where an answer would give it: at its beginning, in a row of
figures, or as money paid.  Figures of a reasoned refusal (files to be searched,
minutes for each, attempts to break in) are none.
"""

from __future__ import annotations

from foisearch.law.patterns import IGNORECASE, VERBOSE, Pattern

_WORDS = r"""(?:one(?!\s+(?:of|or|another)\b)|two|three|four|five|six|seven|eight|nine|ten|eleven|
    twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|
    sixty|seventy|eighty|ninety|(?:a\s)?hundred)"""
_POUNDS = r"£\s?\d(?:[\d,.]*\d)?(?:\s?(?:m|k|bn)\b)?"
_DIGITS = rf"(?:{_POUNDS}|\d{{1,3}}(?:,\d{{3}})+|(?!(?:19|20)\d\d\b)\d+(?:\.\d+)?)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NUMBER = rf"(?:{_DIGITS}(?!\s*(?:st|nd|rd|th|{_MONTH})\b)(?![\w/])|{_WORDS}(?!\w))"
_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?"

_MARKER = Pattern(
    r"^\W*(?:q(?:uestion)?\s?\d{1,2}\s?[–—-]|(?:q(?:uestion)?\s?)?\(?(?:\d{1,2}|[a-z])[.):])\s+(?=\S)",
    IGNORECASE,
)
_OPENING = Pattern(
    rf"""^\W*(?:
        (?:none|nobody)\b(?!\s+of)
       |(?:in\s+all,?\s+|about\s+|some\s+|a\s+total\s+of\s+)?{_NUMBER}
            (?!\W*$)
       |{_WORDS}\W*$
       |(?:\w+\s+){{0,3}}?(?:numbers?\s+of|totals?|values?|costs?|prices?|spend|amounts?|budgets?|salar(?:y|ies)|fees?)\b
            [^:;.]{{0,40}}:\s*{_NUMBER}
       |(?:2[1-9]|[3-9]\d|\d{{3,}})(?<!19\d\d)(?<!20\d\d)\W*$
       |.{{0,120}}?\bthere\s+(?:were|was|are|is|have\s+been|has\s+been)\s+(?:\w+\s+){{0,3}}?{_NUMBER}
       |.{{0,120}}?\b(?:total|number|figure|average|median|mean|maximum|minimum|highest|lowest|most|least|
            cost|price|rate|salary|value|amount|sum|budget|fee|count|spend)\b[^.;]{{0,120}}?\b
            (?:was|is|were|are|of|came\s+to|stood\s+at)\s+(?:\w+\s+){{0,2}}?{_NUMBER}
       |.{{0,80}}?\b(?:we|i|it|force|council|trust|authority|service|board|\w+s)\s+(?:\w+\s+)?
            (?:received|recorded|spent|paid|employs?|employed|issued|made|earned|bought|owns?|
            has|had|have|used|answered|arrested|dismissed|opened|trained)\s+(?:\w+\s+){{0,2}}?{_NUMBER}
       |.{{0,80}}?\b(?:were|was)\s+(?:\w+ed|taken|made|given)\s+(?:in|on)\s+{_NUMBER}
    )""",
    IGNORECASE | VERBOSE,
)
_ALONE = Pattern(rf"\W*{_NUMBER}\W*", IGNORECASE | VERBOSE)
_ROW = Pattern(
    rf"""^\W*(?:in\s+)?{_YEAR}\s*(?:[:–=|-]|there\s+were)\s*{_NUMBER}
    |^\W*(?:[^:;.]{{0,50}}[:=]\s*)?{_NUMBER}(?:\s*(?:[,;/]|,?\s+and)\s+{_NUMBER})+\W*$""",
    IGNORECASE | VERBOSE,
)
_AT_END = Pattern(
    rf":\s*{_NUMBER}(?:\s*,\s*{_NUMBER})*\s*(?:,|,?\s+and)\s+{_NUMBER}\W*$", IGNORECASE | VERBOSE
)
"""Figures after a colon at a sentence's end: "We hold those of two years only: 14 and 31."."""
_MONEY = Pattern(
    r"\b(?:cost|costs|paid|spent|earned|charged|received|price\s+(?:was|is)|total(?:led)?)\b"
    r"(?:\s+\w+){0,4}?\s+£\s?\d",
    IGNORECASE,
)
_REASONING = Pattern(
    r"\b(?:would|could|if|estimat\w+|minutes\s+(?:each|for|a|an|per)|limit|per\s+hour|an\s+hour|"
    r"working\s+days|sections?\s+\d|regulations?\s+\d|h[eo]ld|identified|located|retrieved|"
    r"(?:your|this)\s+request|fall\w*\s+within|exempt\w*|searche?[sd]?|withh\w+)\b"
    r"|\bthere\s+(?:is|are)\s+\w+\s+(?:\w+\s+)?(?:drafts?|documents?|reports?|files?|e-?mails?|records?|"
    r"letters?|versions?|pages|copies|recordings?|statements?)\b",
    IGNORECASE,
)
_FIRST_CLAUSE = Pattern(
    r"^(?P<clause>[^;]*?)(?:;|,\s+(?:but|though|although|while|of\s+which)\b|\s+[–—-]\s|\s+however\b|$)",
    IGNORECASE,
)
_REMAINDER = Pattern(
    r"\b(?:break\s?downs?|break(?:ing)?\s+(?:\w+\s+)?down|the\s+(?:rest|remainder)|of\s+(?:these|those|which)|"
    r"to\s+(?:say|tell|give|find\s+out)\s+(?:you\s+)?(?:how\s+many|which|what|the)|further\s+detail|"
    r"other\s+(?:parts?|questions?|years?))\b",
    IGNORECASE,
)


def opens_with_figure(sentence: str) -> bool:
    """Whether a sentence at the beginning of an answer gives a figure."""
    marked = _MARKER.match(sentence)
    words = sentence[marked.end() if marked else 0 :][:400]
    if marked and _ALONE.fullmatch(words):
        return True  # "b) 14"
    found = _FIRST_CLAUSE.match(words)
    clause = found["clause"] if found else words
    if _REASONING.search(clause):
        return False
    if len(clause) < len(words) and _ALONE.fullmatch(clause):
        return True  # "18, but their ranks are exempt"
    return _OPENING.search(clause) is not None


def gives_row(sentence: str) -> bool:
    """Whether a sentence, wherever it stands, is a row of figures or tells what was paid."""
    if ":" in sentence and _AT_END.search(sentence):
        return True
    given = _ROW.search(sentence) or ("£" in sentence and _MONEY.search(sentence))
    return bool(given) and not _REASONING.search(sentence)


def leaves_remainder(text: str) -> bool:
    """Whether a refusal on cost is of a breakdown or a rest, beside a figure that was given."""
    return _REMAINDER.search(text) is not None
