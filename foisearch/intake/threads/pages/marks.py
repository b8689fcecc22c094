"""The lines of a request's page that tell its parts, in English and Welsh."""

from __future__ import annotations

import re

from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.intake import dates

MADE = re.compile(
    r"^(?P<who>.{1,120}?) (?:made|wnaeth|gwnaeth) (?:this|y) .{0,40}?(?:request|cais).{0,40}? "
    r"(?:to|i|at) (?P<body>\S.{1,160}?)"
    r"(?: as part of a batch.*|\.? This request has been .*|\.? Automatic anti-spam .*)?\.?$",
    re.I,
)
TITLED = re.compile(
    r"^(?P<title>.+?) [-–] a (?:freedom of information|environmental information).{0,20} "
    r"request to "
    r"(?P<body>.+?)(?: [-–] WhatDoTheyKnow)?$",
    re.I,
)
SITE = re.compile(r"^(?:whatdotheyknow|fyi|right to know|asktheeu\.org|home|menu)\W*$", re.I)
PATH = re.compile(
    r"\b(?:whatdotheyknow\.com|fyi\.org\.nz|righttoknow\.org\.au|asktheeu\.org)"
    r"(?:/[a-z]{2})?/request/",
    re.I,
)
FOOTER = re.compile(
    r"^(?:things to do with this request|act on what you[’']ve learnt|follow this request|"
    r"offensive\? unsuitable\?|are you the owner of any commercial copyright.*|similar requests|"
    r"more similar requests|requests like this|event history details|event history|"
    r"we don[’']t know whether the most recent response.*|(?:anyone: ?)?add an annotation\b.*|"
    r"is this request .{0,60}|track this request|write a reply|donate and support us|"
    r"pethau i['’]w gwneud.*|dilyn y cais hwn)$",
    re.I,
)
BORDER = re.compile(
    r"^(?:link to this|dolen i hwn|report|send (?:a reply|follow ?up)|delivered)"
    r"(?:\W+(?:link to this|report|send.{0,20}))*$",
    re.I,
)
FOLDED = re.compile(
    r"^(?:show|hide|dangos) quoted sections$|^\[?(?:show|hide) quoted text\]?$", re.I
)
ANNOTATED = re.compile(
    r"^(?P<who>.{1,120}?) left an annotation(?: \((?P<when>[^()]{4,40})\))?", re.I
)
FROM = re.compile(r"^(?:from|oddi wrth):\s*(?P<who>\S.{0,160})$", re.I)
DATE = re.compile(
    r"^(?:\w+day,? )?(?P<day>\d{1,2} [A-Za-zŵ]{3,10} (?:19|20)\d\d)(?:,? \d\d:\d\d.*)?$"
)
COUNT = re.compile(r"^\d{1,3} (?:attachments?|atodiad\w*)$", re.I)
FILE = re.compile(
    r"^(?:[•*-]\s*)?(?:attachment:?\s+)?(?P<name>\S.{0,200}?\.\w{2,5})\s*\(?"
    r"\d+(?:\.\d+)?\s?[KMG]?B?\)?\s+(?:download|view)\b.{0,2000}$",
    re.I,
)
SIZE = re.compile(r"^\d+(?:\.\d+)?\s?[KMG]B?(?:\s+(?:download|view)\b.{0,2000})?$", re.I)
ICON = re.compile(r"^(?:[•*-]\s*)?(?:attachment|atodiad)$", re.I)
ICONED = re.compile(r"^(?:attachment|atodiad):?\s+", re.I)
TEAM = re.compile(
    r"\b(?:foi|freedom|information|team|officer|data|council|police|constabulary|trust|department|"
    r"office|university|service|nhs|hospital|ccg|college|school|homes|ministry|agency|board|"
    r"commission|authority|committee)\b",
    re.I,
)
REPLY = re.compile(
    r"^(?:thank you for (?:your|contacting)|(?:we|i) (?:acknowledge|write|am writing|"
    r"have received)|further to your|this is an automat|your (?:request|enquiry|e-?mail|foi)\b|"
    r"this (?:letter|e-?mail|message)? ?is (?:our|an?) acknowledg\w*|"
    r"our ref(?:erence)?|(?:freedom of information|foi) (?:request )?ref(?:erence)?|"
    r"please find)\b",
    re.I,
)
"""How a reply begins that greets nobody."""
NOTICE = re.compile(
    r"\bclosed to new correspondence\b|\bcontact us if you think\b|\bcomplain by requesting\b|"
    r"\banti-spam measures\b|\bwe don[’']t know whether the most recent response\b|"
    r"\bsign in and let everyone know\b",
    re.I,
)
"""What a page says above its letters, besides how the request stands."""
ASKER = re.compile(r"(?:foi |information )?(?:requester|requestor|applicant|enquirer|customer)")
"""Whom an authority greets that keeps to no name; folded."""
PERSON = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr)\b", re.I)
WELSH = {
    **{"ionawr": "january", "chwefror": "february", "mawrth": "march", "ebrill": "april"},
    **{"mai": "may", "mehefin": "june", "gorffennaf": "july", "awst": "august"},
    **{"medi": "september", "hydref": "october", "tachwedd": "november", "rhagfyr": "december"},
}
SIR = re.compile(r"\b(?:sir|madam)\b", re.I)
OPENING = 8
"""Lines with words, at most, that may stand above the first greeting of bare letters."""
HEAD = 25
"""Lines at the top in which a page says what it is."""


def dated_sender(text: str) -> tuple[str, PartialDate]:
    """A sender's line without "From:", and the date that ends it."""
    match = FROM.match(text)
    sender = match["who"] if match else text
    if found := re.search(r"(?<=\D)\d{1,2} [A-Za-zŵ]{3,10} (?:19|20)\d\d$", sender):
        when = day_in(found[0])
        if when.value:
            return sender[: found.start()].strip(), when
    return sender.strip(), UNKNOWN_DATE


def day_in(text: str) -> PartialDate:
    """The day that a line is, in English or Welsh."""
    match = DATE.match(text)
    if not match:
        return UNKNOWN_DATE
    day, month, year = match["day"].split()
    english = WELSH.get(month.lower(), month)
    return dates.parse(f"{day} {english} {year}", "text")
