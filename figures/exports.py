"""Taking figures away: CSV for a spreadsheet, JSON for a program."""

import csv
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpResponse, JsonResponse, QueryDict

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value):
    """A text cell that no spreadsheet runs as a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def csv_response(
    filename: str, header: Sequence[str], rows: Iterable[Sequence], rest: str = ""
) -> HttpResponse:
    """UTF-8 with a byte-order mark, so that a spreadsheet reads the accents.

    `rest`: the address of what the file does not hold (`following`).
    """
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    if rest:
        response.headers["Link"] = f'<{rest}>; rel="next"'
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return response


def following(request, params: QueryDict, mark: str) -> str:
    """The address of the rows after `mark`; "" when a file holds all of them."""
    if not mark:
        return ""
    params = params.copy()
    params["after"] = mark
    return f"{settings.SITE_URL}{request.path}?{params.urlencode()}"


def json_response(payload: dict) -> JsonResponse:
    """Readable JSON; accents as they are."""
    return JsonResponse(payload, json_dumps_params={"ensure_ascii": False, "indent": 1})
