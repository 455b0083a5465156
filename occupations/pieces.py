"""The parts of the occupation page: what each section's template is given."""

from functools import cached_property

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bilingual import dates
from bilingual.folding import slug
from datasets import editions
from datasets.kept import kept
from figures import citation, rates
from figures.numbers import NBSP, period
from occupations import markup, narratives
from occupations.models import Descriptor, Regulation
from occupations.profiles import NO_LEVEL
from occupations.scales import step
from occupations.sheet import Sheet
from occupations.words import DIAGNOSIS_SHORT

# Which sources each section draws on, by the names their loaders declare.
SECTIONS = {
    "overview": ("noc-structure", "noc-elements"),
    "requirements": ("noc-elements", "professional-orders", "regulation"),
    "characteristics": ("oasis",),
    "outlook": ("diagnostics", "outlooks", "cops"),
    "group": ("lfs-group-figures",),
    "wages": ("wages",),
    "statistics": (
        "lfs-microdata",
        "statcan-14-10-0416",
        "statcan-14-10-0317",
        "census-2016",
        "statcan-14-10-0287",
        "statcan-14-10-0023",
        "statistics-template",
    ),
    "similar": ("oasis", "wages", "diagnostics"),
}
SCALE_SOURCES = {"diagnosis": "diagnostics", "job_bank": "outlooks", "cops": "cops"}
# Where "cite" leads: the first source of the section in the table of sources.
ANCHORS = {"noc-structure": "s-noc", "oasis": "s-oasis", "wages": "s-wages"}
ANCHORS |= {"diagnostics": "s-outlook"}


class Sources:
    """The live editions as the page names them."""

    def __init__(self, live: dict, language: str):
        self.editions = live
        self.language = language

    def lines(self, *names: str) -> list[dict]:
        return citation.lines(self.editions, self.language, *names)

    @cached_property
    def day(self) -> str:
        """The day of the last publication among the live editions."""
        days = [edition.loaded_on for edition in self.editions.values()]
        return dates.day(max(days)) if days else ""

    @cached_property
    def scales(self) -> dict[str, dict]:
        """Horizon, edition and method of each outlook scale."""
        return {scale: self._scale(name) for scale, name in SCALE_SOURCES.items()}

    def _scale(self, source: str) -> dict:
        edition = self.editions.get(source)
        if edition is None:
            return {"period": "", "edition": "", "source": "", "source_title": ""}
        day = edition.published_on
        return {
            "period": period(edition.period or edition.edition, self.language),
            "edition": dates.day(day)
            if day
            else period(edition.edition, self.language),
            "source": source,
            "source_title": edition.title,
        }

    def context(self, code: str, title: str) -> dict:
        words = _("IMT, “%(title)s”, NOC %(code)s, data of %(day)s, %(site)s") % {
            "title": title,
            "code": code,
            "day": self.day,
            "site": settings.SITE_URL,
        }
        return self.of_page | {"citation": words}

    def of_tables(self, blocks: list[dict]) -> dict:
        """The lines of every section, of the statistics only the tables that stand."""
        used = {block["source"] for block in blocks}
        names = (name for name in SECTIONS["statistics"] if name in used)
        return self.of_page["sources"] | {"statistics": self.lines(*names)}

    @cached_property
    def of_page(self) -> dict:
        """What is the same on the page of every occupation."""
        # The statistics have a page of their own.
        shown = (names for key, names in SECTIONS.items() if key != "statistics")
        used = dict.fromkeys(name for names in shown for name in names)
        return {
            "sources": {key: self.lines(*names) for key, names in SECTIONS.items()},
            "source_rows": markup.source_rows(
                (
                    ANCHORS.get(name, f"s-{name}"),
                    edition.title,
                    edition.transcribed,
                    edition.publisher,
                    period(edition.edition, self.language),
                    edition.licence,
                )
                for name in used
                if (edition := self.editions.get(name))
            ),
            "headings": {
                "overview": _("Overview"),
                "characteristics": _("Characteristics"),
                "outlook": _("Outlook"),
                "group": _("Occupation group"),
                "wages": _("Wages"),
                "statistics": _("Employment statistics"),
            },
        }


@kept(2)
def sources(language: str, version: int) -> Sources:
    """The live editions, named in one language."""
    return Sources(editions.live(version, language), language)


def texts(sheet: Sheet) -> dict:
    """Duties, requirements, titles, regulation: the official text when it is loaded."""
    content = sheet.content
    own_duties = not content["official_duties"] and content["duties"]
    own = own_duties or content["nature"]
    rest = [t for t in content["titles"] if t not in content["examples"]]
    beyond = content["titles_count"] > len(content["titles"])
    missing = _("No text on this yet for this occupation.")
    return {
        "teer": sheet.teer(),
        "headline": sheet.headline(),
        "duties": content["official_duties"] or content["duties"],
        "requirements": content["official_requirements"] or content["requirements"],
        "examples": content["examples"] or content["titles"][:8],
        "more_titles": () if beyond or not content["examples"] else rest,
        "more_titles_label": ngettext(
            "%(count)s more job title", "%(count)s more job titles", len(rest)
        )
        % {"count": len(rest)},
        "titles_page": _("All %(count)s job titles")
        % {"count": content["titles_count"]}
        if beyond
        else "",
        "titles_slug": _("job-titles"),
        "levels_slug": _("characteristics"),
        "statistics_slug": _("statistics"),
        "missing": {
            "nature": _("Nature of the work: %s") % missing,
            "duties": missing,
            "requirements": missing,
        },
        "own_note": " · " + _("texts of this site") if own else "",
        "red_seal": any(
            r[0] == Regulation.Kind.RED_SEAL for r in content["regulations"]
        ),
        "regulations": _regulations(content, sheet.language),
        "siblings": markup.occupation_links(
            (code, slug(title), title) for code, title in content["siblings"]
        ),
        "exclusions": content["exclusion_targets"],
    }


