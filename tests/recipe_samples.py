"""Small files as people have them on their disks: what the recipes of docs/importing.md begin with.

All of it is made up: the bodies are those of the sample corpus, the people and the domains are
nobody's.
"""

from __future__ import annotations

import io
import json
import mailbox
import zipfile
from email.message import EmailMessage
from pathlib import Path

ASKED = "Please tell me how many kites were seized on Tamble beach in 2023."
ANSWER = """\
Dear Mr Sample,

Freedom of Information request 07.FOI.24.000777

Thank you for your request of 15 January 2024, in which you asked:

"Please tell me how many kites were seized on Tamble beach in 2023."

Our response: 14 kites were seized. The names of their owners are exempt under section 40(2) of
the Freedom of Information Act 2000.

Yours sincerely,

Disclosure Team
Harrowmere Police"""


def make_all(folder: Path) -> None:
    """Everything that the recipes name, in ``folder``."""
    for make in (authorities, portal, council, police, case_system, mailboxes, harbour, mixed):
        make(folder)


def authorities(folder: Path) -> None:
    """A table of bodies that foisearch does not know of itself."""
    head = "id,name,short,aliases,ambiguous,former_names,nation,kind,regime,domains,ref_patterns"
    rows = (
        "tarnmouth,Tarnmouth Metropolitan Borough Council,Tarnmouth MBC,Tarnmouth Council,,,"
        r"England,council,foia,tarnmouth.example,TMB-\d\d-\d{4}",
        "harrowmere,Harrowmere Police,Harrowmere,,,,England,territorial,foia,"
        r"harrowmere.police.example,07\.FOI\.\d\d\.\d{6}",
    )
    (folder / "our-bodies.csv").write_text("\n".join((head, *rows)) + "\n", "utf-8")


def request_json() -> bytes:
    """A request of WhatDoTheyKnow with its letters."""
    events = [
        ("sent", "2024-01-15T10:30:00Z", "outgoing_message", f"Dear Harrowmere Police,\n\n{ASKED}"),
        ("response", "2024-02-05T09:00:00Z", "incoming_message", ANSWER),
    ]
    record = {
        "id": 12345,
        "url_title": "kite_seizures_12",
        "title": "Kite seizures",
        "described_state": "partially_successful",
        "user": {"name": "Robin Sample"},
        "public_body": {"name": "Harrowmere Police"},
        "info_request_events": [
            {"event_type": kind, "created_at": day, holder: {"body": text}}
            for kind, day, holder, text in events
        ],
    }
    return json.dumps(record, indent=1).encode()


def request_page() -> bytes:
    """A saved page of a request."""
    return b"""<!DOCTYPE html><html><head>
<title>Deckchairs lost at sea - a Freedom of Information request to Harrowmere Police</title>
<link rel="canonical" href="https://www.whatdotheyknow.com/request/deckchairs_lost_at_sea">
</head><body><nav><a href="/">Home</a> <a href="/list">Browse requests</a></nav>
<main><h1>Deckchairs lost at sea</h1>
<p>Robin Sample made this Freedom of Information request to Harrowmere Police</p>
<p>The request was successful.</p>
<h2>From: Robin Sample</h2><p>3 March 2024</p>
<p>Dear Harrowmere Police,</p>
<p>How many deckchairs were reported lost at sea in 2023?</p>
<p>Yours faithfully,</p><p>Robin Sample</p><p>Link to this</p>
<h2>Harrowmere Police</h2><p>21 March 2024</p>
<p>Dear Mr Sample,</p><p>Our reference: 07.FOI.24.001204</p>
<p>Thank you for your request. We hold the information: nine deckchairs were reported lost.</p>
<p>Yours sincerely,</p><p>Disclosure Team</p><p>Link to this</p>
</main><footer>Act on what you've learnt</footer></body></html>"""


