"""The words by which letters about requests tell what they are.

The forms are those of letters that British authorities send.  A sentence that only says what might
happen ("If an exemption applies …", "we may need more time") tells nothing.
"""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE

HYPOTHETICAL = re.compile(
    r"^\W*(?:if|should|where|whilst|while|in some (?:cases|circumstances)|some (?:requests|"
    r"information)|there may|you (?:may|can|have the right)|it may|we may|unless|please note that "
    r"(?:if|we may|some|in)|for (?:further|more) information|when)\b"
    r"|\b(?:may|might|could) (?:be|not be|also|need|have|take|apply|require|result|contain|"
    r"include)\b"
    r"|\bsubject to\b|\bnot being exempt\b",
    _FLAGS,
)

DECIDES = re.compile(
    r"\bI have (?:today )?(?:now )?decided (?:to|that|not)\b"
    r"|\b(?:this (?:letter|e-?mail|notice) (?:is|serves as|constitutes|acts as) (?:a|our|the) )"
    r"(?:\w+ )?(?:refusal|response|decision)"
    r"|\b(?:please (?:find|see)|I (?:have )?(?:attach|enclose)d?|we (?:have )?(?:attach|enclose)d?|"
    r"attached (?:is|are)|(?:is|are) attached)\b(?! (?:an?|our|my|the)? ?acknowledg)[^.?!]{0,60}?"
    r"\b(?:response|reply|answers?|information|data|disclosure|decision|figures|spreadsheet|"
    r"documents?|refusal)\b"
    r"|\b(?:our|my|the) (?:full |final |substantive |formal )?(?:response|reply|answers?)"
    r"(?: (?:to (?:your|the|each)[^.?!]{0,60}?|on behalf[^.?!]{0,60}?|from[^.?!]{0,40}?))? "
    r"(?:is|are) (?:now )?(?:attached|enclosed|set out|provided|given|detailed|shown|"
    r"outlined|below|"
    r"as follows)\b"
    r"|\bin (?:response|answer|reply) to your (?:questions?|queries|"
    r"request[^.?!]{0,30}?(?:,|:| I | we ))"
    r"|\bneither confirms? n?or den(?:y|ies)\b|\bneither confirm(?:ing)? n?or deny(?:ing)?\b"
    r"|\bthe information (?:that )?you (?:have )?(?:requested|asked for|seek) (?:is|can be found|"
    r"has been|was|are)\b(?! being)"
    r"|\brefusal notice\b"
    r"|^\W*(?:our |the )?(?:response|decision|disclosure|answers?|reasons? for decision|"
    r"results? of searches|public interest test)\W*$",
    _FLAGS,
)
"""The answer itself, or a cover note that brings it."""

ANSWERS = re.compile(
    r"\b(?:can|able to|writ(?:e|ing) to|would like to|must|have to|regret to) (?:now )?"
    r"(?:confirm|advise|inform you|tell you)\b[^.?!]{0,100}?\b(?:holds?|held|does not|do not|did "
    r"not|is not|no (?:such )?information|there (?:is|are|was|were|have|has))\b"
    r"|\b(?:we|I|the \w+(?: \w+){0,3}) (?:can confirm (?:that )?(?:we )?)?(?:do "
    r")?(?:currently )?holds?\b"
    r"|\b(?:does|do|did) not (?:currently |centrally |routinely )?(?:hold|record|retain|collate)\b"
    r"|\b(?:is|are|was|were) not (?:centrally |currently )?(?:held|recorded)\b|\bno "
    r"information (?:is )?held\b"
    r"|\b(?:section|sections|regulation|reg\.?|s\.?|ss\.?) "
    r"?\d{1,2}\b[^.?!]{0,120}?\b(?:appl(?:y|ies|"
    r"ied)|engaged|exempts?|relied|rely|refus\w+|with(?:hold|held|holding))\b"
    r"|\b(?:is|are|been|be|being) (?:exempt|withheld|refused|redacted|disclosed|released)\b"
    r"|\b(?:exempt(?:ion)?|withheld|withhold(?:ing)?|refus(?:e|ed|"
    r"ing))\b[^.?!]{0,120}?\b(?:section|"
    r"regulation|s\.?) ?\d{1,2}\b"
    r"|\b(?:searches|enquiries) (?:were|have been) (?:conducted|made|carried out|undertaken)\b"
    r"|\b(?:cost|time|work)\b[^.?!]{0,120}?\b(?:exceeds?|exceeded|in excess of|over) (?:the )?"
    r"(?:appropriate|cost|18|statutory|£ ?450)\b"
    r"|\b(?:we|I|the \w+(?: \w+){0,3}) (?:have|has) (?:located|identified|found|considered|"
    r"completed)\b"
    r"|\b(?:answers?|response|reply)\s*:|\b(?:question|q) ?1\b",
    _FLAGS,
)
"""Sentences of answers; one alone may stand in another letter."""

