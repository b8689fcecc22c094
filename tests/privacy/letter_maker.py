"""Letters, mails and forms with personal data that are known, in many styles; nobody is real.

A *style* writes one text from a :class:`Cast`.  ``SEEN`` were there while the reader was written;
``ASIDE`` and then ``LAST`` came afterwards, and measured it before it was mended by what they
showed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

PEOPLE = (
    *("Jane Example", "Thomas Wrenfield", "Oliver J. Hartsome", "Priscilla Mowbrey-Stone"),
    *("Niamh Ó Connair", "Seán Mac Giollabhuí", "Morag MacQuillan", "Fergus McTavrish"),
    *("Gwenllian ap Rhosyn", "Ieuan Llwydmor", "Krystyna Wolakowska", "Zbigniew Górnysz"),
    *("Chidi Okonwelu", "Adébáyò Ogunsanmi", "Ama Boatengwa", "Thandeka Mkhizwe"),
    *("Harpreet Kaur Sandhri", "Rajesh Venkataramar", "Nusrat Begumi", "Imran Qureshad"),
    *("Wei Zhengli", "Nguyen Thi Phuongh", "Hiroshi Takemori", "Min-jun Parkeo"),
    *("Fatima al-Rashidi", "Yusuf bin Khalidun", "Ayşe Yıldırimoğlu", "Dimitrios Papadakos"),
    *(
        "María José Fuentesca López",
        "João da Silveira",
        "Anneke van der Meersen",
        "Björn Åkerlundh",
    ),
    *("Liesl von Trautmann", "Giulia D'Amorico", "Oluwaseun Adeyemisi", "Siân Prydderchi"),
)
OFFICIALS = (
    "A. Sampleton",
    "Beatrice Holloway-Finch",
    "K Mbathane",
    "Rhodri Penllyn",
    "S. Tanquist",
)
POSTS = (
    *("Disclosure Officer", "Information Governance Manager", "Senior FOI Adviser"),
    *("Freedom of Information Decision Maker", "Head of Information Compliance"),
)
BODIES = ("Harrowmere Police", "Tarnmouth Metropolitan Borough Council", "Wexmoor Fire and Rescue")
MAILS = ("foi@harrowmere.police.example", "foi@tarnmouth.gov.example", "foi@wexmoorfire.example")
STREETS = ("14 Mill Lane", "7a Cathedral Close", "Flat 3, 22 Station Road", "101 Harbour View")
TOWNS = (("Tarnmouth", "TM1 4AB"), ("Sandgate", "SG12 9XY"), ("Lower Orrin", "OR3 7QP"))
EMPLOYERS = ("The Sandgate Courier", "Brindle & Marsh Ltd", "Open Ledger Project")
JOBS = ("Senior Reporter", "Data Journalist", "Campaigns Lead", "Account Manager")
SUBSTANCE = (
    "1. How much was Chief Constable Alan Rookwood paid in 2022/23?\n"
    "2. Please provide e-mails between Councillor Dora Plimsoll and press@brightco.example.",
    "Please provide the contract with Kestrel Lowe Associates for 9 Dock Street, TM2 2AA.",
    "• The number of officers named in Operation Sandpiper\n• The cost of calls to 01632 960555",
    "How many complaints were made about PC John Barleymow in the year to 31 March 2022?\n"
    "I would like the answer by month. Thank you for considering this, and for your help with it.",
    "Could you tell me which schools use Best Wishes Cards Ltd, and the cost? Regards to format, "
    "a spreadsheet will do.",
    "I am writing about the Mayor, Ellen Thackeray, and her diary for May 2023. I am the owner of "
    "no property in the borough.",
)
ANSWERS = (
    "I can confirm that the information is held. Chief Constable Alan Rookwood was paid £185,000.",
    "Section 40(2) applies to the names of junior staff. Councillor Dora Plimsoll sent 14 e-mails.",
    "We hold no recorded information. You may wish to ask Kestrel Lowe Associates on 01632 960777.",
)


@dataclass(frozen=True)
class Cast:
    """Who and what stands in one text."""

    pick: Random
    person: str
    official: str
    post: str
    body: str
    mailbox: str
    street: str
    town: str
    code: str
    employer: str
    job: str
    asked: str
    answered: str
    mail: str
    landline: str
    mobile: str

    @property
    def first(self) -> str:
        return self.person.split()[0]

    @property
    def last(self) -> str:
        words = self.person.split()
        small = [
            n for n, w in enumerate(words) if w in {"van", "von", "da", "bin", "ap", "Ó", "Mac"}
        ]
        return " ".join(words[small[0] :] if small else words[-1:])

    @property
    def title(self) -> str:
        return self.pick.choice(("Mr", "Ms", "Mrs", "Dr", "Miss", "Mx"))


@dataclass(frozen=True)
class Made:
    """A text, what must not be left of it, and the lines of it that must stay as they are."""

    place: Any
    text: str
    secret: tuple[str, ...]
    kept: tuple[str, ...]


Style = Callable[[Cast], Made]


def cast(seed: int) -> Cast:
    """The people and places of one text."""
    pick = Random(seed)
    person = pick.choice(PEOPLE)
    at = pick.randrange(len(BODIES))
    town, code = pick.choice(TOWNS)
    plain = person.split()[0].lower().encode("ascii", "ignore").decode() or "abc"
    host = pick.choice(("gmail.com", "hotmail.co.uk", "courier.example", "btinternet.com"))
    return Cast(
        pick=pick,
        person=person,
        official=pick.choice(OFFICIALS),
        post=pick.choice(POSTS),
        body=BODIES[at],
        mailbox=MAILS[at],
        street=pick.choice(STREETS),
        town=town,
        code=code,
        employer=pick.choice(EMPLOYERS),
        job=pick.choice(JOBS),
        asked=pick.choice(SUBSTANCE),
        answered=pick.choice(ANSWERS),
        mail=f"{plain}.{pick.randrange(10, 99)}@{host}",
        landline=pick.choice(("01632 960123", "(01632) 960 124", "+44 1632 960125")),
        mobile=pick.choice(("07700 900123", "07700900124", "+44 (0)7700 900125")),
    )


def _made(place: str, text: str, secret: tuple[str, ...], kept: str) -> Made:
    return Made(place, text, secret, tuple(line for line in kept.split("\n") if line.strip()))


def old_letter(c: Cast) -> Made:
    head = f"FOI Officer\n{c.body}\nHeadquarters\n{c.town} TM9 9ZZ"
    words = f"Dear {c.pick.choice(('Sir or Madam', 'FOI Officer', 'Sir/Madam'))},\n\n{c.asked}"
    text = (
        f"{c.person}\n{c.street}\n{c.town}\n{c.code}\n\n3 May 2024\n\n{head}\n\n{words}\n\n"
        f"Yours {c.pick.choice(('faithfully', 'sincerely'))},\n\n{c.person}"
    )
    return _made("request", text, (c.person, c.street, c.code), f"{head}\n{words}")


def mail_with_signature(c: Cast) -> Made:
    words = f"Dear {c.body},\n\n{c.asked}"
    closing = c.pick.choice(("Kind regards", "Best wishes,", "Regards", "Many thanks,"))
    text = (
        f"{words}\n\n{closing}\n{c.person}\n{c.job}, {c.employer}\nT: {c.landline}\n"
        f"M: {c.mobile}\nE: {c.mail}\n{c.street}, {c.town} {c.code}\nwww.courier.example"
    )
    secret = (c.person, c.employer, c.landline, c.mobile, c.mail, c.street, "www.courier")
    return _made("request", text, secret, f"{words}\n{closing}")


def site_message(c: Cast) -> Made:
    words = f"Dear {c.body},\n\n{c.asked}"
    return _made("request", f"{words}\n\nYours faithfully,\n\n{c.person}", (c.person,), words)


def web_form(c: Cast) -> Made:
    words = f"Details of request: {c.asked}"
    text = (
        f"Title: {c.title}\nFull name: {c.person}\nEmail address: {c.mail}\n"
        f"Telephone: {c.mobile}\nAddress: {c.street}, {c.town}\nPostcode: {c.code}\n{words}"
    )
    return _made("request", text, (c.person, c.mail, c.mobile, c.street, c.code), words)


def one_line(c: Cast) -> Made:
    asked = c.asked.replace("\n", " ")
    text = f"Dear Sir/Madam, {asked} {c.pick.choice(('Kind regards,', 'Thanks,'))} {c.person}"
    return _made("request", text, (c.person,), f"Dear Sir/Madam, {asked}")


def short_mail(c: Cast) -> Made:
    words = f"Hi,\n{c.asked}"
    sign = c.pick.choice((c.first, c.first.lower(), f"{c.first[0]} {c.last}"))
    return _made("request", f"{words}\nThanks,\n{sign}", (f"\n{sign}",), words)


def introduced(c: Cast) -> Made:
    words = f"{c.asked}"
    text = (
        f"Hello\n\nMy name is {c.person} and I am a student.\n{words}\n"
        f"You can reach me on {c.mobile} or at {c.mail}.\nI live at {c.street}, {c.town}, {c.code}."
    )
    return _made("request", text, (c.person, c.mobile, c.mail, c.street, c.code), f"Hello\n{words}")


def asks_below(c: Cast) -> Made:
    below = "1. How many dogs retired?\n2. What did their kennels cost in 2022?"
    text = f"{c.asked}\n\nRegards, {c.first}\n\n{below}"
    return _made("request", text, (f"Regards, {c.first}",), f"{c.asked}\n{below}")


def signed_bare(c: Cast) -> Made:
    words = f"Dear Sir or Madam\n\n{c.asked}\nI look forward to your reply."
    text = f"{words}\n\n{c.person}\n{c.street}\n{c.town}\n{c.code}\n{c.landline}"
    return _made("request", text, (c.person, c.street, c.code, c.landline), words)


def reply_letter(c: Cast) -> Made:
    named = f"{c.title} {c.pick.choice((c.person, f'{c.first[0]} {c.last}'))}"
    head = f"{c.body}\nInformation Access Unit\nPO Box 41\n{c.town} TM9 9ZZ\nTel: 01632 960900"
    words = (
        f"Thank you for your request for information.\n\n{c.answered}\n\nYours sincerely,\n\n"
        f"{c.official}\n{c.post}\n{c.body}\n{c.mailbox}"
    )
    text = (
        f"{head}\n\n{named}\n{c.street}\n{c.town}\n{c.code}\n\nOur ref: 1201/24\n3 May 2024\n\n"
        f"Dear {c.title} {c.last},\n\n{words}"
    )
    return _made("response", text, (named, c.street, c.code, c.last), f"{head}\n{words}")


def reply_with_mail(c: Cast) -> Made:
    words = f"{c.answered}\n\nKind regards,\n\n{c.official}\n{c.post}\n01632 960901"
    text = (
        f"Dear {c.person},\n\n{words}\n\nFrom: {c.person} <{c.mail}>\nSent: 3 May 2024 10:12\n"
        f"To: FOI <{c.mailbox}>\nSubject: Request\n\n{c.asked}\n\nRegards\n{c.first}"
    )
    kept = f"{words}\nTo: FOI <{c.mailbox}>\nSubject: Request\n{c.asked}"
    return _made("response", text, (c.person, c.mail, f"Regards\n{c.first}"), kept)


def reply_retelling(c: Cast) -> Made:
    retold = f"You asked for the following:\n\n{c.asked}"
    words = f"Our response\n\n{c.answered}\n\nYours sincerely\n\n{c.official}\n{c.post}"
    text = f"Dear {c.title} {c.last}\n\n{retold}\n\nYours faithfully,\n{c.person}\n\n{words}"
    return _made("response", text, (c.person, f"Dear {c.last}"), f"{retold}\n{words}")


def reply_with_fields(c: Cast) -> Made:
    words = f"Reference: 1201/24\nDecision: disclosed in part\n\n{c.answered}"
    text = f"Applicant: {c.title} {c.person}\n{words}"
    return _made("response", text, (c.person,), words)


def whole_letter(c: Cast) -> Made:
    words = (
        f"Thank you for your e-mail of 1 April 2024.\n\n{c.answered}\n\nYours sincerely\n\n"
        f"{c.official}\n{c.post}\n{c.mailbox}"
    )
    text = f"{c.title} {c.person}\nBy e-mail: {c.mail}\n\nDear {c.title} {c.last}\n\n{words}"
    return _made("body", text, (c.person, c.mail, c.last), words)


def whole_thread(c: Cast) -> Made:
    words = f"{c.answered}\n\nRegards\n{c.official}\n{c.post}"
    text = (
        f"{words}\n\nOn 3 May 2024, at 10:12, {c.person} <{c.mail}> wrote:\n> Dear FOI Team,\n>\n"
        + "\n".join(f"> {line}" for line in c.asked.split("\n"))
        + f"\n>\n> Yours,\n> {c.person}\n> {c.mobile}"
    )
    return _made("body", text, (c.person, c.mail, c.mobile), f"{words}\n> Dear FOI Team,")


SEEN: tuple[Style, ...] = (
    *(old_letter, mail_with_signature, site_message, web_form, one_line, short_mail, introduced),
    *(asks_below, signed_bare, reply_letter, reply_with_mail, reply_retelling, reply_with_fields),
    *(whole_letter, whole_thread),
)


def named_house(c: Cast) -> Made:
    words = f"Dear Sirs\n\n{c.asked}"
    text = (
        f"Rose Cottage\n{c.town}\n{c.code}\nTel: {c.landline}\nEmail: {c.mail}\n\n"
        f"The Chief Executive\n{c.body}\n\n3rd May 2024\n\n{words}\n\n"
        f"Yours truly\n\n\n{c.person} ({c.title})"
    )
    return _made("request", text, ("Rose Cottage", c.code, c.landline, c.mail, c.person), words)


def piped_signature(c: Cast) -> Made:
    words = f"Good morning,\n\n{c.asked}\n\nI look forward to hearing from you.\n\nAll the best"
    text = f"{words},\n\n{c.person} | {c.job} | {c.employer} | {c.mobile} | {c.mail}"
    return _made("request", text, (c.person, c.employer, c.mobile, c.mail), words)


def welsh_letter(c: Cast) -> Made:
    words = f"Annwyl Syr/Fadam\n\n{c.asked}\n\nDiolch yn fawr"
    return _made("request", f"{words}\n\nYn gywir\n\n{c.person}", (c.person,), words)


def dashed_signature(c: Cast) -> Made:
    words = f"To whom it may concern,\n{c.asked}"
    text = f"{words}\n\nThanks in advance\n{c.first}\n\n-- \n{c.person}\n{c.employer}\n{c.mobile}"
    return _made("request", text, (c.person, c.employer, c.mobile, f"\n{c.first}\n"), words)


def form_on_two_lines(c: Cast) -> Made:
    words = f"What information are you seeking?\n{c.asked}"
    text = (
        f"Your name:\n{c.person}\nYour email:\n{c.mail}\nContact number:\n{c.mobile}\n"
        f"Organisation (if any): {c.employer}\n{words}"
    )
    return _made("request", text, (c.person, c.mail, c.mobile, c.employer), words)


def contact_at_the_end(c: Cast) -> Made:
    asked = c.asked.replace("\n", " ")
    text = (
        f"{asked} Please reply to {c.mail} or call me on {c.mobile}. "
        f"My address is {c.street}, {c.town} {c.code}. I am {c.person}, of {c.employer}."
    )
    return _made("request", text, (c.mail, c.mobile, c.street, c.code, c.person), asked)


def member_of_parliament(c: Cast) -> Made:
    words = f"Dear Chief Constable\n\n{c.asked}"
    text = (
        f"{c.person.upper()} MP\nMember for {c.town}\n\n{words}\n\nYours sincerely,\n"
        f"{c.person} MP\n{c.street}, {c.town}, {c.code}"
    )
    return _made("request", text, (c.person, c.person.upper(), c.street, c.code), words)


def with_postscript(c: Cast) -> Made:
    below = "PS: Please also say how many of them were repaired."
    sign = c.pick.choice((c.person.lower(), c.person.upper(), f"{c.first[0]}. {c.last}"))
    text = f"hello,\n\n{c.asked}\n\nmany thanks and kind regards,\n\n{sign}\n\n{below}"
    return _made("request", text, (sign,), f"{c.asked}\n{below}")


def friendly_reply(c: Cast) -> Made:
    words = f"{c.answered}\n\nBest wishes\n\n{c.official}\n{c.post} | {c.body} | 01632 960902"
    text = f"Good afternoon {c.first},\n\n{words}"
    return _made("response", text, (f"afternoon {c.first}",), words)


def address_on_one_line(c: Cast) -> Made:
    words = f"FOI REQUEST 1201/24\n\n{c.answered}\n\nYours faithfully\n\n{c.official}"
    text = (
        f"{c.body}, Headquarters, {c.town} TM9 9ZZ\n"
        f"{c.title} {c.first[0]} {c.last}, {c.street}, {c.town}, {c.code}\n\n"
        f"Dear {c.title} {c.last}\n\n{words}"
    )
    return _made("response", text, (c.last, c.street, c.code), words)


def requested_by(c: Cast) -> Made:
    words = f"Date received: 3 May 2024\nResponse\n{c.answered}"
    text = (
        f"Requested by: {c.person}\n{words}\n"
        f"I refer to the request from {c.title} {c.last} and to your letter.\n"
        f"{c.person}'s request is closed."
    )
    return _made("response", text, (c.person, f"{c.last} and"), words)


def outlook_reply(c: Cast) -> Made:
    words = f"Dear applicant\n\n{c.answered}\n\nKind regards\n{c.official}\n{c.post}"
    text = (
        f"{words}\n\n________________________________\n"
        f"From: {c.last}, {c.first} [mailto:{c.mail}]\nSent: Friday, May 3, 2024 10:12 AM\n"
        f"To: {c.mailbox}\nSubject: FOI\n\n{c.asked}\n\nBest,\n{c.person}\n{c.job}\nMob {c.mobile}"
    )
    kept = f"{words}\nTo: {c.mailbox}\nSubject: FOI\n{c.asked}"
    return _made("response", text, (c.last, c.mail, c.mobile, c.job), kept)


def request_page(c: Cast) -> Made:
    words = f"The request was successful.\nDear {c.body},\n{c.asked}"
    text = (
        f"{c.person} made this Freedom of Information request to {c.body}\n"
        f"The request was successful.\nFrom: {c.person}\n3 May 2024\nDear {c.body},\n{c.asked}\n"
        f"Yours faithfully,\n{c.person}\nLink to this"
    )
    return _made("body", text, (c.person,), words)


def forwarded_thread(c: Cast) -> Made:
    words = f"Dear {c.title} {c.last},\n\nThank you for contacting us.\n{c.answered}"
    text = (
        f"{words}\n\nYours sincerely\n{c.official}\n{c.post}\n\n"
        f"-----Original Message-----\nFrom: {c.person} [{c.mail}]\nSent: 3 May 2024\n"
        f"To: {c.mailbox}\n\nHello,\n{c.asked}\nRegards\n{c.person}\n{c.employer}"
    )
    kept = f"{c.answered}\n{c.official}\n{c.post}\nTo: {c.mailbox}\n{c.asked}"
    return _made("body", text, (c.last, c.mail, c.employer), kept)


ASIDE: tuple[Style, ...] = (
    *(named_house, piped_signature, welsh_letter, dashed_signature, form_on_two_lines),
    *(contact_at_the_end, member_of_parliament, with_postscript, friendly_reply),
    *(address_on_one_line, requested_by, outlook_reply, request_page, forwarded_thread),
)


def to_a_named_official(c: Cast) -> Made:
    words = f"Dear Mr Holloway-Finch\n\n{c.asked}\n\nWith kind regards"
    text = f"{words},\n\n{c.person} (she/her)\n{c.job}\n{c.employer}\n\n{c.mobile}"
    return _made("request", text, (c.person, c.employer, c.mobile, c.job), words)


def kiss(c: Cast) -> Made:
    words = f"Hiya,\n\n{c.asked}"
    return _made("request", f"{words}\n\nCheers\n{c.first} x", (f"\n{c.first}",), words)


def other_scripts(c: Cast) -> Made:
    name = c.pick.choice(("王小明", "محمد الراشدي", "Ольга Петренчук", "Ελένη Παππαδά"))
    words = f"Dear Sir or Madam,\n\n{c.asked}"
    return _made("request", f"{words}\n\nYours faithfully,\n{name}", (name,), words)


def heading_with_applicant(c: Cast) -> Made:
    words = (
        f"Request reference 1201/24\n\n{c.answered}\n\nYours sincerely\n\n{c.official}\n{c.post}"
    )
    text = f"Name of applicant – {c.person}\n{words}"
    return _made("response", text, (c.person,), words)


def window_envelope(c: Cast) -> Made:
    words = (
        f"Thank you for your enquiry.\n\n{c.answered}\n\nYours sincerely,\n{c.official}\n{c.post}"
    )
    text = (
        f"Private and Confidential\n{c.title} {c.last}\nc/o {c.employer}\n{c.street}\n{c.town}\n"
        f"{c.code}\n\nDear {c.title} {c.last} –\n\n{words}"
    )
    return _made("response", text, (c.last, c.street, c.code), words)


def reply_with_copy(c: Cast) -> Made:
    words = (
        f"Subject: Response 1201/24\n\nDear Sir or Madam\n\n{c.answered}\n\n{c.official}\n{c.post}"
    )
    text = f"From: Records <{c.mailbox}>\nTo: '{c.person}' <{c.mail}>\nCc: {c.mailbox}\n{words}"
    return _made("response", text, (c.person, c.mail), f"Cc: {c.mailbox}\n{words}")


def shouted(c: Cast) -> Made:
    words = f"TO: {c.body}\n\n{c.asked}"
    text = f"{words}\n\nYOURS FAITHFULLY\n{c.person.upper()}\n{c.street.upper()}\n{c.code}"
    return _made("request", text, (c.person.upper(), c.street.upper(), c.code), words)


def third_person_reply(c: Cast) -> Made:
    named = f"{c.title} {c.last}"
    words = f"{c.answered}\n\nYours sincerely\n\n{c.official}"
    text = f"Dear {named},\n\nThank you for your request.\n{words}\n\ncc {named}"
    return _made("response", text, (named,), words)


def request_in_a_cell(c: Cast) -> Made:
    asked = c.asked.replace("\n", " ")
    text = f"Hello, my name is {c.person}. {asked} Best regards {c.person} {c.mobile}"
    return _made("request", text, (c.person, c.mobile), asked)


def unsplit_letter(c: Cast) -> Made:
    asked = c.asked.replace("\n", " ")
    words = f"{asked}\n\nYour request has been considered.\n{c.answered}\n\nYours faithfully"
    text = (
        f"{c.person}\n{c.street}\n{c.town}\n{c.code}\n\n{c.body}\n\nDear {c.person}\n\n"
        f"You wrote:\n{words}\n\n{c.official}\n{c.post}"
    )
    kept = f"{words}\n{c.official}\n{c.post}"
    return _made("body", text, (c.person, c.street, c.code), kept)


LAST: tuple[Style, ...] = (
    *(to_a_named_official, kiss, other_scripts, heading_with_applicant, window_envelope),
    *(reply_with_copy, shouted, third_person_reply, request_in_a_cell, unsplit_letter),
)
