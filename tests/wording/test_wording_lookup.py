"""What a text speaks of: spellings, inflections, expressions, acronyms, and what stays apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from pace import is_linear

from foisearch.analysis import FUNCTION_WORDS, Analyzer, Stemmer
from foisearch.wording import Sense, Wording, all_acronyms, all_concepts
from foisearch.wording.compiled import Compiled
from foisearch.wording.forms import variants
from foisearch.wording.lookup import Expansion
from foisearch.wording.table import Acronym, Concept

STEMMER = Stemmer()
ANALYZER = Analyzer(STEMMER)
WORDING = Wording.compiled(STEMMER)


def terms(text: str) -> list[str]:
    return list(ANALYZER.terms(text))


def senses(text: str) -> dict[str, float]:
    return {sense.concept: sense.strength for sense in WORDING.concepts_of(terms(text))}


def leads(one: list[str], other: list[str]) -> bool:
    """Whether an expansion of one text is what another says of the same concept."""
    said = {
        (sense.concept, tuple(other[sense.start : sense.end]))
        for sense in WORDING.concepts_of(other)
    }
    led = {(each.start, each.end, each.words) for each in WORDING.expansions(one)}
    return any(
        (sense.start, sense.end, words) in led
        for sense in WORDING.concepts_of(one)
        for concept, words in said
        if concept == sense.concept
    )


def joined(one: str, other: str) -> bool:
    there, back = leads(terms(one), terms(other)), leads(terms(other), terms(one))
    assert there == back
    return there


def small(*concepts: Concept, acronyms: tuple[Acronym, ...] = ()) -> Wording:
    return Wording(Compiled(concepts, acronyms, STEMMER))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dismissed", "sacked"),
        ("dismissals", "were let go"),
        ("suspended from duty", "suspensions"),
        ("body-worn video", "bodycams"),
        ("bodyworn video", "body worn cameras"),
        ("BWV", "body worn video"),
        ("tasers", "conducted energy devices"),
        ("stop & search", "people who were stopped and searched"),
        ("burglaries", "a break-in"),
        ("how long", "the average time taken"),
        ("how many", "the total number"),
        ("each year", "annually"),
        ("broken down by", "split by"),
        ("disaggregated", "a breakdown"),
        ("vendor", "supplier"),
        ("expiry", "when does the contract end"),
        ("phone system", "telephony"),
        ("call handling", "contact centre"),
        ("mobile phones", "handsets"),
        ("photocopiers", "MFDs"),
        ("press office", "PR"),
        ("parking tickets", "penalty charge notices"),
        ("potholes", "road defects"),
        ("fly-tipping", "dumped rubbish"),
        ("rough sleepers", "sleeping rough"),
        ("EHCPs", "education, health and care plans"),
        ("A&E", "the emergency department"),
        ("A and E", "accident and emergency"),
        ("did not attend", "missed appointments"),
        ("jabs", "vaccinations"),
        ("looked after children", "children in care"),
        ("hackney carriages", "taxis"),
        ("private hire vehicles", "taxis"),
        ("drones", "UAVs"),
        ("missing people", "misper"),
        ("prosecuted", "charged with"),
        ("identity withheld", "anonymously"),
        ("AI", "artificial intelligence"),
        ("whistleblowers", "speaking up"),
        ("salaries", "remuneration"),
        ("off sick", "sickness absence"),
        ("men and women", "gender"),
        ("bought", "procured"),
        ("utilise", "deployed"),
        ("organizations", "an organisation"),
        ("held", "retain"),
        ("killed", "deaths"),
        ("centers", "centre"),
        ("anonymized", "anonymise"),
        ("Supt", "superintendent"),
        ("DCI", "detective chief inspector"),
        ("FPNs", "fixed penalty notices"),
        ("PCSOs", "police community support officers"),
        ("sacked", "given the push"),
        ("officers were dismissed", "officers were shown the door"),
        ("outstanding", "not yet dealt with"),
        ("backlog", "awaiting"),
        ("written-off vehicle", "damaged beyond repair"),
        ("oversubscribed", "more applicants than places"),
        ("refused", "turned down"),
        ("refused", "turned away"),
        ("surrendered", "handed in"),
        ("burglary", "homes broken into"),
        ("strip searches", "bodily checks"),
        ("strip searched", "told to undress"),
        ("off sick", "signed off"),
        ("permanent exclusion", "expelled"),
        ("evictions", "kicked out of their home"),
        ("schools", "primary schools"),
        ("secondary schools", "schools"),
        ("infections", "MRSA"),
        ("C. difficile", "infections"),
        ("clostridium difficile", "c difficile"),
        ("vehicles", "vans"),
        ("vehicles", "motorcycles"),
        ("computers", "laptops"),
        ("illegal drugs", "cannabis"),
        ("weapons", "knives"),
        ("sexual offences", "rape"),
        ("animals", "dogs"),
        ("MRI", "radiology"),
        ("DHR", "domestic homicide review"),
    ],
)
def test_these_mean_the_same(one: str, other: str) -> None:
    assert joined(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cost", "budget"),
        ("arrests", "charges"),
        ("arrested", "convicted"),
        ("charged", "convicted"),
        ("cautioned", "convicted"),
        ("complaints", "referrals"),
        ("complaints", "appeals"),
        ("manufacturer", "expiry"),
        ("manufacturer", "supplier"),
        ("number", "cost"),
        ("dismissed", "suspended"),
        ("dismissed", "resigned"),
        ("dismissal", "retirement"),
        ("gender", "ethnicity"),
        ("ethnicity", "religion"),
        ("stop and search", "arrest"),
        ("burglary", "robbery"),
        ("rape", "stalking"),
        ("council tax", "business rates"),
        ("patients", "nurses"),
        ("waiting time", "response time"),
        ("homeless", "housing waiting list"),
        ("costs", "expenses"),
        ("several", "severance"),
        ("police officer", "police station"),
        ("salary", "pension"),
        ("invoice", "contract"),
        ("vacancies", "open"),
        ("increase", "decrease"),
        ("approve", "refuse"),
        ("on duty", "off duty"),
        ("largest", "smallest"),
        ("open", "close"),
        ("primary schools", "secondary schools"),
        ("primary schools", "academies"),
        ("special schools", "academies"),
        ("MRSA", "C. difficile"),
        ("MRSA", "norovirus"),
        ("sepsis", "norovirus"),
        ("cars", "vans"),
        ("vans", "motorcycles"),
        ("lorries", "cars"),
        ("guns", "knives"),
        ("machetes", "swords"),
        ("theft", "robbery"),
        ("theft", "burglary"),
        ("cannabis", "cocaine"),
        ("cannabis", "heroin"),
        ("rape", "sexual assault"),
        ("cyclists", "pedestrians"),
        ("gas", "electricity"),
        ("diesel", "petrol"),
        ("roads", "pavements"),
        ("nurses", "doctors"),
        ("nurses", "midwives"),
        ("paramedics", "doctors"),
        ("men", "women"),
        ("mothers", "fathers"),
        ("adults", "children"),
        ("victims", "offenders"),
        ("day", "night"),
        ("constables", "sergeants"),
        ("sergeants", "inspectors"),
        ("superintendents", "chief superintendents"),
        ("detained", "charged"),
        ("bail", "released under investigation"),
        ("hire", "buy"),
        ("paid", "received"),
        ("refused", "upheld"),
        ("upheld", "not upheld"),
        ("sold", "built"),
        ("opened", "closed"),
        ("complaints", "allegations"),
        ("allegations", "referrals"),
        ("cost", "income"),
        ("budget", "income"),
        ("profit", "loss"),
        ("landline", "mobile phone"),
        ("laptops", "tablets"),
        ("laptops", "desktops"),
        ("printers", "scanners"),
        ("email", "letters"),
        ("photographs", "videos"),
        ("verbal warning", "written warning"),
        ("misconduct meeting", "misconduct hearing"),
        ("management advice", "written warning"),
        ("cautions", "community resolutions"),
        ("murder", "manslaughter"),
        ("dangerous driving", "careless driving"),
        ("drink driving", "drug driving"),
        ("unlicensed driver", "disqualified driver"),
        ("hackney carriages", "private hire vehicles"),
        ("clean air zone", "low traffic neighbourhood"),
        ("primary school places", "nursery places"),
        ("nursing home", "children's home"),
        ("permanent exclusion", "suspended from school"),
        ("voluntary redundancy", "compulsory redundancy"),
        ("maternity leave", "paternity leave"),
        ("anxiety", "burnout"),
        ("autism", "dyslexia"),
        ("gay", "lesbian"),
        ("smear test", "mammogram"),
        ("CT scans", "ultrasound"),
        ("stillbirths", "neonatal deaths"),
        ("heart attack", "cardiac arrest"),
        ("mosques", "churches"),
        ("army", "navy"),
        ("rats", "cockroaches"),
        ("Facebook", "Twitter"),
        ("ransomware", "malware"),
        ("landfill", "incineration"),
        ("council tax", "council tax reduction"),
        ("inpatients", "outpatients"),
        ("wine", "beer"),
        ("dogs", "cats"),
        ("police bail", "charged"),
        ("median", "mean number"),
        ("sculptures", "paintings"),
        ("forced marriage", "honour killing"),
        ("domestic violence protection notice", "domestic violence protection order"),
        ("honesty", "dishonesty"),
        ("lost property", "found property"),
        ("adoption", "fostering"),
    ],
)
def test_these_are_different_questions(one: str, other: str) -> None:
    assert not joined(one, other)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("hospitals", "hospitality"),
        ("the information", "informant"),
        ("training", "railway"),
        ("please provide", "supplier"),
        ("internal", "abroad"),
        ("customers", "customs"),
        ("a missed appointment", "recruitment"),
        ("the public", "public-relations"),
        ("an application", "candidate"),
        ("several", "severance"),
        ("fired a gun", "dismissal"),
        ("travel", "traveller"),
        ("national", "ethnicity"),
        ("a reference number", "informant"),
        ("in March", "protest"),
        ("refused", "waste"),
        ("a report", "journalist"),
        ("section 40", "mental-health-detention"),
        ("the second", "secondment"),
        ("I want", "outstanding-suspect"),
        ("the following", "stalking"),
        ("found", "upheld"),
        ("even", "night"),
        ("drugs", "spiking"),
        ("the government", "governance"),
    ],
)
def test_words_that_only_share_a_stem_do_not_bring_each_other(text: str, concept: str) -> None:
    assert concept not in senses(text)


def test_a_sense_says_where_it_stands_and_how_surely() -> None:
    wording = small(Concept("phone", ("telephone", "phone system"), 0.8))
    found = wording.concepts_of(terms("your phone systems and telephones"))
    assert found == [Sense("phone", 1, 3, 0.8), Sense("phone", 4, 5, 0.8)]


def test_the_longest_expression_hides_its_words_in_its_own_concept_only() -> None:
    wording = small(
        Concept("phone", ("phone", "phone system", "phone system support"), 1.0),
        Concept("system", ("system", "platform"), 0.8),
    )
    assert wording.concepts_of(terms("phone system support")) == [
        Sense("phone", 0, 3, 1.0),
        Sense("system", 1, 2, 0.8),
    ]
    assert wording.concepts_of(terms("phone system"))[0] == Sense("phone", 0, 2, 1.0)


def test_an_expression_that_is_cut_off_is_not_there() -> None:
    wording = small(Concept("search", ("stop and search", "frisk"), 1.0))
    assert wording.concepts_of(terms("please stop and")) == []
    assert wording.concepts_of([]) == []
    assert wording.concepts_of([""]) == []


def test_expansions_are_the_other_words_by_weight() -> None:
    wording = small(
        Concept("phone", ("telephone", "phone", "phone system"), 0.8),
        Concept("call", ("telephone", "phone"), 0.6),
    )
    assert wording.expansions(["x", "telephon"]) == [
        Expansion("phone", 1, 2, ("phone",), 0.8, "phone"),
        Expansion("phone", 1, 2, ("phone", "system"), 0.8, "phone system"),
    ]


SCHOOLS = Concept("school", ("school", "place of learning"), 0.8, ("primary-school", "academy"))


def weighed(wording: Wording, text: str) -> dict[tuple[str, ...], float]:
    return {e.words: e.weight for e in wording.expansions(terms(text))}


def test_a_narrower_word_stands_for_its_concept_and_not_for_its_sister() -> None:
    wording = small(SCHOOLS)
    assert weighed(wording, "academies") == {("school",): 0.56, ("place", "of", "learn"): 0.56}
    assert weighed(wording, "schools") == {
        ("place", "of", "learn"): 0.8,
        ("primari", "school"): 0.56,
        ("primaryschool",): 0.56,
        ("academi",): 0.56,
    }
    assert wording.concepts_of(terms("schools and academies")) == [
        Sense("school", 0, 1, 0.8),
        Sense("school", 2, 3, pytest.approx(0.56)),
    ]


def test_a_narrower_word_stands_for_its_own_spellings() -> None:
    found = weighed(small(SCHOOLS), "primary schools")
    assert found.pop(("primaryschool",)) == 0.8
    assert found == {("school",): 0.56, ("place", "of", "learn"): 0.56}


def test_an_acronym_of_a_narrower_word_is_narrower_too() -> None:
    scans = Concept("scan", ("imaging",), 1.0, ("magnetic resonance", "ultrasound"))
    wording = small(scans, acronyms=(Acronym("MR", "magnetic resonance"),))
    assert weighed(wording, "MR") == {("imag",): 0.7, ("magnet", "reson"): 1.0, ("mrs",): 1.0}
    assert weighed(wording, "ultrasound") == {("imag",): 0.7}
    assert weighed(wording, "imaging")[("mr",)] == 0.7


def test_no_narrower_word_of_the_table_leads_to_its_sister() -> None:
    tables = Compiled(all_concepts(), all_acronyms(), STEMMER)
    for number, concept in enumerate(all_concepts()):
        forms = [set(variants(word, STEMMER)) for word in concept.narrower]
        for kind, mine in enumerate(forms):
            led = {words for words, _, _ in tables.members(number, kind)}
            sisters = set().union(*forms[:kind], *forms[kind + 1 :]) - mine
            assert not led & sisters, concept.name
            assert {variants(word, STEMMER)[0] for word in concept.words} <= led, concept.name


def test_an_expansion_through_an_unsure_acronym_weighs_less() -> None:
    both = (
        Acronym("DNA", "did not attend", near=("patient",)),
        Acronym("DNA", "deoxyribonucleic acid", near=("crime",)),
    )
    wording = small(Concept("missed", ("did not attend", "no show"), 0.8), acronyms=both)
    weights = {e.words: e.weight for e in wording.expansions(["dna"])}
    assert weights[("no", "show")] == 0.4
    assert weights[("deoxyribonucl", "acid")] == 0.5
    weights = {e.words: e.weight for e in wording.expansions(["patient", "dna"])}
    assert weights[("no", "show")] == 0.8
    assert ("deoxyribonucl", "acid") not in weights
    assert {e.words: e.weight for e in wording.expansions(["no", "show"])}[("dna",)] == 0.4


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("how many patients DNA their appointments", "missed-appointment"),
        ("DNA samples held on the database", "deoxyribonucleic-acid"),
        ("PCNs issued to motorists parked in a bus lane", "parking-ticket"),
        ("GP practices in the PCN", "primary-care-network"),
        ("PIP claims refused by the DWP", "disability-benefit"),
        ("PIP accredited detectives", "professionalising-investigation-programme"),
        ("SARs about personal data under the GDPR", "subject-access-request"),
        ("SARs about money laundering sent by banks", "money-laundering"),
    ],
)
def test_context_chooses_the_sense_of_an_acronym(text: str, concept: str) -> None:
    assert senses(text)[concept] > 0.5


def test_no_acronym_stems_to_a_small_word() -> None:
    small_words = {acronym.written for acronym in all_acronyms() if not acronym.word}
    assert not {w for w in small_words if STEMMER(w.lower()) in FUNCTION_WORDS}


def test_without_context_every_sense_counts_by_half() -> None:
    found = senses("PCN")
    assert found["parking-ticket"] == 0.5
    assert found["primary-care-network"] == 0.5


def test_the_expansion_written_out_settles_the_sense() -> None:
    found = senses("a primary care network (PCN) and parking")
    assert "parking-ticket" not in found


def test_a_word_that_is_an_acronym_too_needs_context_and_counts_by_half() -> None:
    assert senses("laptops, servers and other IT")["it-department"] == 0.45
    assert senses("pupils with SEND")["special-needs"] == 0.5
    assert "it-department" not in senses("how much did it cost, and who paid for it?")
    assert "special-needs" not in senses("please send me a copy")


def test_spellings() -> None:
    assert variants("body-worn video", STEMMER) == (
        ("bodi", "worn", "video"),
        ("bodyworn", "video"),
    )
    assert variants("a&e", STEMMER) == (("a", "e"), ("a", "and", "e"), ("a&e",))
    assert variants("men and women", STEMMER) == (("men", "and", "women"), ("men", "women"))
    assert variants("organisation", STEMMER) == (("organis",), ("organ",))
    assert variants("utilise", STEMMER) == (("utilis",),)
    assert variants("advise", STEMMER) == (("advis",),)
    assert variants("clare's law", STEMMER) == (("clare", "law"),)
    assert variants("police chiefs' council", STEMMER) == (("polic", "chief", "council"),)


def test_senses_come_in_order() -> None:
    found = WORDING.concepts_of(terms("how many police officers were let go for gross misconduct"))
    assert all((a.start, -a.end) <= (b.start, -b.end) for a, b in pairwise(found))


def test_a_stemmer_has_its_own_wording_once() -> None:
    assert Wording.compiled(STEMMER) is Wording.compiled(STEMMER)


def test_names_of_concepts_are_not_taken_twice() -> None:
    tables = Compiled(all_concepts(), all_acronyms(), STEMMER)
    assert len(set(tables.names)) == len(tables.names)


def test_compiling_takes_as_long_as_the_tables_are() -> None:
    """Tables many times as long as ours, every word of which is another."""

    def compiled(times: int) -> None:
        concepts = [
            replace(each, name=f"{each.name}-{n}", words=tuple(f"{w}{n}" for w in each.words))
            for n in range(times)
            for each in all_concepts()
        ]
        acronyms = [
            replace(each, written=f"{each.written}{n}", expansion=f"{each.expansion}{n}")
            for n in range(times)
            for each in all_acronyms()
        ]
        Compiled(tuple(concepts), tuple(acronyms), STEMMER)

    assert is_linear(compiled, 16)


@pytest.mark.parametrize("look", [WORDING.concepts_of, WORDING.expansions])
def test_looking_up_takes_as_long_as_the_text_is(look: Callable[[list[str]], object]) -> None:
    asked = terms("How many officers were dismissed each year, and what did it cost? Why? ")
    repeated = terms("police " * 13)  # begins many an expression, and ends none

    assert is_linear(lambda times: look(asked * times), 800)
    assert is_linear(lambda times: look(repeated * times), 800)
