"""A mail as a file: a letter, and the documents that hang on it.

What the mail quotes below stays in the letter's text: who wrote what is told apart where
correspondence is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from foisearch.containers.contents import (
    Contents,
    Correspondence,
    Letter,
    Member,
    Piece,
    ReadOptions,
)
from foisearch.containers.kinds import KNOWN_SUFFIXES
from foisearch.containers.mime import Attachment, Mime, open_mail
from foisearch.errors import SourceError
from foisearch.text import printable

VERSION = 1
SMALLEST_PICTURE = 20_000
"""Bytes; a smaller picture in a mail's text is a logo and is not named."""


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The mail as correspondence of one letter, and its attachments.

    Raises:
        SourceError: nothing in it can be read.
    """
    found = open_mail(data)
    pieces, errors = attached(found.attachments)
    if not found.text.strip() and not pieces and not found.subject:
        raise SourceError(
            f"{printable(name)} holds no mail that can be read",
            "save it anew from the mail program",
        )
    warnings = (*found.warnings, *passed(found.attachments))
    thread = Correspondence(printable(name), (letter(found),), title=found.subject)
    return Contents("mail", VERSION, (thread, *pieces), warnings, errors)


def letter(mail: Mime) -> Letter:
    """The mail as a letter; attachments by their names."""
    return Letter(
        text=mail.text,
        sent=mail.date,
        subject=mail.subject,
        sender=mail.sender,
        recipients=mail.recipients,
        attachments=tuple(dict.fromkeys(a.name for a in mail.attachments if _counts(a))),
    )


def attached(attachments: tuple[Attachment, ...]) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """The attachments that are documents, each a file of its own, and what was not read of them."""
    members: dict[str, Member] = {}
    errors = []
    for attachment in attachments:
        if attachment.name.lower() == "winmail.dat":
            errors.append(
                "winmail.dat holds attachments in Outlook's own format: save them from Outlook, "
                "or unpack it with tnef"
            )
        elif not attachment.name.lower().endswith(KNOWN_SUFFIXES):
            continue
        elif not attachment.data.strip():
            errors.append(f"the attachment {attachment.name} is empty or broken")
        else:
            name = _free(attachment.name, members)
            members[name] = Member(name, attachment.data)
    return tuple(members.values()), tuple(errors)


def passed(attachments: tuple[Attachment, ...]) -> Iterator[str]:
    """What is said of the attachments that are no documents."""
    names = [
        a.name
        for a in attachments
        if _counts(a)
        and not a.name.lower().endswith(KNOWN_SUFFIXES)
        and a.name.lower() != "winmail.dat"
    ]
    if names:
        yield f"attachments of other kinds were not read: {', '.join(dict.fromkeys(names))}"


def _counts(attachment: Attachment) -> bool:
    """Whether an attachment is worth a word: no logo, no signature, no card."""
    if attachment.inline and len(attachment.data) < SMALLEST_PICTURE:
        return False
    return not attachment.name.lower().endswith((".p7s", ".vcf", ".asc"))


def _free(name: str, taken: dict[str, Member]) -> str:
    """The name, or one like it that no other attachment has."""
    name = name.replace("!", "_").replace("/", "_").replace("\\", "_")
    path = PurePath(name)
    count = 1
    while name in taken:
        count += 1
        name = f"{path.stem} ({count}){path.suffix}"
    return name
