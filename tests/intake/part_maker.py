"""Requests of several questions and responses in many styles, made up with the truth known.

A :class:`Case` is a request, a response, and for each question the pieces of text that its answer
holds.  Everything is drawn from a seeded generator, so that a case can be made again.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    """A question: as put, as another would put it, as a heading, and what it is about."""

    text: str
    paraphrase: str
    heading: str


@dataclass
class Reply:
    """The answer to one question: its paragraphs, and how it ended (empty: anything)."""

    pieces: list[str]
    outcome: str = ""


@dataclass(frozen=True)
class Case:
    """A request and a response; ``wanted`` are the pieces of each answer, ``outcomes`` its end."""

    style: str
    request: str
    response: str
    wanted: tuple[tuple[str, ...], ...]
    outcomes: tuple[str, ...]


def _asked() -> list[Asked]:
    things = [
        ("bicycles", "are kept at the depot", "Depot bicycles"),
        ("complaints about noise", "were received in 2022", "Noise complaints"),
        ("allotments", "stand empty at present", "Empty allotments"),
        ("drivers", "were fined for parking on verges", "Verge parking"),
        ("apprentices", "finished their training", "Apprentice training"),
        ("street lamps", "have been replaced since 2019", "Street lamps"),
        ("library books", "were never returned", "Missing library books"),
        ("swimming lessons", "were cancelled last winter", "Cancelled lessons"),
        ("officers", "hold a licence for drones", "Drone licences"),
        ("laptops", "were reported stolen", "Stolen laptops"),
        ("appeals", "went to the tribunal", "Tribunal appeals"),
        ("ponies", "graze on common land", "Grazing ponies"),
    ]
    made = [
        Asked(f"How many {thing} {what}?", f"Number of {thing} that {what}", heading)
        for thing, what, heading in things
    ]
    return [
        *made,
        Asked(
            "Who is responsible for the upkeep of the clock tower?",
            "Name of whoever is responsible for the clock tower's upkeep",
            "Clock tower",
        ),
        Asked(
            "What software does the authority use to manage its payroll?",
            "Software used for managing payroll",
            "Payroll software",
        ),
        Asked(
            "Please provide a copy of the policy on working from home.",
            "A copy of your home working policy",
            "Home working policy",
        ),
        Asked(
            "When does the contract for cleaning end, and can it be extended?",
            "End date of the cleaning contract and whether it can be extended",
            "Cleaning contract",
        ),
        Asked(
            "What was the total cost of the new visitor centre?",
            "Total cost of the visitor centre",
            "Visitor centre",
        ),
        Asked(
            "Does the authority employ a full-time falconer?",
            "Whether a full-time falconer is employed",
            "Falconer",
        ),
        Asked(
            "Please list the suppliers of road salt for the last three winters.",
            "Suppliers of road salt in the last three winters",
            "Road salt",
        ),
        Asked(
            "Has any request been refused under section 14 of the Freedom of Information Act?",
            "Requests refused under section 14 of the Freedom of Information Act",
            "Vexatious requests",
        ),
        Asked(
            "What training in first aid is given to school crossing patrols?",
            "First aid training given to school crossing patrols",
            "First aid",
        ),
        Asked(
            "Which wards had their bins emptied late in December?",
            "Wards whose bins were emptied late in December",
            "Late bins",
        ),
    ]


ASKED = _asked()


class Maker:
    """Draws cases from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._figures = self.random.sample(range(23, 990), 300)

    def figure(self) -> int:
        """A number that nothing else in the case is."""
        return self._figures.pop()

    def reply(self, *, lists: bool = False, short: bool = True) -> Reply:
        """An answer of some kind."""
        draw = self.random.random()
        one, two = self.figure(), self.figure()
        if lists and draw < 0.45:
            items = [
                f"{n}. the {colour} one of {self.figure()}"
                for n, colour in enumerate(
                    self.random.sample(COLOURS, self.random.choice([2, 3, 4])), 1
                )
            ]
            return Reply([f"There are {one}, as listed here:", *items], "full")
        if draw < 0.2 and short:
            return Reply(
                [self.random.choice([f"{one}.", f"{one}", f"Yes, {one}.", f"No; only {one}."])]
            )
        if draw < 0.35:
            return Reply([f"There were {one} in 2021 and {two} in 2022."], "full")
        if draw < 0.45:
            return Reply(
                [f"We recorded {one} of them.", f"That is {two} fewer than in the year before."],
                "full",
            )
        if draw < 0.55:
            return Reply(
                [f"We do not hold this information; file {one} was destroyed."], "not-held"
            )
        if draw < 0.65:
            return Reply(
                [
                    f"Schedule {one} is withheld under section 43(2) of the Act "
                    "(commercial interests)."
                ],
                "refused",
            )
        if draw < 0.72:
            return Reply([f"This is published on our website, on page {one}."], "published")
        if draw < 0.8:
            return Reply(
                [
                    f"The total is {one}.",
                    "It was counted as follows:",
                    f"• by hand: {two}",
                    f"• by machine: {self.figure()}",
                ],
                "full",
            )
        return Reply([f"The total was {one}, for which {two} forms were filled in."], "full")

    def replies(self, count: int, **how: bool) -> list[Reply]:
        """Answers to ``count`` questions."""
        return [self.reply(**how) for _ in range(count)]


