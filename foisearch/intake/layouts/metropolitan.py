"""The Metropolitan Police Service's pages, from the middle of 2022.

Site furniture; ``Freedom of information request reference no:``; a fixed sentence before the
request; a paragraph that begins with the decision, or the heading ``Decision``.  Other forces and
bodies publish through the same system, with references of their own.
"""

from __future__ import annotations

from foisearch.intake.layouts.kit.family import family, sign

LAYOUT = family(
    "metropolitan-page",
    3,
    (
        sign(r"^\W{0,3}freedom of information request reference no\W{1,3}\S", 0.55, needed=True),
        sign(r"\bi note you seek access to the\s+following(?: information)?\s*:", 0.4),
        sign(r"^(?:I have today decided to|Decision$|Reasons? for decision$)", 0.05),
    ),
    request=r"(?:I respond in connection with your request.{0,160})?I note you seek access to "
    r"the following"
    r"(?: information)?\s*:",
    response=r"I have (?:today|now)? ?(?:decided|completed|considered)|decision$|disclosure$|"
    r"reasons? for decision$|"
    r"I (?:can (?:confirm|today)|am (?:unable|able|not|pleased|writing to (?:advise|inform|"
    r"confirm|tell))|must|regret|neither)|"
    r"following receipt of your request|we acknowledge (?:receipt|your)|your request (?:for "
    r"information )?"
    r"(?:has|will|is)|this (?:letter|notice|response) (?:is|serves|represents|constitutes)|"
    r"the (?:\w+ ){1,4}(?:can )?neither confirm|unfortunately|having (?:located|considered|"
    r"completed)|"
    r"in accordance with the act|under the act, there are|the freedom of information act 2000 "
    r".{0,20}(?:provides|gives|creates)|section \d+\(?\d?\)? of the|"
    r"please (?:find|see) |searches (?:were|have)",
)
