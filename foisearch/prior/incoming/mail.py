"""An e-mail (RFC 5322) as the text that it says, without who wrote it and to whom.

Names and addresses of sender and recipients are personal data and never leave this module.
"""

from __future__ import annotations

from dataclasses import dataclass

from foisearch.containers.mime import is_mail, open_mail
from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.intake.threads.quoting import new_words

__all__ = ["Mail", "is_mail", "new_words", "read_mail"]


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: its subject, what it says, when it was sent, and the names of what is attached.

    ``text`` has ``\\n`` line ends and no control characters.  ``date`` is to the day, by the
    sender's clock, or unknown.  ``warnings`` say what could not be read as it was meant.
    """

    subject: str
    text: str
    date: PartialDate = UNKNOWN_DATE
    attachments: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_mail(data: bytes) -> Mail:
    """The mail in ``data``.  What is broken in it costs a warning and no more."""
    found = open_mail(data, with_enclosed=True)
    whole = found.text
    text = new_words(whole)
    warnings = list(found.warnings)
    if len(text) < len(whole.strip()) and text != whole.strip():
        warnings.append("earlier mails quoted below were left out")
    return Mail(
        subject=found.subject,
        text=text,
        date=found.date,
        attachments=tuple(dict.fromkeys(a.name for a in found.attachments)),
        warnings=tuple(dict.fromkeys(warnings)),
    )