COLOURS = ["red", "blue", "green", "white", "black", "yellow", "brown", "violet"]
PREAMBLES = [
    "",
    "Thank you for your request for information.",
    "Thank you for your request.\n\nOur answers are set out below.",
    "I write in connection with your request, which has now been considered.\n\nResponse",
    "We can answer your request as follows:",
]
CLOSINGS = [
    "",
    "",
    "I hope that this is of help.",
    "If you are dissatisfied with this response you may ask for an internal review within "
    "40 working days.",
    "Yours sincerely",
    "Complaint rights\n\nYou may complain to the Information Commissioner.",
]
LEADS = [
    "",
    "",
    "Please could you tell me:",
    "Under the Freedom of Information Act I would like to know:",
]
ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
NUMBERS = ["{n}. ", "{n}) ", "({n}) ", "{n}: "]
LABELS = ["Q{n}. ", "Q{n}: ", "Q{n}) ", "Question {n}: ", "Q.{n} "]
LETTERED = ["{a}) ", "({a}) ", "{a}. "]


def mark(form: str, n: int) -> str:
    """The marker of the ``n``-th item."""
    return form.format(n=n, a=chr(96 + n), r=ROMANS[n - 1])


@dataclass
class Draft:
    """A case while it is made."""

    maker: Maker
    asked: list[Asked]
    replies: list[Reply]
    request: str = ""
    numbers: list[str] = field(default_factory=list)

    @property
    def random(self) -> random.Random:
        return self.maker.random


def put(draft: Draft, forms: Sequence[str]) -> None:
    """Write the request as a list with one of these markers (``""``: no markers)."""
    form = draft.random.choice(list(forms))
    lead = draft.random.choice(LEADS)
    rows = [f"{mark(form, n)}{asked.text}" for n, asked in enumerate(draft.asked, 1)]
    gap = "\n\n" if form == "" or draft.random.random() < 0.4 else "\n"
    closing = draft.random.choice(["", "", "", "Please send your reply by e-mail."])
    draft.request = "\n\n".join(filter(None, [lead, gap.join(rows), closing]))
    draft.numbers = [
        chr(96 + n) if "{a}" in form else ROMANS[n - 1] if "{r}" in form else str(n)
        for n in range(1, len(rows) + 1)
    ]


def block(first: str, reply: Reply) -> str:
    """An answer after a marker, its paragraphs below."""
    text = first + reply.pieces[0]
    for before, piece in zip(reply.pieces, reply.pieces[1:], strict=False):
        listed = piece[:2] in ("• ", "1.", "2.", "3.", "4.")
        text += ("\n" if listed and before else "\n\n") + piece
    return text


Style = Callable[[Draft], list[str]]
STYLES: dict[str, Style] = {}


def style(made: Style) -> Style:
    """Register a style of response under its function's name."""
    STYLES[made.__name__] = made
    return made


