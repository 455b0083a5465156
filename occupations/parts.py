"""The figures of one occupation as tables: what its CSV and JSON files hold.

Column names are English in both languages, so that a program reads either file; words
and labels are in the language of the address. Each row names its edition.
"""

from occupations.models.figures import CANADA, QUEBEC
from occupations.models.profile import Profile
from occupations.pieces import all_levels
from occupations.scales import SCALES, step


def titles(profile: Profile, language: str, regions: dict, editions: dict):
    """One official job title per row."""
    header = ["title", "kind"]
    rows = profile.unit_group.job_titles.in_language(language)
    return header, [[row.text, row.kind] for row in rows], ["noc-elements"]


def wages(profile: Profile, language: str, regions: dict, editions: dict):
    """Low, median and high by area and edition, in dollars; NULL is not published."""
    content = profile.content(language)["wages"]
    names = {CANADA: "Canada", QUEBEC: "Québec", **regions}
    header = ["area", "area_name", "edition", "unit", "low", "median", "high"]
    every = content["past"] | {content["edition"]: content["live"]}
    rows = [
        [area, name, edition, content["unit"], *areas.get(area, (None, None, None))]
        for edition, areas in every.items()
        for area, name in names.items()
    ]
    return header, rows if content["live"] else [], ["wages"]


def outlook(profile: Profile, language: str, regions: dict, editions: dict):
    """One published class per scale; scales are never comparable with one another."""
    content = profile.content(language)
    sources = {"diagnosis": "diagnostics", "job_bank": "outlooks", "cops": "cops"}
    header = ["scale", "area", "class", "label", "period", "edition"]
    rows = []
    for scale in SCALES:
        edition = editions.get(sources[scale])
        value = content["outlooks"].get(scale, "")
        area = CANADA if scale == "cops" else QUEBEC
        period = edition and (edition.period or edition.edition)
        rows.append(
            [scale, area, value or None, str(step(scale, value).label), period]
            + [edition and edition.edition]
        )
    for measure, value in content["cops"].items():
        if measure != "year":
            rows.append(["cops_" + measure, CANADA, value, None, None, None])
    return header, rows, list(sources.values())


def characteristics(profile: Profile, language: str, regions: dict, editions: dict):
    """One level per descriptor: 0 to 5, knowledge 0 to 3."""
    header = ["category", "descriptor", "name", "level", "highest_level"]
    rows = [
        [
            descriptor.category,
            descriptor.code,
            getattr(descriptor, f"name_{language}") or descriptor.name_en,
            value,
            descriptor.scale_max,
        ]
        for group in all_levels(profile)
        for descriptor, value in group["rows"]
    ]
    return header, rows, ["oasis"]


PARTS = {
    "titles": titles,
    "wages": wages,
    "outlook": outlook,
    "characteristics": characteristics,
}
