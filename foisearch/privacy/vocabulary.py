"""Words by which a name is told from what is none: titles, bodies, posts, streets, labels."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron rev reverend revd fr "
    "cllr councillor hon master madam madame mme herr frau sr sra señor señora"
)
"""What stands before a name, without its full stop."""

PARTICLES = _set(
    "van von der den de del della di da dos das du la le les ten ter zu af av bin bint ibn ben al "
    "el ap ab ferch mac mc nic ní ni ó o ua uí y e st san"
)
"""Small words inside a name."""

AFTER_NAMES = _set(
    "mp msp ms am mla qc kc obe mbe cbe phd ba bsc ma msc llb jr jnr sr snr esq frs fca jp ret rtd "
    "ii iii he/him she/her they/them mr mrs miss dr"
)
"""What stands after a name."""

BODIES = _set(
    "police constabulary force council borough county district city town parish authority board "
    "trust hospital hospitals nhs university college school academy department ministry office "
    "agency commission commissioner commissioners committee service services foundation group "
    "government governance parliament assembly court courts tribunal crown secretary home cabinet "
    "treasury directorate division unit team teams section branch bureau centre center "
    "headquarters hq library museum registry corporation executive inspectorate ombudsman "
    "association federation union institute institution society partnership company limited ltd "
    "plc llp fire rescue ambulance ico ofsted ofcom hmrc dwp gov information freedom foi foia "
    "foisa eir data protection disclosure disclosures records compliance legal customer public "
    "access rights requests request enquiries enquiry complaints corporate communications "
    "resources finance heddlu cyngor swyddfa comhairle house civic guildhall"
)
"""Words that stand in the name of a body or of a part of one, and hardly in one of a person."""

POSTS = _set(
    "officer officers manager managers director directors head chief constable superintendent "
    "inspector sergeant commander assistant deputy adviser advisor administrator coordinator co- "
    "ordinator lead leader analyst clerk decision-maker caseworker practitioner solicitor "
    "controller supervisor secretary registrar specialist consultant executive minister mayor "
    "chairman chair chairperson principal president governor monitoring senior detective pc dc ds "
    "di dci dsu acc dcc cc staff"
)
"""Words of posts; beside a name in the signature of a body's letter they tell an official."""

STREETS = _set(
    "street st road rd lane ln avenue ave close drive dr way place pl crescent cres terrace court "
    "grove gardens gdns row square sq hill view walk mews parade park rise green end croft garth "
    "wharf quay heol ffordd stryd lôn maes cottage cottages farm villa villas lodge barn mansions "
    "buildings house towers heights meadow meadows wynd vennel brae loan gate bank"
)

MONTHS = _set(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday "
    "sunday ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"
)

COMMON = _set(
    "a name names address telephone mobile about above act after all also an and any are as at "
    "attached be been before below best by can could date dated dear did do does each email e-mail "
    "everyone for from further had has have having hello hi how i if in into is it its kind many "
    "me must my no not note of on one only or our over per please re received ref reference "
    "regarding regards see sent should since subject such thank thanks that the their them then "
    "there these they this those to under until up us via was we were what when where which who "
    "whom whose why will wish with would yes you your yours sincerely faithfully truly "
    "respectfully looking forward annex appendix table part question questions answer answers "
    "response reply section nb ps attachment attachments page total number report policy figures "
    "years year uk england scotland wales ireland britain british english welsh scottish irish"
)
"""Words that make no name, however they are written."""

GENERIC = _set(
    "sir sirs madam madams colleague colleagues all team everyone requester requestor applicant "
    "customer complainant enquirer correspondent sender member resident friend editor whom "
    "anonymous officer"
)
"""How a letter greets somebody whom it does not name."""

PUBLIC_DOMAINS = _set(
    "gov police nhs mod parliament ico judiciary scot llyw mil pnn fire parliament.uk senedd"
)
"""Parts of the domains of public bodies."""

FREE_MAIL = _set(
    "gmail googlemail hotmail outlook live msn yahoo ymail rocketmail aol icloud me mac btinternet "
    "btopenworld sky virginmedia ntlworld talktalk tiscali blueyonder gmx web protonmail proton pm "
    "tutanota tuta zoho fastmail mail hushmail yandex qq 163 plusnet o2 freeserve orange freemail "
    "inbox posteo"
)
"""Providers with whom people have an address of their own."""

SHARED = _set(
    "foi foia foisa eir eirs info information enquiries enquiry enquire contact contactus office "
    "admin administration press media pressoffice complaints complaint casework dataprotection dpo "
    "dp sar sars disclosure disclosures records governance informationgovernance customer "
    "customerservices customerservice services help helpdesk support team mail mailbox post hello "
    "noreply no-reply donotreply do-not-reply feedback publicity communications comms legal hr "
    "recruitment jobs finance accounts planning licensing elections democracy council corporate "
    "freedom freedomofinformation accesstoinformation informationrights informationaccess requests "
    "request requestinfo oversight circulars letter reception webmaster privacy security web "
    "correspondence secretariat clerk registry newsdesk editor editorial"
)
"""Names of mailboxes that belong to nobody in particular."""