@style
def same_numbers(d: Draft) -> list[str]:
    put(d, NUMBERS + LABELS)
    form = d.random.choice(NUMBERS + LABELS)
    return [block(mark(form, n), r) for n, r in enumerate(d.replies, 1)]


@style
def answers_named(d: Draft) -> list[str]:
    put(d, NUMBERS + LABELS)
    form = d.random.choice(
        ["Answer {n}: ", "A{n}. ", "A{n}: ", "Response {n}: ", "Answer to Q{n}: "]
    )
    return [block(mark(form, n), r) for n, r in enumerate(d.replies, 1)]


@style
def number_on_its_own_line(d: Draft) -> list[str]:
    put(d, NUMBERS)
    form = d.random.choice(
        ["{n}.", "Question {n}", "Q{n}", "Point {n}", "Request {n}", "Question {n}:"]
    )
    return [block(f"{mark(form, n)}\n", r) for n, r in enumerate(d.replies, 1)]


@style
def in_response_to(d: Draft) -> list[str]:
    put(d, NUMBERS + LETTERED)
    forms = [
        "In response to question {x}: ", "With regard to part ({x}), ",
        "In relation to point {x}, ",
        "As regards question {x}, ", "In answer to question {x}, ", "For question {x}: ",
        "In respect of question {x}: ", "Regarding question {x}, ", "Turning to question {x}, ",
    ]  # fmt: skip
    form = d.random.choice(forms)
    mixed = d.random.random() < 0.4
    return [
        block((d.random.choice(forms) if mixed else form).format(x=x), r)
        for x, r in zip(d.numbers, d.replies, strict=True)
    ]


@style
def grouped(d: Draft) -> list[str]:
    put(d, NUMBERS + LABELS)
    count, position, blocks = len(d.asked), 0, []
    while position < count:
        size = min(d.random.choice([1, 2, 2, 3]), count - position)
        first, last = position + 1, position + size
        reply = d.replies[position]
        for other in range(position, position + size):
            d.replies[other] = reply
        if size == 1:
            forms = ["Question {f}", "Q{f}:", "Question {f}:"]
        elif size == 2:
            forms = [
                "Questions {f} & {l}",
                "Questions {f} and {l}:",
                "Q{f} and Q{l}:",
                "Q{f} & {l}",
                "Q{f}/{l}",
            ]
        else:
            forms = [
                "Questions {f}-{l}",
                "Q{f}–{l}",
                "Q{f} to Q{l}:",
                "Questions {f} to {l}",
                "Qs {f}-{l}:",
            ]
        blocks.append(block(d.random.choice(forms).format(f=first, l=last) + "\n", reply))
        position += size
    return blocks


@style
def question_repeated(d: Draft) -> list[str]:
    put(d, [*NUMBERS, *LETTERED, "• ", ""])
    return [block(f"{a.text}\n\n", r) for a, r in zip(d.asked, d.replies, strict=True)]


@style
def question_repeated_with_number(d: Draft) -> list[str]:
    put(d, [*NUMBERS, *LABELS, ""])
    form = d.random.choice(NUMBERS + LABELS)
    gap = d.random.choice(["\n", "\n\n"])
    return [
        block(f"{mark(form, n)}{a.text}{gap}", r)
        for n, (a, r) in enumerate(zip(d.asked, d.replies, strict=True), 1)
    ]


@style
def question_and_answer_on_a_line(d: Draft) -> list[str]:
    put(d, [*NUMBERS, *LABELS, ""])
    form = d.random.choice([*NUMBERS, *LABELS, ""])
    return [
        block(f"{mark(form, n)}{a.text} ", r)
        for n, (a, r) in enumerate(zip(d.asked, d.replies, strict=True), 1)
    ]


@style
def paraphrased(d: Draft) -> list[str]:
    put(d, [*NUMBERS, *LETTERED, "• "])
    form = d.random.choice(["", "{n}. ", "Q{n}: "])
    end = d.random.choice(["", ":"])
    return [
        block(f"{mark(form, n)}{a.paraphrase}{end}\n\n", r)
        for n, (a, r) in enumerate(zip(d.asked, d.replies, strict=True), 1)
    ]


