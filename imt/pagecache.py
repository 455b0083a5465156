"""Whole public pages, kept in the process, answered before any other middleware.

A page marked by `bilingual.public.public_page` has the same bytes for everyone: they
depend on its address, on the data version and on that of the live offers. They are
compressed once, when stored.
A Redis page cache costs twice a do-nothing view; a dictionary costs two thirds of one
(docs/adr). Each process looks at the data version once a second, so that all follow a
publication within seconds; when the database cannot say, the last version known stands.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from gzip import compress
from typing import NamedTuple

import brotli
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from datasets.models import Publication
from placement.models import JobsVersion

CAPACITY = 4_000  # pages
LONGEST_QUERY = 300  # characters; a longer address is answered but not kept
LOOK_EVERY = 1.0  # second
SHARED = "public, max-age=60"
DROPPED = {"content-length", "content-encoding", "vary", "etag", "set-cookie"}


class Page(NamedTuple):
    """The stored answer: bytes by encoding ("" for none), headers, ETag."""

    bodies: dict[str, bytes]
    headers: dict[str, str]
    etag: str


class PageCacheMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.pages: OrderedDict[tuple, Page] = OrderedDict()
        self.lock = threading.Lock()
        self.version = None
        self.looked_at = float("-inf")

    def __call__(self, request):
        key = self._key(request)
        if key is None:
            return self._private(self.get_response(request))
        page = self.pages.get(key)
        if page is None:
            response = self.get_response(request)
            if not getattr(response, "public", False) or response.cookies:
                return self._private(response)
            if response.status_code != 200:
                response.headers["Cache-Control"] = SHARED
                return response
            page = self._page(response)
            with self.lock:
                self.pages[key] = page
                while len(self.pages) > CAPACITY:
                    self.pages.popitem(last=False)
        return self._answer(request, page)

    def _key(self, request) -> tuple | None:
        """The page's name; None when it must not come from the cache.

        The host takes part: a stored page is only ever given to a host that passed
        `ALLOWED_HOSTS`. A live fragment (htmx) shares its address with its page.
        """
        query = request.META.get("QUERY_STRING", "")
        if (
            # Whether the process lives must not depend on the database.
            request.path_info.startswith("/health/")
            or request.method not in {"GET", "HEAD"}
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or "HTTP_HX_REQUEST" in request.META
            or len(query) > LONGEST_QUERY
        ):
            return None
        return (
            self._data_version(),
            request.META.get("HTTP_HOST", ""),
            request.scheme,
            request.path_info,
            query,
        )

    def _data_version(self):
        now = time.monotonic()
        if now - self.looked_at > LOOK_EVERY:
            self.looked_at = now
            try:
                version = JobsVersion.objects.beside(Publication.objects)
            except DatabaseError:
                return self.version
            if version != self.version:
                self.version = version
                with self.lock:
                    self.pages.clear()
        return self.version

    def _page(self, response) -> Page:
        body = b"".join(response) if response.streaming else response.content
        kept = {
            name: value
            for name, value in response.headers.items()
            if name.lower() not in DROPPED
        }
        kept["Cache-Control"] = SHARED
        bodies = {"": body}
        if len(body) > 500:
            bodies |= {
                "gzip": compress(body, 6),
                "br": brotli.compress(body, quality=5),
            }
        etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        return Page(bodies, kept, etag)

    def _answer(self, request, page: Page):
        if request.META.get("HTTP_IF_NONE_MATCH") == page.etag:
            response = HttpResponseNotModified()
            response.headers["Cache-Control"] = page.headers["Cache-Control"]
        else:
            accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
            encoding = next(
                (e for e in ("br", "gzip") if e in accepted and e in page.bodies), ""
            )
            body = page.bodies[encoding]
            response = HttpResponse(body)
            # Without a length, a kept connection would never end the page.
            response.headers["Content-Length"] = str(len(body))
            for name, value in page.headers.items():
                response.headers[name] = value
            if encoding:
                response.headers["Content-Encoding"] = encoding
        response.headers["ETag"] = page.etag
        patch_vary_headers(response, ["Accept-Encoding", "HX-Request"])
        return response

    def _private(self, response):
        """Anything that is not public is for one reader only."""
        if not response.headers.get("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-store"
        return response
