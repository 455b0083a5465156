"""What texts may draw of the regional facts."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from editorial.models import RegionalFact
from figures.drawings import Undrawable, register

MOST = 50


def _day(asked: dict[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(asked[name]) if name in asked else None
    except ValueError:
        raise Undrawable(
            _("“%(name)s” is a day, as %(name)s=2026-01-31."), name=name
        ) from None


@register("facts", "region", "since", "until")
def facts(asked: dict[str, str], language: str) -> SafeString:
    """The published facts of a region, or of all, over a time; the oldest first."""
    found = RegionalFact.objects.published().for_list()
    if "region" in asked:
        found = found.filter(region=asked["region"])
    if since := _day(asked, "since"):
        found = found.filter(day__gte=since)
    if until := _day(asked, "until"):
        found = found.filter(day__lte=until)
    told = list(found.order_by("day", "pk")[: MOST + 1])
    if not told:
        raise Undrawable(_("No published fact is of this region and this time."))
    if len(told) > MOST:
        raise Undrawable(
            _("More than %(most)s facts: narrow the tag with region, since or until."),
            most=MOST,
        )
    return render_to_string("editorial/_drawn_facts.html", {"facts": told})
