"""What every document asks, kept as numbers beside the index; which earlier questions are like one.

===============  ==============================================================================
``companion``    the file beside a segment: what is in it, read in arrays
``reading``      records to questions, questions to numbers
``writing``      companions made for the segments that lack one, others swept away
``weights``      how much a term says: its idf over all segments
``sought``       what a new question looks for: words, each with its alternatives
``likeness``     many earlier questions beside the new one, all at once
``questions``    the open store: looking for like questions, and for identical ones
``collected``    all questions in one piece, each text once
``pairing``      pairs of texts that may be near copies
``grouping``     groups of near copies
===============  ==============================================================================

Companions are derived, like the index itself: whatever is wrong with them, a rebuilt index has
other segments, and those get new ones.
"""

from foisearch.prior.store.questions import Questions
from foisearch.prior.store.sought import Candidate, Candidates, Sought, Unit
from foisearch.prior.store.writing import build

__all__ = ["Candidate", "Candidates", "Questions", "Sought", "Unit", "build"]
