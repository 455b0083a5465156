"""Employment statistics as the page of an occupation prints them.

Each table says what it is of: all of Québec, an industry, a group of occupations.
"""

from collections import defaultdict
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from figures.numbers import money, number, percent, period
from occupations import counts
from occupations.models import Statistic
from occupations.models.figures import CANADA

INDUSTRIES = "statcan-14-10-0023"
# Groupings of the survey that its English files name; none is a class of NAICS.
GROUPINGS = {
    gettext_noop("Goods-producing sector"),
    gettext_noop("Services-producing sector"),
    gettext_noop("Manufacturing"),
    gettext_noop("Durables"),
    gettext_noop("Non-durables"),
    gettext_noop("Wholesale and retail trade"),
    gettext_noop("Finance, insurance, real estate, rental and leasing"),
    gettext_noop("Forestry, fishing, mining, quarrying, oil and gas"),
    gettext_noop("Unclassified industries"),
}


def tables(content: dict, version: int, language: str) -> dict:
    """The tables of one occupation's groups, then those of all Québec."""
    own = [_block(block, language) for block in content.get("counts", ())]
    return {"statistics": own + _general(version, language)}


def _block(block: dict, language: str) -> dict:
    code, scheme = block["code"], block["scheme"]
    area = _("Canada") if block["area"] == CANADA else _("Québec")
    named = block[f"title_{language}"]
    if scheme == Statistic.Scheme.NOC_2021 and len(code) == 5:
        title, named = _("This occupation"), ""
    elif scheme == Statistic.Scheme.NOC_2016:
        title = _("Group %(code)s of NOC 2016")
    elif scheme == Statistic.Scheme.NOC_2021:
        title = _("Group %(code)s of NOC 2021")
    else:
        title = _("Group %(code)s of the Labour Force Survey")
    foreign = language == "fr" and named == block["title_en"]
    return {
        "source": block["source"],
        "title": title % {"code": code},
        "named": named,
        "lang": "en" if foreign else "",
        "caption": f"{area}, {period(block['period'], language)}",
        "note": _note(block),
        "table": _source(block["table"]),
        **_grid(block["rows"], language),
    }


def _note(block: dict) -> str:
    """What the occupation is to the group whose figures these are."""
    if parts := block["parts"]:
        if parts == 1:
            return _("The whole group has become this occupation, or a part of it.")
        return ngettext(
            "This occupation is %(count)s part of the group.",
            "This occupation is one of the %(count)s parts of the group, whose figures "
            "are not shared out.",
            parts,
        ) % {"count": parts}
    if len(block["code"]) == 5:
        return ""
    return _("These figures are the group’s, never this occupation’s alone.")


def _source(table: str) -> str:
    names = {
        "lfs-microdata": _("microdata"),
        "census-2016": _("2016 Census"),
    }
    if table in names:
        return names[table]
    # Whose table it is stands first where the portal's template names it.
    *owner, number = table.rsplit(", ", 1)
    return ", ".join([*owner, _("table %(number)s") % {"number": number}])


@lru_cache(maxsize=4)
def _general(version: int, language: str) -> list[dict]:
    """All occupations together; `version` is the data version."""
    blocks = []
    for (source, table), rows in counts.general().items():
        if source == INDUSTRIES:
            title, kept = _("Québec by industry, all occupations"), _industries(rows)
        else:
            title = _("All of Québec, all occupations")
            kept = [row for row in rows if counts.simple(row)]
        blocks.append(
            {
                "source": source,
                "title": title,
                "named": "",
                "lang": "",
                "caption": _("Québec") + f", {period(rows[0]['period'], language)}",
                "note": _("Not this occupation: the whole labour market."),
                "table": _source(table),
                **_grid(kept, language),
            }
        )
    return blocks


def _industries(rows: list[dict]) -> list[dict]:
    """One row per industry and measure; a total only where every cell is published."""
    cells = defaultdict(list)
    for row in rows:
        cells[row["industry"], row["measure"]].append(row)
    kept = []
    for same in cells.values():
        total = [row for row in same if not row["sex"] and not row["age"]]
        if not total:
            whole = not any(row["missing"] for row in same)
            value = sum(row["value"] for row in same) if whole else None
            missing = "" if whole else "confidential"
            blank = {"sex": "", "age": "", "value": value, "missing": missing}
            total = [same[0] | blank]
        kept += total
    return kept


def _grid(rows: list[dict], language: str) -> dict:
    """Lines by who is counted, columns by measure; a missing cell says why."""
    measures = list(dict.fromkeys(row["measure"] for row in rows))
    lines = defaultdict(dict)
    for row in sorted(rows, key=_place):
        lines[_line(row, language)][row["measure"]] = _cell(row, language)
    return {
        "columns": [_measure(name) for name in measures],
        "lines": [
            (*label, [cells.get(name, "") for name in measures])
            for label, cells in lines.items()
        ],
    }


def _place(row: dict) -> tuple:
    """The total first, then by sex, age, time worked, education and industry."""
    given = [name for name in counts.DIMENSIONS if row[name]]
    first = counts.DIMENSIONS.index(given[0]) if given else -1
    educations = [*Statistic.Education.values, ""]
    return (
        first,
        row["sex"],
        row["age"],
        row["work_time"],
        educations.index(row["education"]),
        row["industry"],
    )


def _line(row: dict, language: str) -> tuple[str, str]:
    """Whom a row counts, and the language of the words where it is not the page's."""
    words, lang = [], ""
    if row["sex"]:
        words.append(str(Statistic.Sex(row["sex"]).label))
    if row["age"]:
        words.append(_ages(row["age"]))
    if row["work_time"]:
        words.append(str(Statistic.WorkTime(row["work_time"]).label))
    if row["education"]:
        words.append(str(Statistic.Education(row["education"]).label))
    if row["industry"]:
        label = row[f"industry_{language}"]
        if not label and row["industry_en"] in GROUPINGS:
            label = _(row["industry_en"])
        if not label:
            label, lang = row["industry_en"] or row["industry"], "en"
        words.append(label)
    text = ", ".join(words) or _("Together")
    return text[:1].upper() + text[1:], lang


def _ages(code: str) -> str:
    if code.endswith("+"):
        return _("%(age)s and over") % {"age": code[:-1]}
    low, _dash, high = code.partition("-")
    return _("%(low)s to %(high)s years") % {"low": low, "high": high}


def _measure(name: str) -> str:
    known = {
        "employment": _("Employed persons"),
        "employees": _("Employees"),
        "unemployment": _("Unemployed persons"),
        "labour_force": _("Labour force"),
        "population": _("Population aged 15 and over"),
        "unemployment_rate": _("Unemployment rate"),
        "participation_rate": _("Participation rate"),
        "employment_rate": _("Employment rate"),
        "full_year_workers": _("Workers, full time all year, 25 to 54"),
        "median_income": _("Median employment income"),
    }
    return known.get(name) or name.replace("_", " ")


def _cell(row: dict, language: str) -> str:
    value = row["value"]
    if value is None:
        return str(Statistic.Missing(row["missing"]).label)
    if row["unit"] == Statistic.Unit.PERCENT:
        return percent(value, language)
    if row["unit"] == Statistic.Unit.DOLLARS:
        return money(value, language, 0)
    return number(value, language)
