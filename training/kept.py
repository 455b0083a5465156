"""What pages ask of training at every visit, kept per process and data version."""

from typing import NamedTuple

from django.db import models
from django.urls import reverse
from django.utils.translation import override

from bilingual.folding import fold
from datasets.kept import kept
from training.models import GraduateResult, Institution, OccupationLink, Program

LANGUAGES = ("fr", "en")


class Titled(NamedTuple):
    """A program as lists and searches name it."""

    code: str
    level: str
    titles: dict[str, tuple[str, str]]
    slugs: dict[str, str]
    folded: str
    new_version: bool

    def address(self, language: str) -> str:
        return program_address(self.code, self.slugs[language], language)


class Link(NamedTuple):
    """A program that leads to an occupation, as the occupation's page says it."""

    program: str
    strength: str
    source: str
    source_url: str
    as_of: object
    by_hand: bool
    demonstration: bool


def program_address(code: str, slug: str, language: str) -> str:
    with override(language):
        return reverse("training:program", args=[code, slug])


def institution_address(code: str, slug: str, language: str) -> str:
    with override(language):
        return reverse("training:institution", args=[code, slug])


@kept(2)
def programs(version: int) -> dict[str, Titled]:
    """Every program in force, by code."""
    return {
        one.code: Titled(
            one.code,
            one.level,
            {language: one.said(language) for language in LANGUAGES},
            {language: one.slug(language) for language in LANGUAGES},
            fold(f"{one.title_fr} {one.title_en} {one.code} {one.english_code}"),
            one.new_version,
        )
        for one in Program.objects.in_force().order_by("code")
    }


@kept(4)
def fields(language: str, version: int) -> list[str]:
    """The fields that programs name, in one language, in the order of the letters."""
    rows = Program.objects.in_force().exclude(**{f"field_{language}": ""})
    found = rows.order_by().values_list(f"field_{language}", flat=True).distinct()
    return sorted({field for field in found if field}, key=fold)


@kept(2)
def leading_to(version: int) -> dict[str, list[Link]]:
    """The links of every occupation, the strongest first."""
    rows = OccupationLink.objects.filter(program__withdrawn=False)
    columns = ("unit_group_id", "program_id", "strength", "source", "source_url")
    columns += ("as_of", "by_hand", "demonstration")
    found: dict[str, list[Link]] = {}
    for code, *rest in rows.strongest("program_id").values_list(*columns):
        found.setdefault(code, []).append(Link(*rest))
    return found


@kept(2)
def graduates(version: int) -> dict[str, list[GraduateResult]]:
    """The survey's results by program code: all of Québec, newest year first."""
    rows = GraduateResult.objects.filter(release__is_current=True, area="QC")
    found: dict[str, list[GraduateResult]] = {}
    for row in rows.order_by("program_code", "-year", "pk"):
        found.setdefault(row.program_code, []).append(row)
    return found


@kept(2)
def places_by_region(version: int) -> dict[str, dict[str, int]]:
    """How many places teach in each region, by level."""
    rows = Institution.objects.in_force().order_by().values_list("region_id", "order")
    found: dict[str, dict[str, int]] = {}
    for region, order, count in rows.annotate(n=models.Count("pk")):
        found.setdefault(region, {})[order] = count
    return found


@kept(2)
def place_names(version: int) -> list[tuple[str, str, str, str]]:
    """Code, name, town and folded words of every place, for the site's search."""
    rows = Institution.objects.in_force().order_by("sort_name", "code")
    return list(rows.values_list("code", "name", "town", "sort_name"))