ACKNOWLEDGES = re.compile(
    r"\backnowledg(?:e[sd]?|ing|e?ment)\b"
    r"|\b(?:request|enquiry|correspondence|e-?mail|letter|it|"
    r"matter)\b[^.?!]{0,60}?\b(?:will (?:now )?be|"
    r"is (?:now |currently )?being|has (?:now )?been|have been)\s+(?:considered|processed|dealt "
    r"with|logged|passed|forwarded|allocated|registered|assigned|handled|recorded|received|"
    r"answered|sent to)"
    r"|\b(?:you (?:will|should|can expect to) (?:receive|have|hear|get)|we (?:will|shall|"
    r"aim to|hope "
    r"to|expect to|endeavour to|are (?:required|obliged) to|have|should|must) (?:aim to "
    r")?(?:respond|"
    r"reply|provide|send|answer|deal|process|be in touch|contact|write|let you)|response "
    r"(?:will|is "
    r"due|should|to be)|a (?:full )?(?:response|reply) (?:will|is|should)|be (?:answered|"
    r"responded))\b"
    r"[^.?!]{0,140}?\b(?:working days?|days|by (?:the )?\d|before \d|on \d|shortly|soon|in "
    r"due course)"
    r"|\b(?:automated|automatic) (?:response|reply|acknowledg|e-?mail|message)"
    r"|\bthank you for (?:contacting|your (?:e-?mail|request|enquiry|"
    r"letter)[^.?!]{0,60}?\breceived)",
    _FLAGS,
)

ASKS_TO_CLARIFY = re.compile(
    r"\b(?:please|could you|can you|would you|kindly|need you to|ask (?:that )?you(?: to)?|"
    r"grateful if "
    r"you (?:could|would)|require you to|you (?:need|are asked|will need) to|if you "
    r"(?:could|would))\b"
    r"[^.?!]{0,60}?\b(?:clarify|specify|be more specific|narrow|refine|explain (?:what|which)|"
    r"(?:provide|send|give|supply|let)[^.?!]{0,20}? (?:further|more|additional|this|the following) "
    r"(?:details?|information|clarification)|identify (?:what|which)|confirm (?:what|which|whether|"
    r"if|the (?:period|date|time)))"
    r"|\b(?:require|need|seek|seeking|requesting|ask(?:ing)? for|request|await(?:ing)?|provide)\b"
    r"[^.?!]{0,30}?\bclarification\b"
    r"|\b(?:further|more|additional) (?:information|details?)\b[^.?!]{0,40}?\b(?:from you|"
    r"(?:in order )?"
    r"to (?:identify|locate|enable|help us|allow us|be able))"
    r"|\bsection 1 ?\(3\)"
    r"|\b(?:clock|time ?limit|20 (?:working )?days?|timescale)\b[^.?!]{0,40}?\b(?:stop|paus|"
    r"on hold|suspend)"
    r"|\bonce (?:we|I) (?:have )?receiv(?:e|ed) (?:your |the |this |that )?(?:clarification|"
    r"further)",
    _FLAGS,
)

TAKES_TIME = re.compile(
    r"\b(?:additional|further|more|extra) time\b|\bextend(?:ed|"
    r"ing)?\b[^.?!]{0,60}?\b(?:time|deadline|"
    r"days|date)|\bextension (?:of|to) (?:the )?(?:time|deadline|response)"
    r"|\b(?:not (?:yet )?(?:been )?able|unable|not (?:yet )?in a position|not "
    r"possible)\b[^.?!]{0,120}?"
    r"\b(?:within|deadline|statutory|originally|time ?scale|time ?limit|working days|by the "
    r"(?:date|due))"
    r"|\bdelay(?:ed)? (?:in|to|with) (?:responding|replying|providing|answering|the response|our "
    r"response|this|your)"
    r"|\bsection 10 ?\(3\)|\b(?:new|revised) (?:target|response|due) date\b"
    r"|\b(?:still|yet) (?:being|awaiting|waiting|to be|under|collating|working|considering|not)\b"
    r"|\bnot yet (?:been )?(?:complet|receiv|conclud|ready)",
    _FLAGS,
)

