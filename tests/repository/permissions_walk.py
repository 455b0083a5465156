"""Who may open which address: a walk of the URLconf, cell by cell.

A cell is one address in one language, asked by one kind of visitor with one HTTP
method. What must come back is read from `permissions.toml`, and from nowhere else.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import ClassVar, NamedTuple

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.backends import ModelBackend
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpResponse
from django.template.backends.base import BaseEngine
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, URLPattern, URLResolver, resolve, reverse
from django.urls.resolvers import RegexPattern
from django.utils.translation import override

from accounts.models import User

READS, WRITES = ("GET", "HEAD", "OPTIONS"), ("PUT", "PATCH", "DELETE", "POST")
VISITORS = ("anonymous", *User.Role.values, "superuser")
# What a visitor meets where the table gives nothing: a shut door, never a page.
DENIED = {"403", "404", "405", "sign in"}
SIGN_IN = "sign in"
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


class Address(NamedTuple):
    """One pattern of the URLconf, nested prefixes included."""

    name: str  # with its namespaces; the route in French when it has no name
    route: str
    callback: object
    route_of: tuple[object, ...]  # the chain of patterns: routes are translated


class Table:
    """`permissions.toml`: groups of visitors, policies, and the addresses of each."""

    def __init__(self, text: str):
        data = tomllib.loads(text)
        self.groups = data["groups"] | {visitor: [visitor] for visitor in VISITORS}
        self.samples = data["samples"]
        self.policies = data["policies"]
        self.denied = set(data.get("denied", DENIED))

    @staticmethod
    def path(name: str) -> Path:
        return Path(__file__).with_name(name)

    @classmethod
    def read(cls) -> "Table":
        return cls(cls.path("permissions.toml").read_text(encoding="utf-8"))

    def policies_of(self, name: str) -> list[str]:
        """The policies whose addresses name this one; a name beats a `*`."""
        exact = [p for p, rules in self.policies.items() if name in rules["urls"]]
        return exact or [
            policy
            for policy, rules in self.policies.items()
            if any("*" in url and fnmatchcase(name, url) for url in rules["urls"])
        ]

    def expected(self, policy: str, visitor: str, method: str) -> set[str]:
        """The outcomes that a cell may have; the last rule that names it counts."""
        found = set(self.policies[policy].get("denied", self.denied))
        for group, methods in self.policies[policy].get("allow", {}).items():
            if visitor in self.groups.get(group, [group]):
                for names, outcomes in methods.items():
                    if method in names.split():
                        found = set(map(str, outcomes))
        return found


def addresses(patterns: Iterable, spaces: str = "", chain: tuple = ()) -> Iterator:
    """Every pattern below these ones, nested and unnamed included."""
    for entry in patterns:
        here = (*chain, entry.pattern)
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from addresses(entry.url_patterns, spaces + space, here)
        elif isinstance(entry, URLPattern):
            with override(settings.LANGUAGE_CODE):
                route = "".join(str(pattern) for pattern in here)
            name = spaces + (entry.name or f"route {route}")
            yield Address(name, route, entry.callback, here)


def path_of(address: Address, samples: dict[str, str]) -> str:
    """An address that a visitor can ask for, in the active language."""

    def value(match) -> str:
        converter, name, group = match.groups()
        for key in (f"{address.name} {name or group}", converter or group, name):
            if key in samples:
                return samples[key]
        raise LookupError(f"no sample for {match[0]} of {address.name}")

    parts = []
    for pattern in address.route_of:
        part = _PARAMETER.sub(value, str(pattern))
        if isinstance(pattern, RegexPattern):
            part = part.strip("^$")
        parts.append(part)
    return "/" + "".join(parts)


def admin_samples() -> dict[str, str]:
    """A row of each model of the admin site, where the database holds one."""
    samples = {}
    for model in admin.site._registry:
        key = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("history", "delete", "change"):
            samples[f"{name}_{page} object_id"] = str(key or 1)
    person = User.objects.order_by("pk").first()
    samples["admin:auth_user_password_change id"] = str(person.pk if person else 1)
    return samples


class Blank(BaseEngine):
    """Templates that say nothing: the doors are asked, not the pages behind them."""

    app_dirname = "templates"

    def __init__(self, params):
        params.pop("OPTIONS")
        super().__init__(params)

    def get_template(self, template_name):
        return self

    def render(self, context=None, request=None):
        return ""


class KnownPeople(ModelBackend):
    """Gives the people of the walk back without a query for each request."""

    people: ClassVar[dict[int, User]] = {}

    def get_user(self, user_id):
        return self.people[int(user_id)]


class Walker:
    """Asks for addresses as one visitor, and leaves the database as it was.

    GET, HEAD and OPTIONS run in a read-only transaction: one that writes is a 500.
    """

    def __init__(self, user: User | None):
        self.cookie = ""
        if user:
            KnownPeople.people[user.pk] = user
            client = Client()
            client.force_login(user, f"{__name__}.KnownPeople")
            self.cookie = client.cookies.output(header="", sep=";").strip()
        self.doors = doors()
        # The site's middleware and views, without what the test client adds around.
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def ask(self, asked: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
        """The path, the method and the outcome of each (path, method)."""
        for reading in (True, False):
            with connection.cursor() as cursor:
                cursor.execute("SAVEPOINT walk")
                start = "ROLLBACK TO SAVEPOINT walk"
                if reading:
                    start += "; SET LOCAL transaction_read_only = on"
                cursor.execute(start)
                for path, method in asked:
                    if (method in READS) != reading:
                        continue
                    response = self._answer(path, method)
                    got = outcome(response, self.doors)
                    yield path, method, got
                    if response.status_code >= 500 or not (reading or got in DENIED):
                        connection.needs_rollback = False
                        cursor.execute(start)
                cursor.execute("ROLLBACK TO SAVEPOINT walk; RELEASE SAVEPOINT walk")

    def _answer(self, path: str, method: str) -> HttpResponse:
        request = RequestFactory().generic(method, path, HTTP_COOKIE=self.cookie)
        request._dont_enforce_csrf_checks = True
        return self.handler.get_response(request)


def doors() -> set[str]:
    """The addresses of the sign-in page, and of the admin site's, which leads there."""
    found = set()
    for language, _label in settings.LANGUAGES:
        with override(language):
            found.add(reverse("account_login"))
            with suppress(NoReverseMatch):  # the planted URLconf has no admin site
                found.add(reverse("admin:login"))
    return found


