"""Request and response under labels of their own, once or in turns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foisearch.intake.layouts.kit.borders import Borders, append, checked, whole
from foisearch.intake.layouts.kit.cues.answering import decides, refuses
from foisearch.intake.layouts.kit.cues.asking import is_opening
from foisearch.intake.layouts.kit.cues.introducing import announces
from foisearch.intake.layouts.kit.cues.labels import Label, Says, label_of, names_request, turn_of
from foisearch.intake.layouts.kit.heads import of_head
from foisearch.intake.layouts.kit.sentences import opening_of
from foisearch.intake.layouts.kit.voices import label_at, speaks_at
from foisearch.intake.lines import Line, trim
from foisearch.intake.paragraphs import SENTENCE_END, marker_of


def by_labels(lines: Sequence[Line]) -> Borders | None:
    """Request and response under labels of their own; ``None`` without one of each."""
    marks = labels_of(lines)
    kinds = [label.says for _, label in marks]
    if Says.RESPONSE not in kinds or Says.REQUEST not in kinds:
        return None
    if kinds[0] is Says.RESPONSE or _opened_above(lines[: marks[0][0]]):
        return None
    found = Borders()
    _lead(found, lines[: marks[0][0]])
    for (position, label), (end, _) in zip(marks, [*marks[1:], (len(lines), None)], strict=True):
        target = found.request if label.says is Says.REQUEST else found.response
        append(target, _labelled(lines, position, label, end))
        if label.told:
            append(found.rest, [lines[position]])
    found.request, found.response = trim(found.request), trim(found.response)
    if not found.response:
        return whole(lines, "nothing stands below the label of the response")
    return checked(found)


def labels_of(lines: Sequence[Line]) -> list[tuple[int, Label]]:
    """The labels that count, with their positions.

    A label counts where the text before it has come to an end.  Once the response has begun, a
    label of the request counts only in a document that goes on to answer each on its own.
    """
    if numbered := _numbered_turns(lines):
        return numbered
    found = [(i, label) for i in range(len(lines)) if (label := label_at(lines, i))]
    found = _without_titles(found, lines)
    first = next((label for _, label in found if label.says is Says.REQUEST), None)
    answer = next((label for _, label in found if label.says is Says.RESPONSE), None)
    turns = _in_turns(found)
    kept: list[tuple[int, Label]] = []
    answered = False
    for position, label in found:
        model = answer if label.says is Says.RESPONSE else first
        again = model is not None and _same_word(label, model)
        if label.says is Says.RESPONSE:
            if answered and not (again and (turns or _alike(label, model))):
                continue
            answered = True
        elif answered and not (again and turns):
            continue
        kept.append((position, label))
    return kept


def _numbered_turns(lines: Sequence[Line]) -> list[tuple[int, Label]]:
    """``Q1``, ``A1``, ``Q2``, ``A2`` …; none where a question lacks its answer, or the reverse."""
    found = [(i, label) for i, line in enumerate(lines) if (label := turn_of(line.text))]
    asked, answered = found[::2], found[1::2]
    pairs = list(zip(asked, answered, strict=False))
    fits = all(q.says is Says.REQUEST and a.says is Says.RESPONSE for (_, q), (_, a) in pairs)
    alike = all(q.number == a.number for (_, q), (_, a) in pairs)
    return found if len(pairs) > 1 and len(asked) == len(answered) and fits and alike else []


def _without_titles(
    found: list[tuple[int, Label]], lines: Sequence[Line]
) -> list[tuple[int, Label]]:
    """The labels without headings and dates in the words of labels above the one that counts.

    ``FOI request detail`` and ``Request date 3 May 2024`` stand above ``You asked``, and between
    them what stands in the head of a page.
    """
    while len(found) > 1:
        (at, title), (below, label) = found[:2]
        bare = not label.rest and not label.number and not title.number
        heads = bare and title.says is label.says is Says.REQUEST and title.word != label.word
        says_more = title.rest and "information" not in title.word and not title.told
        if not heads or says_more or not all(of_head(ln.text) for ln in lines[at + 1 : below]):
            break
        found = found[1:]
    return found


def _same_word(label: Label, other: Label) -> bool:
    """Whether two labels use one word: ``Our answer`` and ``Answers 2 & 3``."""
    return label.word.split()[-1:] == other.word.split()[-1:]


def _alike(label: Label, other: Label | None) -> bool:
    """Whether both labels have numbers, or neither has."""
    return other is not None and bool(label.number) == bool(other.number)


def _in_turns(found: Sequence[tuple[int, Label]]) -> bool:
    """Whether labels of requests and answers take turns: at least two of each, in like words."""
    says = {says: [lb for _, lb in found if lb.says is says] for says in Says}
    if not all(says.values()):
        return False
    models = [labels[0] for labels in says.values()]
    same = [lb.says for _, lb in found if any(_same_word(lb, model) for model in models)]
    turns = sum(a is Says.REQUEST and b is Says.RESPONSE for a, b in pairwise(same))
    return turns > 1


def _opened_above(above: Sequence[Line]) -> bool:
    """Whether a sentence introduces the request above its label, and more than a line follows."""
    opening = opening_of(above)
    if opening is None or label_of(above[opening[0]].text):
        return False  # a heading in the words of a label
    return len(trim(above[opening[1] :])) > 1


def _labelled(lines: Sequence[Line], position: int, label: Label, end: int) -> list[Line]:
    """The lines below a label; numbered ones keep their numbers.

    A question has its number in front of it.  The label of an answer stays as it is ("Answers 2 &
    3"): which questions it answers is for the alignment to say.  So does one with a reference, and
    "Q1.".
    """
    text = lines[position].text
    if label.word == "q":
        return trim(lines[position:end])
    if names_request(text):
        return trim([lines[position], *_below(lines, position, label, end)])
    head = text[: text.rindex(label.rest)] if label.rest else text
    if label.number and label.says is Says.RESPONSE:
        return trim(
            [Line(lines[position].number, head.strip()), *_below(lines, position, label, end)]
        )
    block = trim(_below(lines, position, label, end))
    if label.number and block and marker_of(block[0].text.strip())[0] is None:
        first = block[0]
        block[0] = Line(first.number, f"{label.number}. {first.text.strip()}")
    return block


def _below(lines: Sequence[Line], position: int, label: Label, end: int) -> list[Line]:
    """What follows a label on its line and below it."""
    rest = [Line(lines[position].number, label.rest)] if label.rest else []
    return [*rest, *lines[position + 1 : end]]


def _lead(found: Borders, above: Sequence[Line]) -> None:
    """What stands above the first label: the authority's preamble answers, the rest introduces."""
    start = next((i for i, _ in enumerate(above) if speaks_at(above, i) >= 1.0), len(above))
    found.rest.extend(above[:start])
    preamble = trim(above[start:])
    if all(_only_announces(line.text) for line in preamble):
        found.rest.extend(preamble)
        return
    # The requester's own opening words may stand right above the first label.
    own = len(preamble)
    while own and (began := _sentence_start(preamble, own - 1)) is not None:
        own = began
    found.response.extend(trim(preamble[:own]))
    found.request.extend(trim(preamble[own:]))


def _only_announces(text: str) -> bool:
    """Whether a line of a preamble holds nothing of the answer."""
    return not text.strip() or (announces(text) and not decides(text) and not refuses(text))


def _sentence_start(lines: Sequence[Line], end: int) -> int | None:
    """Where the requester's sentence begins that ends on this line; ``None`` where none does."""
    if not lines[end].text.strip():
        return end
    for position in range(end, max(end - 3, -1), -1):
        if is_opening(lines[position].text):
            return position
        if position and SENTENCE_END.search(lines[position - 1].text):
            return None
    return None


def label_alone(line: Line) -> bool:
    """Whether a line is a label and nothing more."""
    label = label_of(line.text)
    return label is not None and not label.rest
