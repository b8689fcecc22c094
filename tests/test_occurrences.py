"""Finding by chunks finds what cutting the whole text does."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch.analysis import Analyzer
from foisearch.corpus import Corpus
from foisearch.occurrences import Finder, Match, _sequences, _starts
from foisearch.query.wanted import Wanted

ANALYZER = Analyzer()
SAMPLE = Path(__file__).parents[1] / "corpus"
WRITTEN = """
    drone drones, Drones. (drone) 'drone' body body-worn (body worn) worn bodyworn e-mail email
    taser tasers’ (taser) s. s Sec reg. section regulation 40 (2) (a) (a)(b) s.40(2) 40(2) (40) 31A
    31A'drone x,s a the officer’s £ £5 5 1,234 1234 26/10/2021 https://a.b/drone a@b.uk — é café
    stop and search stop/search die dying policy policies İdrone b\xadody \xad \u1680drone and\u1680
""".replace("\n", " ").split(" ")
TEXTS = st.lists(
    st.tuples(
        st.sampled_from([word for word in WRITTEN if word]),
        st.sampled_from([" ", " ", "\n", ". ", "  \t", "\n\n", ", ", ","]),
    ),
    max_size=40,
).map(lambda pairs: "".join(word + space for word, space in pairs))
ASKED = """
    drones|body worn|bodyworn|the|40(2)|section|section 40|a|taser|stop and search|£5|5|s|1234
    e mail|email|policy|die|regulation|reg|b|x
""".replace("\n", "|").split("|")


def wanted(phrase: str, slop: int) -> Wanted:
    """What a phrase looks for."""
    steps = tuple(frozenset((term,)) for term in ANALYZER.terms(phrase))
    return Wanted("", steps, slop)


WANTED = st.builds(
    wanted, st.sampled_from([a.strip() for a in ASKED if a.strip()]), st.sampled_from([0, 0, 1, 3])
)


def cut_whole(text: str, sought: list[Wanted]) -> list[Match]:
    """What stands where, from all tokens of the text."""
    tokens = ANALYZER.occurrences(text, {t for each in sought for s in each.steps for t in s})
    found = set()
    for which, each in enumerate(sought):
        if len(each.steps) == 1:
            found |= {Match(t.start, t.end, which) for t in tokens if t.term in each.steps[0]}
        else:
            found |= {Match(*span, which) for span in _sequences(tokens, each)}
    return sorted(found)


@given(TEXTS, st.lists(WANTED, max_size=3, unique_by=lambda each: each.steps))
@settings(max_examples=400, deadline=None)
def test_it_finds_what_cutting_the_whole_text_does(text: str, sought: list[Wanted]) -> None:
    assert Finder(sought, ANALYZER).find(text) == cut_whole(text, sought)


@given(st.lists(TEXTS, max_size=4), WANTED)
@settings(max_examples=100, deadline=None)
def test_what_was_read_before_changes_nothing(texts: list[str], each: Wanted) -> None:
    finder = Finder([each], ANALYZER)
    assert [finder.find(text) for text in texts] == [cut_whole(text, [each]) for text in texts]


def test_only_what_was_asked_of_a_field_is_found_in_it() -> None:
    finder = Finder([Wanted("topic", (frozenset(("drone",)),))], ANALYZER)
    assert finder.find("drones", ("", "request")) == []
    assert finder.find("drones", ("", "topic")) == [Match(0, 6, 0)]


def test_nothing_is_lost_in_a_long_text() -> None:
    filler = "Officers of the force wore it. " * 20_000
    text = f"{filler}The last drone.{filler}A body-worn taser."
    finder = Finder([wanted(w, 0) for w in ("drone", "body worn", "taser")], ANALYZER)
    assert [text[m.start : m.end] for m in finder.find(text)] == ["drone", "body-worn", "taser"]


def test_every_word_begins_like_its_stem() -> None:
    """A plain word that does not is never looked at."""
    words = {
        word
        for record in Corpus(SAMPLE).disclosures()
        for text in (record.request, record.response, record.body)
        for word in "".join(c if c.isalpha() and c.isascii() else " " for c in text).lower().split()
    }
    words |= {
        "dying",
        "lying",
        "tying",
        "skies",
        "skis",
        "idly",
        "gently",
        "ugly",
        "early",
        "only",
        "singly",
        "news",
    }
    words |= {
        "use",
        "using",
        "used",
        "is",
        "us",
        "as",
        "going",
        "goes",
        "hoping",
        "hopping",
        "relational",
        "possibility",
    }
    assert len(words) > 2_000
    for word in words:
        starts = _starts({ANALYZER.stemmer(word)})
        assert word[:2] in starts or word[:3] in starts, word


def test_other_words_count_as_those_that_they_stand_for() -> None:
    typed = [wanted("body", 0), wanted("worn", 0)]
    other = Wanted("", (frozenset(("bwv",)),), instead=("bodi", "worn"))
    finder = Finder([*typed, other], ANALYZER)
    assert finder.find("bwv, worn") == [Match(0, 3, 0), Match(0, 3, 1), Match(5, 9, 1)]
