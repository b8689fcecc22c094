"""A mail taken apart, as values; and what is noticed while it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from foisearch.disclosure import UNKNOWN_DATE, PartialDate


@dataclass(frozen=True, slots=True)
class Attachment:
    """What hangs on a mail: its name, its media type, and its bytes, ``b""`` where unreadable.

    ``inline`` tells a picture that stands in the text, or a part without a name.
    """

    name: str
    kind: str
    data: bytes
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Mime:
    """A mail taken apart.

    ``text`` holds what it says and what it quotes, with ``\\n`` line ends and no control
    characters.  ``subject`` goes without "Re:".  ``sender`` and ``recipients`` are as in the
    header, personal data.  ``date`` is to the day, by the sender's clock, or unknown.  ``answers``
    are the ids of the mails that it answers, the nearest last.
    """

    subject: str
    text: str
    sender: str = ""
    recipients: str = ""
    date: PartialDate = UNKNOWN_DATE
    id: str = ""
    answers: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Found:
    """What has been found in a mail so far."""

    with_enclosed: bool = False
    texts: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)
    parts: int = 0

    def warn(self, text: str) -> None:
        """Note what is broken, once."""
        self.warnings[text] = None
