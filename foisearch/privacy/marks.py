"""The marks that stand where personal data stood.

Each is one made-up word in square brackets.  As a term of the index it is like no word that anybody
asks for, so that a search for “name”, “address” or “withheld” finds what it found before; and it
has no word in it by which a refusal or an exemption is known.
"""

from __future__ import annotations

import re

NAME = "name"
ADDRESS = "address"
E_MAIL = "e-mail"
TELEPHONE = "telephone"
SIGNATURE = "signature"
"""What else says who somebody is: an employer, a title, a personal page, a date of birth."""

MARKS = {
    NAME: "[NameRemoved]",
    ADDRESS: "[AddressRemoved]",
    E_MAIL: "[EmailRemoved]",
    TELEPHONE: "[PhoneRemoved]",
    SIGNATURE: "[DetailsRemoved]",
}

MARK = re.compile("|".join(re.escape(mark) for mark in MARKS.values()))
"""Any of the marks."""
