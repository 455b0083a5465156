"""Occupations in a list: what a card prints, and what a file holds."""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from figures.charts import Axis, Range, percent
from figures.numbers import money, number
from occupations.explorer import Index, Row
from occupations.handbook import FACTORS
from occupations.scales import step
from occupations.words import interest_name

# One axis for all lists, in dollars an hour; beyond its ends a bar is cut.
AXIS = Axis(12, 70, 5)
MARKS = (20, 40, 60)
# Orders whose value every list shows; the value of another is added when it is in use.
SHOWN_ALWAYS = {
    *("relevance", "title", "code", "teer", "wage", "wage_low", "wage_high"),
    *("diagnosis", "job_bank", "cops"),
}


def ticks() -> list[str]:
    """Where the marks of the axis stand."""
    return [percent(AXIS.at(mark)) for mark in MARKS]


def marks_note(language: str) -> str:
    first, second, third = (money(mark, language, 0) for mark in MARKS)
    return _("marks at %(first)s, %(second)s and %(third)s an hour") % {
        "first": first,
        "second": second,
        "third": third,
    }


class Listing:
    """How rows print in one language, for the wages of one area."""

    def __init__(self, index: Index, language: str, area: str, base: str):
        self.index = index
        self.language = language
        self.area = area
        self.base = base

    def address(self, row: Row) -> str:
        return f"{self.base}{row.code}-{row.slug[self.language]}"

    def item(
        self, row: Row, template: str, field: str, found_by: tuple[str, str] = ("", "")
    ) -> dict:
        """One occupation: what never changes, kept as HTML, and what this list adds.

        `field` is the order in use; `found_by` the job title that a search found, and
        its language.
        """
        found, spoken = found_by
        return {
            "html": _kept(
                template, row.code, self.index, self.language, self.area, self.base
            ),
            "found_by": found if found != row.title[self.language] else "",
            "found_in": spoken if spoken != self.language else "",
            "more": self.more(row, field),
        }

    def card(self, row: Row) -> dict:
        """What a card or the row of a table prints."""
        return {
            "code": row.code,
            "title": row.title[self.language],
            "url": self.address(row),
            "teer": row.teer,
            "diagnosis": row.diagnosis,
            "job_bank": row.job_bank,
            "cops": row.cops,
            "job_bank_words": step("job_bank", row.job_bank).label,
            "cops_words": step("cops", row.cops).label,
            "regulated": row.regulated,
            "pay": self.pay(row),
        }

    def pay(self, row: Row) -> dict | None:
        """Low, median and high in words, and their bar; None when not published."""
        wages = row.hourly_wages.get(self.area)
        if not wages:
            return None
        low, median, high = (money(value, self.language) for value in wages)
        within = [min(max(value, AXIS.low), AXIS.high) for value in wages]
        bar = Range.on(AXIS, *within)
        return {"low": low, "median": median, "high": high, "bar": bar}

    def more(self, row: Row, field: str) -> str:
        """What the list is sorted by, when the card would not show it."""
        if field in SHOWN_ALWAYS:
            return ""
        if field in self.index.descriptors:
            rated = self.index.descriptors[field]
            level = self.index.level(row, rated)
            value = _("not rated") if level is None else f"{level}/{rated.highest}"
            what = rated.name[self.language] or rated.name["en"]
        elif field in FACTORS:
            factor = FACTORS[field]
            numbers = row.handbook.get(factor.name, ())
            what = factor.label
            value = "; ".join(factor.words(n) for n in numbers) or _("not published")
        elif field == "interest":
            what, value = _("Interests"), _("not published")
            if row.interests:
                value = ", ".join(interest_name(x) for x in row.interests)
        elif field == "regulated":
            what = _("Regulated")
            words = {"yes": _("yes"), "some": _("some titles"), "": _("not stated")}
            value = words[row.regulated]
        else:
            count = getattr(row, field)
            what = {
                "employment": _("Employment in Canada"),
                "openings": _("Job openings in Canada"),
            }[field]
            value = (
                _("not published") if count is None else number(count, self.language)
            )
        return _("%(what)s: %(value)s") % {"what": what, "value": value}

    # -- files --------------------------------------------------------------------

    def header(self, descriptors: Iterable[str] = ()) -> list[str]:
        """Column names, the same in both languages."""
        return [
            *("noc_2021", "title", "teer", "broad_category"),
            *("diagnosis_quebec", "job_bank_quebec", "cops_canada"),
            *("interests", "regulated", "wage_area"),
            *("wage_low_hourly", "wage_median_hourly", "wage_high_hourly"),
            *("employment_canada", "openings_canada"),
            *("lfs_group", "lfs_group_women_share_quebec"),
            "lfs_group_men_share_quebec",
            *descriptors,
            "address",
        ]

    def values(self, row: Row, descriptors: Iterable[str] = ()) -> list:
        """One row of a file; None where the source says nothing."""
        return [
            *(row.code, row.title[self.language], row.teer, row.code[0]),
            *(row.diagnosis or None, row.job_bank or None, row.cops or None),
            *(row.interests or None, row.regulated or None, self.area),
            *(row.hourly_wages.get(self.area) or (None, None, None)),
            *(row.employment, row.openings),
            *(row.lfs_group or None, row.women_share, row.men_share),
            *(self.rating(row, code) for code in descriptors),
            settings.SITE_URL + self.address(row),
        ]

    def rating(self, row: Row, code: str) -> int | str | None:
        """The level of a descriptor, or the published codes of a factor."""
        if code not in FACTORS:
            return self.index.level(row, self.index.descriptors[code])
        factor = FACTORS[code]
        numbers = row.handbook.get(factor.name, ())
        return " ".join(factor.published(number) for number in numbers) or None


@lru_cache(maxsize=4096)
def _kept(
    template: str, code: str, index: Index, language: str, area: str, base: str
) -> SafeString:
    """One occupation as HTML: twenty of these are most of a page's work."""
    listing = Listing(index, language, area, base)
    row = index.rows[index.places[code]]
    return render_to_string(template, {"h": listing.card(row)})
