"""The labour market beside an offer: what the occupation pays, and its outlooks."""

from django.utils.translation import gettext as _

from datasets import editions
from figures import charts
from figures.citation import edition_label
from figures.numbers import money
from occupations.models import Profile
from occupations.models.figures import QUEBEC

HOURS_A_YEAR = 40 * 52


def market(
    profile: Profile | None,
    region: str,
    offer: tuple[float, float] | None,
    regions: dict[str, str],
    version: int,
    language: str,
) -> dict | None:
    """The box of one offer; None for an occupation without a page.

    `offer` is the least and the most it pays, in dollars an hour.
    """
    if profile is None:
        return None
    content, live = profile.content(language), editions.live(version, language)
    wages, outlooks = content["wages"], content["outlooks"]
    area = region if region in wages["live"] else QUEBEC
    regional = content["regional_outlooks"].get(region)

    def period(name: str) -> str:
        found = live.get(name)
        return (found.period or found.edition) if found else ""

    used = [live[name] for name in ("wages", "diagnostics", "outlooks") if name in live]
    return {
        "diagnosis": outlooks.get("diagnosis", ""),
        "diagnosis_period": period("diagnostics"),
        "job_bank": regional or outlooks.get("job_bank", ""),
        "job_bank_area": regions[region] if regional else _("Québec"),
        "job_bank_period": period("outlooks"),
        "sources": "; ".join(edition_label(edition, language) for edition in used),
    } | _pay(wages, area, regions, offer, language)


def _pay(wages: dict, area: str, regions: dict, offer, language: str) -> dict:
    row = wages["live"].get(area)
    if not row:
        return {}
    yearly = wages["unit"] == "year"
    if offer and yearly:
        offer = (offer[0] * HOURS_A_YEAR, offer[1] * HOURS_A_YEAR)

    def said(value: float) -> str:
        return money(value, language, 0 if yearly else 2)

    axis = charts.Axis.around([*row, *(offer or ())])
    name = _("Québec") if area == QUEBEC else regions[area]
    low, median, high = row
    found = {
        "area": name,
        "edition": wages["edition"],
        "median": said(median),
        "bar": charts.Range.on(axis, *row),
        "figures": (
            _("%(area)s, a year: low %(low)s, median %(median)s, high %(high)s.")
            if yearly
            else _("%(area)s, an hour: low %(low)s, median %(median)s, high %(high)s.")
        )
        % {
            "area": name,
            "low": said(low),
            "median": said(median),
            "high": said(high),
        },
    }
    if offer:
        bar = charts.Range.on(axis, offer[0], offer[0], offer[1])
        # A single amount is a mark, not a line without length.
        width = bar.width if offer[1] > offer[0] else "1.5%"
        same = offer[0] == offer[1]
        found |= {
            "offer": {"x": bar.x, "width": width},
            "offer_wage": said(offer[0])
            if same
            else _("%(low)s to %(high)s")
            % {"low": said(offer[0]), "high": said(offer[1])},
            "sentence": _stands(offer, row),
        }
    return found


def _stands(offer: tuple[float, float], row: list[float]) -> str:
    """Where an offer stands in the wages of its occupation."""
    (least, most), (low, median, high) = offer, row
    if most < low:
        return _("The offer pays less than the low wage of the occupation.")
    if least > high:
        return _("The offer pays more than the high wage of the occupation.")
    if most < median:
        return _("The offer stays under the median wage of the occupation.")
    if least > median:
        return _("The offer pays more than the median wage of the occupation.")
    if least == most == median:
        return _("The offer pays the median wage of the occupation.")
    return _("The offer starts under the median wage of the occupation and reaches it.")
