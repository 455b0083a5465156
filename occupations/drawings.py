"""What texts may draw of the releases of this app; no figure is typed by hand."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classifications.models import Industry
from classifications.places import region_names
from datasets import editions
from datasets.models import Publication
from figures.citation import lines
from figures.drawings import Drawn, Undrawable, register
from figures.numbers import period
from occupations import portraits
from occupations.models import Profile, Statistic
from occupations.models.figures import QUEBEC
from occupations.panels import years
from occupations.pay import Pay
from occupations.scales import step
from occupations.statistics import INDUSTRIES
from occupations.unemployment import SOURCES, Rates

MONTHS = 6
TOP, MOST = 5, 15
NOT_PUBLISHED = gettext_lazy("not published")


def _region(asked: dict[str, str], version: int) -> tuple[str, str]:
    code = asked.get("region", "")
    name = region_names(version).get(code)
    if name is None:
        raise Undrawable(gettext_lazy("The tag needs a region, as region=06."))
    return code, name


@register("unemployment", "region")
def unemployment(asked: dict[str, str], language: str) -> Drawn:
    """The last months of a region beside Québec; the chart goes further back."""
    version = Publication.objects.version()
    code, name = _region(asked, version)
    rates = Rates(code, name, language)
    months = rates.table()[:MONTHS]
    if not months:
        raise Undrawable(gettext_lazy("No rate is published for this region."))
    return Drawn(
        _("Unemployment rate, %(name)s") % {"name": name},
        [_("Month"), name, _("Québec")],
        [
            (month, [here or why, quebec or NOT_PUBLISHED])
            for month, here, why, quebec in months
        ],
        lines(editions.live(version, language), language, *SOURCES),
        note=_("Solid line: Québec. Dashes: %(name)s.") % {"name": name},
        chart=rates.chart(),
    )


@register("wages", "noc", "region")
def wages(asked: dict[str, str], language: str) -> Drawn:
    """What an occupation pays in a region and in all of Québec."""
    version = Publication.objects.version()
    code, name = _region(asked, version)
    profile = None
    if re.fullmatch(r"[0-9]{5}", asked.get("noc", "")):
        profile = Profile.objects.for_page(asked["noc"], language)
    if profile is None:
        raise Undrawable(gettext_lazy("The tag needs an occupation, as noc=72106."))
    content = profile.content(language)
    pay = Pay(profile, content, language, code, region_names(version))
    found = {row["code"]: row for row in pay.wage_rows()}
    if not found:
        raise Undrawable(gettext_lazy("No wage of this occupation is published."))
    caption = _("Annual pay, %(title)s, %(edition)s")
    if pay.wages["unit"] != "year":
        caption = _("Hourly wages, %(title)s, %(edition)s")
    return Drawn(
        caption
        % {
            "title": content["title"],
            "edition": period(pay.wages["edition"], language),
        },
        [_("Territory"), _("Low"), _("Median"), _("High")],
        [
            (
                _("Québec") if area == QUEBEC else name,
                [found[area][each] for each in ("low", "median", "high")]
                if area in found
                else [NOT_PUBLISHED] * 3,
            )
            for area in (code, QUEBEC)
        ],
        lines(editions.live(version, language), language, "wages"),
    )


@register("occupations", "region", "top")
def occupations(asked: dict[str, str], language: str) -> Drawn:
    """The first occupations for which Québec expects too few workers."""
    version = Publication.objects.version()
    code, name = _region(asked, version)
    top = asked.get("top", str(TOP))
    if not re.fullmatch(r"[0-9]{1,2}", top) or not 1 <= int(top) <= MOST:
        raise Undrawable(
            gettext_lazy("“top” is a number from 1 to %(most)s."), most=MOST
        )
    portrait = portraits.Portrait(code, version, language)
    found = portrait.top(int(top))
    if not found:
        raise Undrawable(gettext_lazy("No diagnosis is published."))
    here = [_("Job Bank, the region")] if portrait.has_outlooks else []
    return Drawn(
        _("Occupations in demand, %(name)s") % {"name": name},
        [
            _("Occupation"), _("Diagnosis, Québec"), *here,
            _("Median wage here"), _("Median wage, Québec"),
        ],
        [
            (
                one["title"],
                [
                    step("diagnosis", one["diagnosis"]).label,
                    *([_outlook(one["job_bank"])] if here else []),
                    one["median"] or NOT_PUBLISHED,
                    one["quebec"] or NOT_PUBLISHED,
                ],
            )
            for one in found
        ],
        lines(
            editions.live(version, language),
            language,
            *(s for s in portraits.SOURCES if here or s != "outlooks"),
        ),
        note=_(
            "The diagnosis is published for all of Québec: it is not the region’s own."
        ),
    )  # fmt: skip


def _outlook(value: str | None):
    return NOT_PUBLISHED if value is None else step("job_bank", value).label


@register("employment", "sector")
def employed(asked: dict[str, str], language: str) -> Drawn:
    """Employed persons of a sector in Québec, year by year."""
    version = Publication.objects.version()
    sector = Industry.objects.in_force().filter(pk=asked.get("sector", "")).first()
    if sector is None:
        raise Undrawable(gettext_lazy("The tag needs a sector, as sector=23."))
    found = Statistic.objects.of_industry((INDUSTRIES,), sector.pk, QUEBEC)
    rows = years(found, language)
    if not rows:
        raise Undrawable(gettext_lazy("No employment of this sector is published."))
    title = getattr(sector, f"title_{language}") or sector.title_en
    return Drawn(
        _("Employment in Québec, %(title)s") % {"title": title},
        [_("Year"), _("Employed persons")],
        [(year, [count or NOT_PUBLISHED]) for year, count in rows],
        lines(editions.live(version, language), language, INDUSTRIES),
    )
