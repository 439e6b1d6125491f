"""Tables to download, in the one form that every spreadsheet reads."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # without it some take UTF-8 for their machine's old encoding


def csv_response(name: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """Answer with a CSV file; what somebody has entered is never taken for a formula."""
    written = StringIO()
    csv.writer(written).writerows([guarded(cell) for cell in row] for row in rows)
    return HttpResponse(
        BYTE_ORDER_MARK + written.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def guarded(cell: object) -> str:
    """Put an apostrophe before what a spreadsheet would calculate: it then shows the text."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