def correspondence() -> bytes:
    """``correspondence.txt`` of the archive that a request portal makes of a request."""
    return b"""Lighthouse tours

From: Robin Sample
Date: 2 April 2024

Dear Harrowmere Police,

How many guided tours of the Tamble lighthouse did officers attend in 2023?

Yours faithfully,

Robin Sample

-------------------------------------------------

From: Harrowmere Police
Date: 24 April 2024

Dear Mr Sample,

Reference 07.FOI.24.001511

I can confirm that officers attended three guided tours in 2023.

Yours sincerely,

Disclosure Team
"""


def portal(folder: Path) -> None:
    """Requests of WhatDoTheyKnow: JSON, a saved page, and the archive of a request."""
    place = folder / "whatdotheyknow"
    place.mkdir()
    (place / "kite_seizures_12.json").write_bytes(request_json())
    (place / "deckchairs_lost_at_sea.html").write_bytes(request_page())
    with zipfile.ZipFile(place / "lighthouse_tours.zip", "w") as archive:
        archive.writestr("lighthouse_tours/correspondence.txt", correspondence())


def council(folder: Path) -> None:
    """A council's open data, its columns called as nobody else calls them."""
    (folder / "tarnmouth-foi-2023-05.csv").write_text(
        "Case No,Came in,Went out,What they wanted to know,What we told them,Result,Team\n"
        "TMB-23-0101,02/05/2023,24/05/2023,How many benches does the council own?,"
        "The council owns 412 benches.,Granted,Parks\n"
        "TMB-23-0102,03/05/2023,30/05/2023,How many swans nest on the town lake?,"
        "We hold no record of swans.,Not held,Parks\n"
        "TMB-23-0103,09/05/2023,06/06/2023,The names of all wardens since 1990,"
        "This would take 40 hours: refused under section 12.,Refused s12,Governance\n",
        "utf-8",
    )


def police_page(ref: str, title: str, question: str, answer: str) -> str:
    """A force's response page as a browser saves it, with the furniture of the site."""
    return f"""<!DOCTYPE html><html><head><title>{title} | Harrowmere Police</title>
<link rel="canonical" href="https://www.harrowmere.police.example/foi/{ref}/">
</head><body>
<div class="cookie-banner"><p>We use cookies to make this site work.</p><button>OK</button></div>
<nav><ul><li><a href="/report">Report</a></li><li><a href="/advice">Advice</a></li></ul></nav>
<main><h1>{title}</h1><p>FOI reference: {ref}</p><p>Date: June 2024</p>
<h2>Request</h2><p>{question}</p>
<h2>Response</h2><p>{answer}</p></main>
<footer><p>Copyright Harrowmere Police</p><a href="/privacy">Privacy</a></footer></body></html>"""


def police(folder: Path) -> None:
    """Saved pages of a force, in a folder for each year."""
    pages = (
        ("07.FOI.24.000901", "Police horses", "How many horses does the force own?", "We own 12."),
        (
            *("07.FOI.24.000902", "Drone flights"),
            "How many drone flights were made in 2023, and where?",
            "There were 310 flights. Where they were made is exempt under section 31(1)(a).",
        ),
    )
    place = folder / "harrowmere-pages" / "2024"
    place.mkdir(parents=True)
    for ref, title, question, answer in pages:
        page = police_page(ref, title, question, answer)
        (place / f"{ref}.html").write_text(page, "utf-8")


def case_system(folder: Path) -> None:
    """A case system's export: JSON Lines with its own keys, and the same as a workbook."""
    from openpyxl import Workbook

    cases = [
        {
            "case_reference": f"TMB-24-020{n}",
            "title": title,
            "date_received": f"2024-06-0{n}",
            "date_closed": f"2024-06-2{n}",
            "request_text": question,
            "response_text": answer,
            "outcome": outcome,
            "requester_name": "Robin Sample",
        }
        for n, title, question, answer, outcome in (
            (1, "Allotments", "How long is the waiting list?", "It has 88 names.", "Full"),
            (2, "Ice cream vans", "Which vans have a licence?", "The list is attached.", "Full"),
        )
    ]
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    (folder / "cases.jsonl").write_text(lines, "utf-8")
    book = Workbook()
    sheet = book.active
    sheet.title = "Export"
    sheet.append(list(cases[0]))
    for case in cases:
        sheet.append([case[key] for key in cases[0]])
    data = io.BytesIO()
    book.save(data)
    (folder / "cases.xlsx").write_bytes(data.getvalue())