IS_REVIEW = re.compile(
    r"\b(?:completed|concluded|conducted|carried out|undertaken|considered|finished)\b[^.?!]{0,40}?"
    r"\binternal review|\b(?:outcome|result|conclusion|findings?) of (?:my|the|your|an|our|this) "
    r"(?:\w+ )?(?:internal )?review"
    r"|\b(?:my|this|the|our) (?:internal )?review (?:has|is|was|finds|found|concludes|concluded|"
    r"upholds|confirms)\b"
    r"|\b(?:uphold|upheld|overturn(?:ed)?|reversed?|vary|varied) (?:the|this|our|my|that|your)\b"
    r"[^.?!]{0,60}?\b(?:decision|response|exemption|complaint|position|handling|refusal)"
    r"|\b(?:decision|response|complaint|refusal) (?:is|has been|was|should be) (?:\w+ "
    r")?(?:upheld|overturned)"
    r"|\bI (?:have )?reviewed (?:the|your|our|how|this)\b",
    _FLAGS,
)

WANTS_REVIEW = re.compile(
    r"\binternal review\b|\bconducts? freedom of information reviews\b|\b(?:review|"
    r"reconsider) (?:your|"
    r"the|this) (?:decision|response|refusal|handling)\b|\b(?:appeal|"
    r"complain)\b[^.?!]{0,60}?\b(?:decision|"
    r"response|refusal|handling)",
    _FLAGS,
)
WITHDRAWS = re.compile(
    r"\b(?:I|we) (?:would like to |wish to |hereby |now )?withdraw (?:my|the|this|our) "
    r"(?:foi |freedom "
    r"of information )?request\b|\bno longer (?:need|require|wish|"
    r"want)\b[^.?!]{0,60}?\b(?:information|request)",
    _FLAGS,
)
BOUNCED = re.compile(
    r"\bdelivery (?:status notification|(?:has )?failed|failure)|\bundeliverable\b|\bout of "
    r"(?:the )?office\b|"
    r"\bmailbox (?:is )?full\b|\bcould not be delivered\b",
    _FLAGS,
)
ASKS = re.compile(
    r"\b(?:please|kindly|request|bitte|can you|could you|would you|I (?:would like|request|"
    r"wish|am (?:writing to )?"
    r"request|should like|'d like)|under the (?:freedom of information|environmental|FOI|"
    r"terms of the)|"
    r"provide me|supply me|send me|how (?:many|much)|what (?:is|are|was|were)|cop(?:y|ies) "
    r"of)\b|\?",
    _FLAGS,
)

BY_AUTHORITY = re.compile(
    r"\byour (?:\w+ ){0,4}?(?:request|enquiry|e-?mail|letter|correspondence)\b|\bthank you "
    r"for your\b|"
    r"\bwe (?:hold|can confirm|aim|will respond|do not hold|are (?:unable|not able))\b|\bI "
    r"can confirm\b|"
    r"\binformation commissioner\b|\b(?:information (?:rights|governance|access|compliance)|"
    r"freedom of "
    r"information|FOI|disclosure) (?:officer|team|unit|manager|adviser|advisor|section|"
    r"department|office)\b|"
    r"\bour ref(?:erence)?\b|\bI note you seek\b",
    _FLAGS,
)
BY_REQUESTER = re.compile(
    r"\b(?:I|we) (?:would like|am writing|wish|hereby|am requesting|request|should like) (?:to )?"
    r"(?:request|make|ask|know|see|submit|have|receive|a copy|copies|the|under)?\b|\bmy "
    r"(?:\w+ ){0,3}?"
    r"request\b|\bplease (?:could you )?(?:provide|supply|send|tell|let me|confirm)\b|"
    r"\bprovide me\b|"
    r"^\W*dear (?:sir|madam|sirs|foi|freedom|information|team|data)\b|\bI look forward to\b|"
    r"\bunder the (?:freedom of information|foi)\b",
    re.IGNORECASE | re.MULTILINE,
)
