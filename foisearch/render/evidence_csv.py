"""An evidence pack as CSV for a spreadsheet: one row for each pair of parts."""

from __future__ import annotations

import csv
import io

from foisearch.prior.pack import Overlap, Pack, Row
from foisearch.prior.values import Difference
from foisearch.render.escaping import csv_cell

COLUMNS = (
    *("new_part", "new_question", "ref", "id", "body", "regime", "earlier_part"),
    *("earlier_question", "band", "differences", "outcome", "outcome_of", "state", "provisions"),
    *("answer", "received", "responded", "published", "working_days", "counted_from"),
    *("counted_by", "window", "same_body", "decisions", "url"),
)
"""The columns of the CSV file: one row for each pair of parts."""


def difference_words(difference: Difference) -> str:
    """One difference of scope: ``period: new 2023, earlier 2019 to 2022``."""
    new, earlier = difference.new or "not said", difference.earlier or "not said"
    return f"{difference.aspect}: new {new}, earlier {earlier}"


def as_csv(pack: Pack) -> str:
    """The pack as CSV, one row for each pair of parts; parts that nothing meets have one, too."""
    stream = io.StringIO()
    stream.write("\ufeff")  # without it spreadsheets take UTF-8 for something else
    writer = csv.DictWriter(stream, COLUMNS, restval="")
    writer.writeheader()
    for row in pack.rows:
        for overlap in row.overlaps:
            writer.writerow({k: csv_cell(v) for k, v in _csv_row(row, overlap).items()})
    for part in pack.parts:
        if not part.met:
            only = {"new_part": part.number, "new_question": part.text}
            writer.writerow({key: csv_cell(value) for key, value in only.items()})
    return stream.getvalue()


def _csv_row(row: Row, o: Overlap) -> dict[str, str]:
    e = row.earlier
    return {
        "new_part": o.new,
        "new_question": o.new_text,
        "ref": e.ref,
        "id": e.id,
        "body": e.authority_name or e.authority,
        "regime": e.regime,
        "earlier_part": o.earlier,
        "earlier_question": o.earlier_text,
        "band": str(o.band),
        "differences": "; ".join(map(difference_words, o.differences)),
        "outcome": str(o.outcome),
        "outcome_of": "request" if o.of_whole else "part",
        "state": str(o.state),
        "provisions": "; ".join(o.provisions),
        "answer": o.answer,
        "received": str(e.received),
        "responded": str(e.responded),
        "published": str(e.published),
        "working_days": "" if row.working_days is None else str(row.working_days),
        "counted_from": row.counted_from,
        "counted_by": row.counted_by,
        "window": str(row.window),
        "same_body": {True: "yes", False: "no", None: "unknown"}[row.same_body],
        "decisions": "; ".join(f"{d.verdict} ({d.at:%Y-%m-%d}, {d.who})" for d in row.decisions),
        "url": e.url,
    }