def reply(number: int, question: str, answer: str) -> EmailMessage:
    """An authority's reply with the request quoted below it."""
    mail = EmailMessage()
    mail["From"] = "Information Team <foi@tarnmouth.example>"
    mail["To"] = "Robin Sample <robin@sample.example>"
    mail["Date"] = f"Mon, 0{number} Jul 2024 10:00:00 +0100"
    mail["Subject"] = f"RE: FOI request TMB-24-030{number}"
    mail["Message-ID"] = f"<{number}@tarnmouth.example>"
    mail.set_content(
        f"Dear Robin Sample,\n\nOur reference: TMB-24-030{number}\n\n{answer}\n\n"
        "Yours sincerely,\nInformation Team\nTarnmouth Council\n\n"
        "From: Robin Sample <robin@sample.example>\n"
        f"Sent: {number} June 2024 09:00\n"
        "To: foi@tarnmouth.example\n"
        "Subject: FOI request\n\n"
        f"Dear Tarnmouth Council,\n\n{question}\n\nRegards,\nRobin Sample\n"
    )
    return mail


def mailboxes(folder: Path) -> None:
    """A mailbox, and a folder of single mails."""
    first = reply(
        1, "How many litter bins are there in the park?", "We can confirm that there are 64."
    )
    second = reply(
        *(2, "Who owns the bandstand, and since when?"),
        "I can confirm that the council has owned the bandstand since 1911.",
    )
    box = mailbox.mbox(folder / "foi-replies.mbox")
    box.add(first)
    box.close()
    (folder / "mails").mkdir()
    (folder / "mails" / "bandstand.eml").write_bytes(bytes(second))


def harbour(folder: Path) -> None:
    """A publisher's page in a layout that foisearch does not know."""
    (folder / "harbour-page.txt").write_text(
        "Port of Tamble\n\nHarbour note HB/24/017\n\nWhat was asked:\n\n"
        "How many moorings are let to visitors, and at what price?\n\n"
        "What we say:\n\nForty moorings are let to visitors, at 30 pounds a night.\n",
        "utf-8",
    )


LETTER = (
    *("Harrowmere Police", "Our ref: 07.FOI.24.003311", "3 July 2024", ""),
    *("Dear Mr Sample,", "", "Freedom of Information request: swans", "", "Request", ""),
    *("1. How many swans were rescued in 2023?", "2. Which boats were used?", "", "Response", ""),
    *("1. Forty-one swans were rescued.", ""),
    "2. The names of the boats are exempt under section 31(1)(a) of the",
    "Freedom of Information Act 2000 and are withheld.",
    *("", "Yours sincerely,", "", "A. Officer", "Disclosure Officer"),
)


def mixed(folder: Path) -> None:
    """A folder as officers have them: a letter as PDF, a scanned one, a page, a log, a picture."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    place = folder / "disclosures"
    place.mkdir()
    (place / "log-2024-06.csv").write_text(
        "Reference,Date received,Request,Response,Outcome\n"
        "07.FOI.24.002871,03/06/2024,How many bicycles were found?,We found 212.,Granted\n"
        "07.FOI.24.002902,05/06/2024,How many kites were found?,We hold no record.,Not held\n",
        "utf-8",
    )
    question = "How many horses does the force own, and what do they eat?"
    answer = "The force owns 12 horses. They eat hay."
    page = police_page("07.FOI.24.000901", "Police horses", question, answer)
    (place / "police-horses.html").write_text(page, "utf-8")
    letter = Canvas(str(place / "swans.pdf"), pagesize=A4, invariant=1)
    for number, text in enumerate(LETTER):
        letter.drawString(72, 780 - 16 * number, text)
    letter.save()
    scan = Canvas(str(place / "scanned.pdf"), pagesize=A4, invariant=1)
    picture = b"P5 200 280 255\n" + bytes(range(200)) * 280
    scan.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, *A4)
    scan.save()
    (place / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