def _regulations(content: dict, language: str) -> list[tuple]:
    """One line per order or rule; the French name of an order says its language.

    A sentence that the official texts of the page already hold is not said again.
    """
    labels = dict(Regulation.Kind.choices)
    said = {*content["official_requirements"], *content["additional"]}
    lines, seen = [], set()
    for kind, order, profession, text in content["regulations"]:
        if order:
            value, lang = f"{order}{NBSP}: {profession}", "fr"
        else:
            lang = ""
            if text and text not in said:
                value = strip_tags(text)
            elif kind == Regulation.Kind.RED_SEAL:
                value = _("The Red Seal eases work in another province.")
            elif kind == Regulation.Kind.QUEBEC:
                value = _("The official requirements name a rule of Québec.")
            else:
                value = _("Named in the official requirements.")
        if (kind, value) not in seen:
            seen.add((kind, value))
            lines.append((labels[kind], value, lang if lang != language else ""))
    return lines


def characteristics(sheet: Sheet) -> dict:
    profiles = sheet.content["profiles"]
    if len(profiles) > 1:
        note = _(
            "Levels: the median of %(count)s OaSIS profiles, %(first)s to %(last)s."
        )
        note %= {"count": len(profiles), "first": profiles[0], "last": profiles[-1]}
    elif profiles:
        note = _("Levels of OaSIS profile %(code)s.") % {"code": profiles[0]}
    else:
        note = ""
    return {
        "hexagon": sheet.hexagon(),
        "levels": sheet.levels(),
        "profiles_note": note,
        "names_note": "; " + _("French names by this site, not official")
        if sheet.language == "fr"
        else "",
    }


def outlook(sheet: Sheet, named: Sources) -> dict:
    scales = [scale | named.scales[scale["name"]] for scale in sheet.scales()]
    loaded = {scale["name"] for scale in scales if scale["source"]}
    for scale in scales:
        if scale["name"] not in loaded:
            scale |= {"value": None, "now": step(scale["name"], None)}
    diagnosis = sheet.content["outlooks"].get("diagnosis", "")
    return {
        "scales": scales,
        "cops_period": scales[-1]["period"],
        "diagnosis_short": DIAGNOSIS_SHORT[diagnosis],
        "outlook_sentence": sheet.outlook_sentence(loaded),
        "disagree": sheet.disagree(),
        "components": bool(sheet.components()),
        "components_sentence": sheet.components_sentence(),
        "regional_outlooks": sheet.regional_outlooks(),
    } | narratives.shown(sheet.content, sheet.region, sheet.regions)


def wages(sheet: Sheet, version: int) -> dict:
    rows = sheet.wage_rows()
    tiles = sheet.tiles() if rows else []
    return {
        "wage_rows": rows,
        "wage_axis": sheet.wage_axis(),
        "wage_sentence": sheet.wage_sentence(),
        "any_same": any(row["same"] for row in rows),
        "unpublished": sheet.unpublished(),
        "annual": sheet.annual(),
        "tiles": tiles,
        "map_label": _("Median in the 17 regions, one tile per region"),
        "region_sentence": sheet.region_sentence(),
    } | _minimum(sheet, version)


def _minimum(sheet: Sheet, version: int) -> dict:
    """The minimum wage held, and the wages that are below that of their period."""
    today = rates.in_force(version, localdate())
    below = sheet.below_minimum(lambda span: rates.lowest_of(version, span))
    return {"minimum": sheet.minimum_line(today), "below_minimum": below}


def record(sheet: Sheet) -> dict:
    """Earlier editions of the wages, for Québec and the region chosen."""
    trend = sheet.trend()
    words = _("Wage by edition, %(area)s") % {"area": trend["area"]} if trend else ""
    return {
        "trend": trend,
        "trend_label": words,
        "past_rows": sheet.past_rows(),
        "former_figures": sheet.former_figures(),
        "breaks": sheet.breaks(),
        "wage_note": _wage_note(sheet),
    }


def every_edition(sheet: Sheet) -> dict:
    """Wages of all editions and territories, and what came of earlier outlooks."""
    return {
        "medians": sheet.medians(),
        "track_record": sheet.track_record(),
        "wage_note": _wage_note(sheet),
    }


def _wage_note(sheet: Sheet) -> str:
    years = {*sheet.editions, *(y for held in sheet.former.values() for y in held)}
    years -= {int(sheet.wages["edition"][:4] or 0)}
    if not years:
        return ""
    words = ", ".join(map(str, sorted(years)))
    return " · " + _("earlier editions: %(years)s") % {"years": words}


def similar(sheet: Sheet) -> dict:
    return {
        "similar": sheet.similar(),
        "quebec_median": sheet.quebec_median(),
        "similar_note": _(
            "Chosen by comparing the levels of all descriptors, each centred on the "
            "average of all occupations; knowledge counts double, and the TEER "
            "category is at most one away. Wages play no part."
        ),
        "computed_note": " · " + _("computed by this site"),
    }


def all_levels(profile) -> list[dict]:
    """Every descriptor of a profile by category, with its level or None."""
    groups: dict[str, dict] = {}
    levels = bytes(profile.levels)
    for place, descriptor in enumerate(Descriptor.objects.order_by("position")):
        raw = levels[place] if place < len(levels) else NO_LEVEL
        group = groups.setdefault(
            descriptor.category,
            {"title": descriptor.get_category_display(), "rows": []},
        )
        group["rows"].append((descriptor, None if raw == NO_LEVEL else raw))
    return list(groups.values())
