"""Taking figures away: CSV for a spreadsheet, JSON for a program."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse, JsonResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value):
    """A text cell that no spreadsheet runs as a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def csv_response(
    filename: str, header: Sequence[str], rows: Iterable[Sequence], following: str = ""
) -> HttpResponse:
    """UTF-8 with a byte-order mark, so that a spreadsheet reads the accents.

    `following`: the address of the rest where the file does not hold all of it.
    """
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return response


def json_response(payload: dict) -> JsonResponse:
    """Readable JSON; accents as they are."""
    return JsonResponse(payload, json_dumps_params={"ensure_ascii": False, "indent": 1})
