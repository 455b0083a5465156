"""Reading the directory: a page of it, its lines, its regions."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Value
from django.urls import reverse

from businesses.asked import COUNTED, Asked
from businesses.models import Business
from classifications.distance import apart
from classifications.models import Industry, Municipality
from datasets.kept import kept

PAGE, LARGEST = 20, 5
SOURCES = ("enterprise-register", "demonstration-businesses", "activity-classes")


class Found(NamedTuple):
    """A page of businesses, the capped count of all, the mark of the next page."""

    rows: list[Business]
    count: int
    next: str = ""


def page(asked: Asked, after: str = "", size: int = PAGE) -> Found:
    """By name, after the business of number `after`, or from the start."""
    if asked.impossible:
        return Found([], 0)
    every = Business.objects.listed().matching(asked).by_name()
    if asked.words:
        # The index of words gives all that match at once, in no order: it is read once.
        few = sorted(every.order_by().values_list("sort_name", "pk")[: COUNTED + 1])
        if len(few) <= COUNTED:
            return _among_few([key for _name, key in few], after, size)
    here = every
    known = after.isascii() and after.isdigit() and len(after) == 10
    if known:
        names = Business.objects.filter(pk=after).values_list("sort_name", "pk")
        if place := names.first():
            here = every.after(*place)
    # Their numbers first, which an index may hold: whole rows are read for one page.
    rows = Business.objects.among(here[: size + 1]).by_name().for_list()
    count = Value(COUNTED + 1) if asked.words else every.counted()
    rows = list(rows.annotate(n=count))
    more = rows[size - 1].pk if len(rows) > size else ""
    return Found(rows[:size], rows[0].n if rows else 0, more)


def first(words: str, most: int) -> Found:
    """The first by name of those that hold some words, in one statement."""
    every = Business.objects.listed().matching(Asked(words=words)).by_name()
    rows = Business.objects.among(every[:most]).by_name().for_list()
    rows = list(rows.annotate(n=every.counted()))
    return Found(rows, rows[0].n if rows else 0)


def _among_few(keys: list[str], after: str, size: int) -> Found:
    """A page of businesses whose numbers are all known, in the order of names."""
    start = keys.index(after) + 1 if after in keys else 0
    here = keys[start : start + size]
    rows = Business.objects.filter(pk__in=here).by_name().for_list()
    more = here[-1] if len(keys) > start + size else ""
    return Found(list(rows), len(keys), more)


def line(one: Business, language: str, point=None) -> dict:
    """A business as lists and files print it, with its distance from a point."""
    industry = one.industry
    return {
        "neq": one.neq,
        "name": one.name,
        "url": one.get_absolute_url(),
        "activity": one.activity_text,
        "naics_2022": one.industry_id or "",
        "industry": title(industry, language)[0] if industry else "",
        "industry_lang": title(industry, language)[1] if industry else "",
        "municipality": one.municipality.name if one.municipality else "",
        "region": one.region.name if one.region else "",
        "employees_from": one.size_from,
        "employees_to": one.size_to,
        "kilometres": None
        if point is None or one.latitude is None
        else round(apart(point, (one.latitude, one.longitude)), 1),
        "demonstration": one.demonstration,
    }


def title(industry: Industry, language: str) -> tuple[str, str]:
    """The title of a class, and its language where it is not the page's."""
    own = getattr(industry, f"title_{language}")
    return (own, "") if own else (industry.title_en or "", "en")


def industry_name(code: str, language: str) -> str:
    """Code and title of a class, or what was asked where no class has this code."""
    found = Industry.objects.in_force().filter(pk=code).first()
    return f"{code} {title(found, language)[0]}" if found else code


def town_name(code: str) -> str:
    found = Municipality.objects.filter(pk=code).values_list("name", flat=True)
    return found.first() or code


@kept(4)
def sectors(language: str, version: int) -> list[tuple[str, str]]:
    """Codes and titles of the twenty sectors."""
    rows = Industry.objects.in_force().filter(level=Industry.Level.SECTOR)
    return [(one.code, title(one, language)[0]) for one in rows.order_by("code")]


@kept(2)
def by_region(version: int) -> dict[str, int]:
    """How many businesses each region has; read once for each version of the data."""
    rows = Business.objects.listed().filter(region__isnull=False).order_by()
    return dict(rows.values_list("region_id").annotate(n=Count("pk")))


@kept(1_000)
def largest(kind: str, code: str, version: int) -> Found:
    """The businesses of an industry or a region that declare the most employees.

    Read once for each version of the data: a removal makes a new one (`corrections`).
    """
    rows = Business.objects.listed().matching(Asked(**{kind: code})).for_list()
    rows = rows.annotate(n=rows.counted()).by_size()[:LARGEST]
    found = list(rows)
    return Found(found, found[0].n if found else 0)


def list_url(**params: str) -> str:
    base = reverse("businesses:list")
    return f"{base}?{urlencode(params)}"
