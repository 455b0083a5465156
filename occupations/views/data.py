"""The figures of one occupation to take away, in CSV and JSON."""

from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bilingual.public import public_page
from classifications.places import region_names
from datasets import editions
from datasets.models import Publication
from figures.citation import cited, in_a_cell
from figures.exports import csv_response, json_response
from occupations.loaders import template
from occupations.models import Profile
from occupations.parts import PARTS
from occupations.views.profile import profile_address


def _table(code: str, part: str):
    """The profile, its language, and one part's header, rows and sources."""
    language, version = get_language(), Publication.objects.version()
    profile = Profile.objects.for_page(code, language)
    if profile is None or part not in PARTS:
        raise Http404
    live = editions.live(version, language)
    header, rows, names = PARTS[part](profile, language, region_names(version), live)
    return profile, header, rows, cited(live, *names)


def _about(profile: Profile) -> dict:
    language = get_language()
    content = profile.content(language)
    return {
        "noc_2021": profile.pk,
        "title": content["title"],
        "teer": profile.teer,
        "address": settings.SITE_URL
        + profile_address(profile.pk, content["slugs"][language], language),
    }


@require_safe
@public_page
def part_csv(request, code: str, part: str):
    profile, header, rows, cited = _table(code, part)
    source = in_a_cell(cited)
    return csv_response(
        f"imt-{profile.pk}-{part}.csv",
        ["noc_2021", *header, "source"],
        ([profile.pk, *row, source] for row in rows),
    )


@require_safe
@public_page
def part_json(request, code: str, part: str):
    profile, header, rows, cited = _table(code, part)
    return json_response(
        _about(profile)
        | {
            "sources": cited,
            part: [dict(zip(header, row, strict=True)) for row in rows],
        }
    )


@require_safe
@public_page
def template_csv(request):
    """The file that an analyst fills with statistics, with two rows of example."""
    name = _("statistics-template.csv")
    return csv_response(name, template.COLUMNS, template.EXAMPLES)


@require_safe
@public_page
def whole_json(request, code: str, slug: str):
    """Every part of the occupation in one file."""
    parts, sources, profile = {}, [], None
    for part in PARTS:
        profile, header, rows, cited = _table(code, part)
        parts[part] = [dict(zip(header, row, strict=True)) for row in rows]
        sources += [source for source in cited if source not in sources]
    content = profile.content(get_language())
    return json_response(
        _about(profile)
        | {
            "former_codes_noc_2016": [code for code, _title in content["former"]],
            "interests": content["interests"] or None,
            "regulated": content["regulated"] or None,
            "sources": sources,
        }
        | parts
    )
