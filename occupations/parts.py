"""The figures of one occupation as tables: what its CSV and JSON files hold.

Column names are English in both languages, so that a program reads either file; words
and labels are in the language of the address. Each row names its edition.
"""

from occupations.models import GroupFigure
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
        if edition
    ]
    return header, rows if content["live"] or content["past"] else [], ["wages"]


def former_wages(profile: Profile, language: str, regions: dict, editions: dict):
    """Wages of the NOC 2016 groups this one came from, where none is its own.

    `parts` is among how many groups of NOC 2021 the former group was shared.
    """
    content = profile.content(language)
    titles = dict(content["former"])
    names = {CANADA: "Canada", QUEBEC: "Québec", **regions}
    header = ["noc_2016", "noc_2016_title", "parts", "area", "area_name", "edition"]
    header += ["unit", "low", "median", "high"]
    rows = [
        [code, titles[code], held["parts"], area, names[area], edition, unit, *three]
        for code, held in content.get("former_wages", {}).items()
        for unit, by_edition in held["units"].items()
        for edition, areas in by_edition.items()
        for area, three in areas.items()
        if area in names
    ]
    return header, rows, ["wages"]


def statistics(profile: Profile, language: str, regions: dict, editions: dict):
    """Figures of the groups this occupation belongs to: never its own alone."""
    header = ["table", "classification", "group", "group_title", "parts", "area"]
    header += ["period", "measure", "sex", "age", "work_time", "education"]
    header += ["industry", "unit", "value", "missing"]
    blocks = profile.content(language).get("counts", [])
    rows = [
        [block["table"], block["scheme"], block["code"], block[f"title_{language}"]]
        + [block["parts"], block["area"], block["period"]]
        + [row[name] for name in ("measure", "sex", "age", "work_time", "education")]
        + [row[name] for name in ("industry", "unit", "value", "missing")]
        for block in blocks
        for row in block["rows"]
    ]
    return header, rows, list(dict.fromkeys(block["source"] for block in blocks))


# Where a profile keeps what a scale says of the regions.
BY_REGION = {"diagnosis": "regional_diagnoses", "job_bank": "regional_outlooks"}


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
        by_region = content.get(BY_REGION.get(scale), {})
        rows += [
            [scale, place, said or None, str(step(scale, said).label), period]
            + [edition and edition.edition]
            for place, said in [(area, value), *sorted(by_region.items())]
        ]
    rows += [
        [said["scale"], area, value or None, str(step(said["scale"], value).label)]
        + [said["period"], said["edition"]]
        for said in content.get("past_outlooks", ())
        for area, value in said["areas"].items()
    ]
    for measure, value in content["cops"].items():
        if measure != "year":
            rows.append(["cops_" + measure, CANADA, value, None, None, None])
    return header, rows, list(sources.values())


def group(profile: Profile, language: str, regions: dict, editions: dict):
    """The survey's figures of the whole group, by area; NULL is suppressed."""
    content = profile.content(language).get("group") or {}
    header = ["group", "group_title", "area", *GroupFigure.MEASURES]
    rows = [
        [content["code"], content["title"], area]
        + [content[area][name] for name in GroupFigure.MEASURES]
        for area in (QUEBEC, CANADA)
        if area in content
    ]
    return header, rows, ["lfs-group-figures"]


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
    "former_wages": former_wages,
    "outlook": outlook,
    "group": group,
    "statistics": statistics,
    "characteristics": characteristics,
}