def outcome(response: HttpResponse, doors: set[str]) -> str:
    """The status, or `sign in` for a redirect to that page."""
    if response.status_code == 302 and response.url.partition("?")[0] in doors:
        return SIGN_IN
    return str(response.status_code)


def unclassified(table: Table, patterns: Iterable) -> list[str]:
    """The addresses that no policy names, or that several do."""
    return [a.name for a in addresses(patterns) if len(table.policies_of(a.name)) != 1]


def cells(table: Table, found: Iterable[Address], every: bool) -> dict:
    """The policy of each (path, method) to ask for.

    Both languages of an address lead to one view: unless `every` is set, English asks
    to read and to write only; the admin site, one library behind one door, is asked
    that in French only.
    """
    samples = table.samples | admin_samples()
    asked = {}
    for address in found:
        (policy,) = table.policies_of(address.name)
        library = address.name.startswith("admin:")
        for language, _label in settings.LANGUAGES:
            with override(language):
                path = path_of(address, samples)
                assert resolve(path).func is address.callback, (address.name, path)
            methods = READS + WRITES
            if not every and (library or language != settings.LANGUAGE_CODE):
                methods = ("GET", "POST")
            if every or not library or language == settings.LANGUAGE_CODE:
                asked |= {(path, method): policy for method in methods}
    return asked


def walk(
    table: Table, found: Iterable[Address], visitor: str, user: User | None, every=False
) -> list[str]:
    """The cells whose outcome the table does not allow, as one visitor."""
    policies = cells(table, found, every)
    return [
        f"{visitor} {method} {path} ({policies[path, method]}): {got}"
        for path, method, got in Walker(user).ask(list(policies))
        if got not in table.expected(policies[path, method], visitor, method)
    ]