@style
def question_answer_labels(d: Draft) -> list[str]:
    put(d, [*NUMBERS, *LABELS, ""])
    ask, tell = d.random.choice(
        [("Q: ", "A: "), ("Question: ", "Answer: "), ("Q{n}: ", "A{n}: "), ("Q.", "A."),
         ("Question {n}\n", "Answer {n}\n"), ("Request: ", "Response: "), ("Q{n}. ", "A. "),
         ("Request {n}: ", "Answer: ")]
    )  # fmt: skip
    gap = d.random.choice(["\n", "\n\n"])
    return [
        f"{mark(ask, n)}{a.text}{gap}" + block(mark(tell, n), r)
        for n, (a, r) in enumerate(zip(d.asked, d.replies, strict=True), 1)
    ]


@style
def table(d: Draft) -> list[str]:
    put(d, [*NUMBERS, *LABELS, ""])
    form = d.random.choice(["", "{n}. ", "{n} | ", "Q{n} | "])
    rows = [
        d.random.choice(["Question | Answer", "Question | Response", "No. | Question | Answer", ""])
    ]
    for n, (a, r) in enumerate(zip(d.asked, d.replies, strict=True), 1):
        r.pieces[:] = [" ".join(r.pieces)]
        rows.append(f"{mark(form, n)}{a.text} | {r.pieces[0]}")
    return ["\n".join(filter(None, rows))]


@style
def table_of_years(d: Draft) -> list[str]:
    put(d, NUMBERS)
    numbered = d.random.random() < 0.5
    rows = ["Question | 2020 | 2021 | 2022"]
    for n, a in enumerate(d.asked, 1):
        figures = " | ".join(str(d.maker.figure()) for _ in range(3))
        d.replies[n - 1] = Reply([figures], "full")
        words = d.random.choice([a.text, a.paraphrase]) if not numbered else a.text
        rows.append((f"{n}. " if numbered else "") + f"{words} | {figures}")
    return ["\n".join(rows)]


@style
def restated_then_answered(d: Draft) -> list[str]:
    put(d, NUMBERS)
    form = d.random.choice(NUMBERS)
    said = "\n".join(f"{mark(form, n)}{a.text}" for n, a in enumerate(d.asked, 1))
    answers = "\n".join(block(mark(form, n), r) for n, r in enumerate(d.replies, 1))
    return [
        "You asked:",
        said,
        d.random.choice(["Our response:", "Response", "We reply as follows."]),
        answers,
    ]


@style
def as_above(d: Draft) -> list[str]:
    put(d, NUMBERS + LABELS)
    form = d.random.choice([*NUMBERS, "Q{n}. ", "Answer {n}: "])
    blocks = []
    for n in range(1, len(d.replies) + 1):
        if n > 1 and d.random.random() < 0.45:
            to = d.random.randint(1, n - 1)
            words, of = d.random.choice(
                [("As above.", n - 1), ("See above", n - 1),
                 (f"Please see the answer to question {to}.", to),
                 (f"Same as Q{to}.", to), (f"Please refer to question {to}.", to),
                 (f"As per question {to} above.", to), (f"See response to Q{to}", to)]
            )  # fmt: skip
            d.replies[n - 1] = Reply([words], d.replies[of - 1].outcome)
        blocks.append(block(mark(form, n), d.replies[n - 1]))
    return blocks


@style
def lists_inside(d: Draft) -> list[str]:
    put(d, NUMBERS)
    d.replies = d.maker.replies(len(d.asked), lists=True)
    form = d.random.choice(["{n}. ", "{n}) ", "Q{n}. ", "Question {n}\n"])
    return [block(mark(form, n), r) for n, r in enumerate(d.replies, 1)]


@style
def out_of_order(d: Draft) -> list[str]:
    put(d, NUMBERS)
    form = d.random.choice(["Question {n}: ", "Q{n}. ", "Answer {n}: ", "{n}. "])
    blocks = [block(mark(form, n), r) for n, r in enumerate(d.replies, 1)]
    d.random.shuffle(blocks)
    return blocks


