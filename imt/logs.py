"""One JSON object a line for whatever collects the logs, and a line for each request.

Nothing personal goes in: no address but the path, no query, no e-mail, no words of an
exception, in which PostgreSQL quotes the row it refused.
"""

import json
import logging
import re
import time
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

REQUEST_ID = ContextVar("request_id", default="")
GIVEN_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
requests = logging.getLogger("imt.requests")


class JsonFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
        } | getattr(record, "facts", {})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = traceback.format_tb(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


class RequestLogMiddleware:
    """Name each request, and say how it ended; outside everything, so that it sees all.

    The name comes from the proxy when it gives one, and goes back to the visitor.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        name = given if GIVEN_ID.fullmatch(given) else uuid4().hex
        token, clock = REQUEST_ID.set(name), time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = name
            if requests.isEnabledFor(logging.INFO):
                facts = _facts(request, response, time.perf_counter() - clock)
                words = "{method} {path} {status} {ms} ms".format(**facts)
                requests.info(words, extra={"facts": facts})
        finally:
            REQUEST_ID.reset(token)
        return response


def _facts(request, response, seconds: float) -> dict:
    path, match = request.path_info, request.resolver_match
    if match and (secret := match.kwargs.get("key")):
        path = path.replace(secret, "…")  # it confirms an address, or opens an account
    # Who it was, if a view asked: to ask here would read the session on every page.
    user = getattr(request, "_cached_user", None)
    return {
        "method": request.method,
        "path": path,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "user": getattr(user, "pk", None),
    }
