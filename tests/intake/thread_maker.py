"""Threads made up in many styles, with what is to be read in them."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass

BODY = "Harrowmere Police"
NAMES = (("Robin", "Sample"), ("Dee", "Placeholder"), ("Gil", "Nobody"), ("Val", "Example"))
SUBJECTS = ("kites", "boats", "radios", "ladders", "drones", "horses")
PLACES = ("Tamble beach", "Eddle quay", "Marle common", "Orrin harbour")

OPENINGS = (
    "Under the Freedom of Information Act 2000 please provide the following:",
    "I would like to request the information below.",
    "Please could you tell me:",
)
ACKS = (
    "Thank you for your request. You will receive a response within 20 working days.",
    "I write in connection with your request, which will now be considered in accordance with "
    "the Act. You will receive a response within the statutory timescale of 20 working days, "
    "subject to the information not being exempt. If this is unlikely you will be told.",
    "We acknowledge receipt of your request, which has been passed to the relevant department.",
    "Your e-mail has been received and logged. A reply will be sent by 30 June 2019.",
    "This is an automated reply: we have received your e-mail and aim to answer within 20 working "
    "days. Exemptions may apply.",
    "I am dealing with your request under the Freedom of Information Act 2000 and it will be "
    "answered within twenty working days. There may be a fee payable.",
)
CLARIFIES = (
    "Please clarify which years you are interested in.",
    "We require further details from you in order to identify the information. The 20 working day "
    "clock will stop until we hear from you.",
)
EXTENDS = (
    "I am sorry that we have not been able to answer within 20 working days.",
    "We need more time to consider the public interest and will write again by 3 July 2019.",
)
COVERS = (
    "I have today decided to disclose the information.",
    "Please find our response below.",
    "Our response to your request is as follows.",
    "I can confirm that the force holds this information.",
    "Further to your request, please see the answers below.",
    "Following receipt of your request searches were conducted within the force.",
    "Apologies for the delay in replying. The information you requested is set out below.",
    "Your request for information has now been considered.",
)
GIVES = ("There were {n}.", "We hold {n}.", "{n} were recorded in that year.")
REFUSES = (
    "This is exempt under section 31(1)(a) of the Act.",
    "This information is withheld under section 40(2).",
)
DISCLAIMER = (
    "This e-mail and any attachments are confidential and intended for the addressee only. If you "
    "are not the intended recipient please delete it."
)
RIGHTS = "If you are dissatisfied you may ask for an internal review within two months."
REVIEWS = ("I have completed my internal review. I uphold the original decision.",)
CLOSES = ("Yours sincerely", "Yours faithfully,", "Kind regards", "Regards,")


@dataclass(frozen=True)
class Made:
    """A thread as a page, and the truth of it: what stands where, and how it was rendered."""

    page: str
    asked: tuple[str, ...]
    answered: tuple[str, ...]
    others: tuple[str, ...]
    kinds: tuple[str, ...]
    style: str


def make(seed: int) -> Made:
    """The thread of this seed."""
    return _Maker(random.Random(seed)).made()


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.first, self.last = chance.choice(NAMES)
        self.senders = chance.random() < 0.7
        self.dates = self.senders and chance.random() < 0.6
        self.links = chance.random() < 0.5
        self.blank = self.senders or chance.random() < 0.6
        self.made_line = chance.random() < 0.6
        self.status = chance.random() < 0.7
        self.wrap = chance.random() < 0.6
        self.requotes = chance.random() < 0.4
        self.day = 1
        self.lines: list[str] = []
        self.kinds: list[str] = []

    def made(self) -> Made:
        chance = self.chance
        subject, place = chance.choice(SUBJECTS), chance.choice(PLACES)
        count = chance.randint(1, 4)
        asked = [f"How many {subject} were seen at {place} in {2012 + n}?" for n in range(count)]
        numbered = [f"{n}. {q}" for n, q in enumerate(asked, 1)] if count > 1 else asked
        self.head(f"{subject.title()} at {place}")
        self.letter("request", True, [chance.choice(OPENINGS), *numbered])
        others = []
        bare = not (self.made_line or self.status or self.links)
        if bare or chance.random() < 0.7:
            others.append(chance.choice(ACKS))
            quote = ["access to the following information:", *self.quoted(numbered)]
            body = [f"I note you seek {quote[0]}", *quote[1:]] if self.requotes else []
            self.letter("acknowledgement", False, [*body, others[-1]])
        if chance.random() < 0.25:
            others.append(chance.choice(CLARIFIES))
            self.letter("clarification-sought", False, [others[-1]])
            asked.append("I mean all of them together.")
            self.letter("clarification", True, [asked[-1]])
        if chance.random() < 0.25:
            others.append(chance.choice(EXTENDS))
            self.letter("extension", False, [others[-1]])
        answered: list[str] = []
        if chance.random() < 0.85:
            answered = [self.answer() for _ in range(count)]
            text = [f"{n}. {a}" for n, a in enumerate(answered, 1)] if count > 1 else answered
            self.letter("response", False, [chance.choice(COVERS), *text, RIGHTS])
            if chance.random() < 0.2:
                ask = "I would like to request an internal review of this decision."
                others.append(ask)
                self.letter("review-request", True, [ask])
                answered.append(chance.choice(REVIEWS))
                self.letter("review", False, [answered[-1]])
        style = " ".join(
            name
            for name in ("senders", "dates", "links", "blank", "made_line", "status", "requotes")
            if getattr(self, name)
        )
        page = "\n".join(self.lines) + "\n"
        if not self.blank:
            page = "\n".join(line for line in page.split("\n") if line) + "\n"
        return Made(page, tuple(asked), tuple(answered), tuple(others), tuple(self.kinds), style)

    def answer(self) -> str:
        if self.chance.random() < 0.3:
            return self.chance.choice(REFUSES)
        return self.chance.choice(GIVES).format(n=self.chance.randint(5, 900))

    def quoted(self, lines: list[str]) -> list[str]:
        return [f"* {line}" for line in lines]

    def head(self, title: str) -> None:
        self.lines += [title, ""]
        if self.made_line:
            who = f"{self.first} {self.last}"
            self.lines += [f"{who} made this Freedom of Information request to {BODY}", ""]
        if self.status:
            self.lines += ["The request was successful.", ""]

    def letter(self, kind: str, asks: bool, paragraphs: list[str]) -> None:
        chance = self.chance
        self.kinds.append(kind)
        self.day += chance.randint(1, 9)
        who = f"{self.first} {self.last}"
        if self.senders:
            sender = who if asks else chance.choice((BODY, f"Kite Desk, {BODY}"))
            self.lines += [f"From: {sender}" if self.dates else sender, ""]
        if self.dates:
            self.lines += [f"{self.day % 28 + 1} {'June' if self.day < 28 else 'July'} 2019", ""]
        people = (f"Mr {self.last}", f"Ms {self.last}", self.first, f"{self.first} {self.last}")
        greeted = BODY if asks else chance.choice(people)
        self.lines += [f"Dear {greeted},", ""]
        for paragraph in paragraphs:
            self.lines += textwrap.wrap(paragraph, 70) if self.wrap else [paragraph]
            self.lines.append("")
        self.lines += [chance.choice(CLOSES), "", who if asks else "A. Clerk", ""]
        if not asks and chance.random() < 0.3:
            self.lines += ["FOI Officer", BODY, "Tel: 0100 000000", ""]
        if not asks and chance.random() < 0.3:
            self.lines += [*textwrap.wrap(DISCLAIMER, 70), ""]
        if not asks and chance.random() < 0.3:
            self.lines += ["show quoted sections", ""]
        if self.links:
            self.lines += ["Link to this", ""]
            if chance.random() < 0.1:
                self.lines += ["Sam Passer left an annotation (20 June 2019)", ""]
                self.lines += ["I wonder about this, too.", "", "Link to this", ""]