@style
def other_markers(d: Draft) -> list[str]:
    asked, told = d.random.choice(
        [(LETTERED, NUMBERS), (NUMBERS, LETTERED), (["{r}) ", "({r}) "], NUMBERS),
         (["• ", ""], NUMBERS),
         (["({r}) ", "{r}. "], ["({r}) ", "{r}. "]), (LETTERED, LETTERED), (["• "], ["• "])]
    )  # fmt: skip
    put(d, asked)
    d.replies = [
        r if "•" not in " ".join(r.pieces) else Reply([f"{d.maker.figure()} in all."])
        for r in d.replies
    ]
    form = d.random.choice(told)
    return [block(mark(form, n), r) for n, r in enumerate(d.replies, 1)]


@style
def refusal_apart(d: Draft) -> list[str]:
    put(d, NUMBERS + LABELS)
    form = d.random.choice(["{n}. ", "Q{n}: ", "Question {n}\n"])
    lost = d.random.randint(1, len(d.replies))
    code = d.maker.figure()
    words = d.random.choice(
        ["Question {n} is exempt under section 31(1)(a) of the Act, as file {c} shows.",
         "We are refusing part {n} of your request under section 40(2), see file {c}.",
         "The information in question {n} is withheld under section 43(2), see file {c}.",
         "In respect of question {n}, section 31(1)(b) is engaged, see file {c}."]
    ).format(n=lost, c=code)  # fmt: skip
    d.replies[lost - 1] = Reply([words], "refused")
    blocks = [block(mark(form, n), r) for n, r in enumerate(d.replies, 1) if n != lost]
    return (
        [words, *blocks]
        if d.random.random() < 0.6
        else [*blocks, f"Reasons for decision\n\n{words}"]
    )


@style
def one_for_all(d: Draft) -> list[str]:
    put(d, [*NUMBERS, *LABELS])
    words, outcome = d.random.choice(
        [("No information is held in respect of all questions, file {c}.", "not-held"),
         ("All {k} questions are refused under section 12(1), as file {c} shows the cost limit to "
          "be exceeded.", "cost"),
         ("No information is held on questions 1 to {k}, see file {c}.", "not-held"),
         ("We do not hold any of the information for each of your questions, see file {c}.",
          "not-held")]
    )  # fmt: skip
    words = words.format(k=len(d.asked), c=d.maker.figure())
    d.replies = [Reply([words], outcome) for _ in d.asked]
    return [words]


@style
def one_missing(d: Draft) -> list[str]:
    put(d, NUMBERS + LABELS)
    form = d.random.choice(["{n}. ", "Q{n}: ", "Question {n}\n", "Answer {n}. "])
    lost = d.random.randint(1, len(d.replies))
    d.replies[lost - 1] = Reply([], "unknown")
    return [block(mark(form, n), r) for n, r in enumerate(d.replies, 1) if n != lost]


@style
def headed(d: Draft) -> list[str]:
    put(d, [*NUMBERS, "• "])
    form = d.random.choice(["", "{n}. ", "{n}) "])
    return [
        block(f"{mark(form, n)}{a.heading}\n\n", r)
        for n, (a, r) in enumerate(zip(d.asked, d.replies, strict=True), 1)
    ]


