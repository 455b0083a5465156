"""What training says on the pages of an occupation and of a region."""

from django.urls import reverse
from django.utils.translation import ngettext

from classifications.panels import register
from datasets import editions
from figures.citation import lines
from figures.numbers import number
from training import kept
from training.models import Institution, Level

RANK = 60


@register("unit_group", RANK)
def programs_of(code: str, language: str, version: int) -> tuple[str, dict] | None:
    """The programs that a source links with the occupation."""
    known = kept.programs(version)
    links = [one for one in kept.leading_to(version).get(code, ()) if one[0] in known]
    if not links:  # none is guessed from its title
        return None
    return "training/_programs_panel.html", {
        "programs": [_program(known[link.program], link, language) for link in links],
        "near_url": known[links[0].program].address(language),
        "sources": lines(
            editions.live(version, language),
            "program-occupations",
            *sorted({f"programs-{known[link.program].level}" for link in links}),
        ),
    }


def _program(program: kept.Titled, link: kept.Link, language: str) -> dict:
    title, spoken = program.titles[language]
    return {
        "code": program.code,
        "title": title,
        "lang": spoken,
        "level": Level(program.level).label,
        "url": program.address(language),
        "link": link,
    }


@register("region", RANK)
def places_of(code: str, language: str, version: int) -> tuple[str, dict] | None:
    """How many places teach in the region, by level."""
    counts = kept.places_by_region(version).get(code)
    if not counts:
        return None
    listed = reverse("training:institutions")
    return "training/_region_panel.html", {
        "orders": [
            (
                order.label,
                ngettext("%(counter)s place", "%(counter)s places", counts[order])
                % {"counter": number(counts[order], language)},
                f"{listed}?region={code}&level={order}",
            )
            for order in Institution.Order
            if order in counts
        ],
        "sources": lines(editions.live(version, language), "institutions"),
    }
