"""Committees and associations as pages print them, kept per data version."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bilingual import dates
from bilingual.folding import fold
from datasets.kept import kept
from datasets.models import Release
from sectors.models import HISTORICAL, SectorBody, first_day

SOURCE, DESK = "sector-bodies", "sector-bodies-desk"
HEADER = [
    "kind", "name_fr", "name_en", "website", "naics_2022", "source", "source_url",
    "as_of", "kept_by_an_editor", "transcribed_unverified",
]  # fmt: skip


@kept(2)
def every(language: str, version: int) -> list[dict]:
    """Every body, committees first, in the order of a language's letters."""
    transcribed = (
        Release.objects.current()
        .filter(source=SOURCE)
        .values_list("source__transcribed", flat=True)
        .first()
    )
    found = [
        _shown(body, language, bool(transcribed)) for body in SectorBody.objects.all()
    ]
    committee = SectorBody.Kind.COMMITTEE
    return sorted(found, key=lambda b: (b["kind"] != committee, fold(b["name"])))


def _shown(body: SectorBody, language: str, transcribed: bool) -> dict:
    name, spoken = body.said(language)
    old = body.source == HISTORICAL
    return {
        "kind": body.kind,
        "label": str(body.get_kind_display()),
        "name": name,
        "lang": spoken,
        "website": body.website,
        "codes": body.naics.split(),
        "source": body.source_words,
        "source_url": body.source_url,
        "as_of": body.as_of,
        "day": day(body.as_of)
        if not old
        else _("about %(year)s") % {"year": body.as_of},
        "by_hand": body.by_hand,
        "transcribed": transcribed and not body.by_hand,
        "names": {"fr": body.name_fr, "en": body.name_en},
    }


def day(as_of: str) -> str:
    """A year, a month or a day as the page's language writes it."""
    first, parts = first_day(as_of), as_of.count("-")
    return dates.day(first) if parts == 2 else date_format(first, ("Y", "F Y")[parts])


def of(classes: Iterable[str], language: str, version: int) -> list[dict]:
    """The bodies that a source links with one of the classes."""
    wanted = set(classes)
    return [b for b in every(language, version) if wanted & set(b["codes"])]


def rows(found: Iterable[dict]) -> list[list]:
    """What files give of bodies."""
    return [
        [
            body["kind"],
            body["names"]["fr"],
            body["names"]["en"],
            body["website"],
            " ".join(body["codes"]),
            body["source"],
            body["source_url"],
            body["as_of"],
            body["by_hand"],
            body["transcribed"],
        ]
        for body in found
    ]