@style
def letters_under_numbers(d: Draft) -> list[str]:
    half = max(1, len(d.asked) // 2)
    groups = [d.asked[:half], d.asked[half:]]
    rows = []
    for n, group in enumerate(groups, 1):
        rows.append(
            f"{n}. {d.random.choice(['As to these matters', 'For each of the following'])}:"
        )
        rows += [f"{chr(97 + k)}) {a.text}" for k, a in enumerate(group)]
    d.request = "\n".join(rows)
    form = d.random.choice(["split", "joined", "glued", "restated"])
    told, position = [], 0
    for n, group in enumerate(groups, 1):
        if form == "split":
            told.append(f"{n}.")
        if form == "restated":
            told.append(f"Question {n}")
        for k, _ in enumerate(group):
            letter = chr(97 + k)
            first = {
                "split": f"{letter}) ",
                "restated": f"({letter}) ",
                "joined": f"{n}({letter}) ",
            }.get(form, f"{n}{letter}. ")
            reply = d.replies[position]
            reply.pieces[:] = [" ".join(reply.pieces)]
            told.append(first + reply.pieces[0])
            position += 1
    return ["\n".join(told)]


@style
def blocks_of_numbers(d: Draft) -> list[str]:
    half = max(1, len(d.asked) // 2)
    groups = [("About the north", d.asked[:half]), ("About the south", d.asked[half:])]
    rows, told, position = [], [], 0
    same = d.random.random() < 0.5
    for name, group in groups:
        rows.append(
            f"{name}\n\n" + "\n".join(f"{n}. {a.text}" for n, a in enumerate(group, 1)) + "\n"
        )
        told.append(name)
        for n, _ in enumerate(group, 1):
            told.append(block(f"{n if same else position + 1}. ", d.replies[position]))
            position += 1
    d.request = "\n".join(rows)
    return ["\n\n".join(told)]


@style
def page_noise(d: Draft) -> list[str]:
    put(d, NUMBERS)
    blocks = [block(f"{n}. ", r) for n, r in enumerate(d.replies, 1)]
    at = d.random.randint(1, len(blocks) - 1)
    blocks.insert(at, d.random.choice(["Page 2 of 3", "2", "- 2 -", "Page 2"]))
    return blocks


@style
def paragraphs_in_order(d: Draft) -> list[str]:
    put(d, [*NUMBERS, "• ", ""])
    for reply, asked in zip(d.replies, d.asked, strict=True):
        reply.pieces[:] = [f"As to {asked.heading.lower()}: {' '.join(reply.pieces)}"]
    return [r.pieces[0] for r in d.replies]


@style
def numbers_shifted(d: Draft) -> list[str]:
    """A question is left out and the answers numbered on: wrong must be said to be."""
    put(d, NUMBERS)
    lost = d.random.randint(1, len(d.replies) - 1)
    for reply, asked in zip(d.replies, d.asked, strict=True):
        reply.pieces[:] = [f"{asked.heading}: {' '.join(reply.pieces)}"]
    d.replies[lost - 1] = Reply([], "")
    kept = [r for r in d.replies if r.pieces]
    return [block(f"{n}. ", r) for n, r in enumerate(kept, 1)]


@style
def more_answers_than_questions(d: Draft) -> list[str]:
    put(d, NUMBERS)
    extra = d.maker.reply()
    blocks = [block(f"{n}. ", r) for n, r in enumerate(d.replies, 1)]
    return [*blocks, block(f"{len(blocks) + 1}. ", extra)]


WRONG_BY_NATURE = frozenset(["numbers_shifted"])
"""Styles whose truth stands nowhere in the text: only that they are doubted can be asked for."""


def make(seed: int, name: str = "") -> Case:
    """The case of this seed, in a style of this name, or in one that the seed chooses."""
    maker = Maker(seed)
    name = name or maker.random.choice(sorted(STYLES))
    count = maker.random.randint(3, 8)
    draft = Draft(maker, maker.random.sample(ASKED, count), maker.replies(count))
    told = STYLES[name](draft)
    if name == "one_for_all":
        preamble = maker.random.choice(PREAMBLES[:2])
    else:
        preamble = maker.random.choice(PREAMBLES)
    response = "\n\n".join(filter(None, [preamble, *told, maker.random.choice(CLOSINGS)]))
    if maker.random.random() < 0.4 and "|" not in response:
        draft.request, response = _wrapped(draft.request), _wrapped(response)
    return Case(
        name,
        draft.request,
        response,
        tuple(tuple(r.pieces) for r in draft.replies),
        tuple(r.outcome for r in draft.replies),
    )


def _wrapped(text: str) -> str:
    """The text with lines as long as a page is wide."""
    return "\n".join(
        piece for line in text.split("\n") for piece in (textwrap.wrap(line, 76) or [""])
    )
