"""Sixty thousand words for the generated records, the same on every machine.

The commonest are English, as function words and the words of disclosures are; the rest are
invented from syllables and come in families (``torvel``, ``torvels``, ``torveling``), so that a
stemmer has its usual work.  Which word is how common is shuffled: the forms of a family are not
neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

COMMONEST = """
the of and to in a for is that this be information or by on request not with under are from as
have has an your we it you which act section any at was held would been disclosure public between
number please all police were force officers data if may our interest their will please
exemption each year crime freedom response reported provide incidents other no years december
january cost time officer total personal staff details recorded records service requested hours
how many including they following there within also what who may offences can investigation
applies april march home following office road made department such vehicles used where more than
period cases broken down per complaints when policy system use during contact being security
training since them one only two three spent budget arrests drugs whether review
report types type given age gender ethnicity confirm deny access document documents company board
contract value names cameras speed dogs knife stop search assault theft burglary fraud
"""

ONSETS = "b c d f g h j k l m n p r s t v w bl br ch cl cr dr fl fr gl gr pl pr sh sl sp st tr"
VOWELS = "a e i o u a e i o ea ou ai"
CODAS = "n l n r s t d m p k ck nd nt rt st sk x n"
ENDINGS = "s ed ing er ers ly ness ment able ation"
MEAN_FORMS = 1.6


def words(size: int, rng: np.random.Generator) -> list[str]:
    """So many different words, the commonest first."""
    head = list(dict.fromkeys(COMMONEST.split()))
    seen = set(head)
    tail: list[str] = []
    while len(tail) < size - len(head):
        for word in _family(rng):
            if word not in seen:
                seen.add(word)
                tail.append(word)
    del tail[size - len(head) :]
    order = rng.permutation(len(tail))
    return head + [tail[place] for place in order]


def _family(rng: np.random.Generator) -> list[str]:
    """An invented stem and some of its forms."""
    syllables = (1, 2, 2, 2, 3)[int(rng.integers(5))]
    stem = "".join(_pick(ONSETS, rng) + _pick(VOWELS, rng) for _ in range(syllables))
    stem += _pick(CODAS, rng)
    endings = rng.permutation(ENDINGS.split())[: int(rng.poisson(MEAN_FORMS))]
    return [stem, *(stem + str(ending) for ending in endings)]


def _pick(choices: str, rng: np.random.Generator) -> str:
    every = choices.split()
    return every[int(rng.integers(len(every)))]
