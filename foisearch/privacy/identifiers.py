"""Signs of personal data that have a shape of their own: numbers, addresses, dates of birth.

Each shape is checked as far as it can be (check digits, ranges); where a shape alone says little, a
word nearby must say what it is.  A vehicle's registration and a sort code look like much else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from foisearch.privacy.contact import (
    E_MAIL,
    POSTCODE,
    STREET,
    TELEPHONE,
    is_public,
    is_shared,
)
from foisearch.privacy.findings import Sign, Whose
from foisearch.privacy.names import names_a_body

NEAR = 60
"""Characters before a number among which a word may say what it is."""

_DIGITS = re.compile(r"\d")
_INSURANCE = re.compile(
    r"(?<![A-Za-z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?"
    r"\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])"
)
_HEALTH = re.compile(r"(?<![\w/.-])(?<!\d,)\d{3}(?P<gap>[ -]?)\d{3}(?P=gap)\d{4}(?![\w/-])")
_HEALTH_CUE = re.compile(r"\bnhs\b|\bpatient", re.I)
_VEHICLE = re.compile(
    r"(?<![A-Za-z0-9])[A-HJ-PR-Y]{2}(?P<age>\d{2}) ?[A-HJ-PR-Z]{3}(?![A-Za-z0-9])"
)
_OLD_VEHICLE = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-HJ-NPR-TV-Y]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-HJ-NPR-TV-Y])"
    r"(?![A-Za-z0-9])"
)
_VEHICLE_CUE = re.compile(r"\b(?:registration|vrm|vrn|index|number ?plate|reg\b|plate)", re.I)
_SORT_CODE = re.compile(r"(?<![\w/-])\d{2}[- ]\d{2}[- ]\d{2}(?![\w/-])")
_ACCOUNT = re.compile(r"(?<![\w/.-])\d{8}(?![\w/-])")
_BANK_CUE = re.compile(r"\b(?:sort ?code|account (?:no|number)|bank)", re.I)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\w])"
)
_CARD = re.compile(r"(?<![\w/.-])[3-6]\d{3}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?![\w/-])")
_BORN = re.compile(
    r"\b(?:date of birth|d\.?o\.?b\.?|born(?: on)?)\W{0,4}"
    r"(?P<date>\d{1,2}(?:st|nd|rd|th)?[ ./-](?:\d{1,2}|[A-Za-z]{3,9})[ ./-]\d{2,4})",
    re.I,
)
_INTERNET = re.compile(r"(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w]|\.\d)")
_INTERNET_CUE = re.compile(r"\bip\b|\baddress|\bserver|\bhost", re.I)
_BUREAU = re.compile(r"^\(?0(?:3|8|9)|^\(?0?1?16\b|^0(?:500|845|870)")
_MOBILE = re.compile(r"^(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)7[1-57-9]")


def identifiers(text: str, answers: bool) -> Iterator[Sign]:
    """Every sign in a text, kind by kind; ``answers`` where a body speaks and not a requester."""
    if "@" in text:
        yield from _mails(text)
    if not _DIGITS.search(text):
        return
    yield from _telephones(text, answers)
    yield from _addresses(text)
    lower = text.lower()
    for kind, pattern, wanted, words in _SHAPES:
        if words and not any(word in lower for word in words):
            continue
        for match in pattern.finditer(text):
            if wanted(match):
                yield Sign(kind, Whose.PERSONAL, match.start(), match.end())
    if any(word in lower for word in ("birth", "born", "dob", "d.o.b")):
        for match in _BORN.finditer(text):
            yield Sign("date-of-birth", Whose.PERSONAL, *match.span("date"))


def _mails(text: str) -> Iterator[Sign]:
    for match in E_MAIL.finditer(text):
        whose = Whose.BODY if is_shared(match) else Whose.PERSONAL
        if whose is Whose.PERSONAL and is_public(match):
            whose = Whose.OFFICIAL
        yield Sign("e-mail", whose, match.start(), match.end())


def _telephones(text: str, answers: bool) -> Iterator[Sign]:
    """Telephone numbers; where a body speaks, all but those of mobiles are taken for its own."""
    for match in TELEPHONE.finditer(text):
        number = match[0]
        own = _MOBILE.match(number) or not (answers or _BUREAU.match(number))
        whose = Whose.PERSONAL if own else Whose.BODY
        yield Sign("telephone", whose, match.start(), match.end())


def _addresses(text: str) -> Iterator[Sign]:
    """House numbers and streets with a postcode behind them."""
    for match in STREET.finditer(text):
        code = POSTCODE.search(text, match.end(), match.end() + 80)
        if code is None:
            continue
        around = text[max(0, match.start() - 80) : code.end()].replace("\n", " ")
        whose = Whose.BODY if names_a_body(around) else Whose.PERSONAL
        yield Sign("address", whose, match.start(), code.end())


def _said_near(match: re.Match[str], cue: re.Pattern[str]) -> bool:
    return bool(cue.search(match.string, max(0, match.start() - NEAR), match.start()))


def _is_health_number(match: re.Match[str]) -> bool:
    """NHS numbers have a check digit (modulus 11), which one in eleven other numbers has, too."""
    digits = [int(c) for c in match[0] if c.isdigit()]
    check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    if check % 11 != digits[9] or len(set(digits)) == 1:
        return False
    written = match["gap"] == " " and digits[0] not in (0, 1, 2)
    return written or _said_near(match, _HEALTH_CUE)


def _is_vehicle(match: re.Match[str]) -> bool:
    """Registrations since 2001 have an age, 02 to 30 or 51 to 80; a blank or a word tells more."""
    age = int(match["age"])
    return (2 <= age <= 30 or 51 <= age <= 80) and (
        " " in match[0] or _said_near(match, _VEHICLE_CUE)
    )


def _is_card(match: re.Match[str]) -> bool:
    """Card numbers end with a check digit (Luhn)."""
    digits = [int(c) for c in match[0] if c.isdigit()]
    doubled = [d * 2 - 9 if d > 4 else d * 2 for d in digits[-2::-2]]
    return len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_iban(match: re.Match[str]) -> bool:
    """Account numbers of ISO 13616 leave 1 modulo 97."""
    plain = match[0].replace(" ", "")
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _is_internet(match: re.Match[str]) -> bool:
    """Addresses of IPv4, and no numbers of sections or versions."""
    numbers = [int(n) for n in match[0].split(".")]
    long = sum(n > 31 for n in numbers) > 1
    return max(numbers) <= 255 and (long or _said_near(match, _INTERNET_CUE))


_PLATES = ("registration", "vrm", "vrn", "index", "plate", "reg")
_BANKS = ("sort", "account", "bank")
_SHAPES: tuple[
    tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool], tuple[str, ...]], ...
] = (
    ("national-insurance", _INSURANCE, lambda match: True, ()),
    ("nhs-number", _HEALTH, _is_health_number, ()),
    ("vehicle", _VEHICLE, _is_vehicle, ()),
    ("vehicle", _OLD_VEHICLE, lambda match: _said_near(match, _VEHICLE_CUE), _PLATES),
    ("bank", _SORT_CODE, lambda match: _said_near(match, _BANK_CUE), _BANKS),
    ("bank", _ACCOUNT, lambda match: _said_near(match, _BANK_CUE), _BANKS),
    ("bank", _IBAN, _is_iban, ()),
    ("bank", _CARD, _is_card, ()),
    ("ip-address", _INTERNET, _is_internet, ()),
)
"""Kind, shape, check, and words of which one must stand in the text, where a shape needs one."""
