"""Editions as their publishers write them: no two figures alike, names beside codes."""

import random

from tests.datasets.files import ECONOMIC, WAGE_HEADER
from tests.datasets.subjects import UNIT_CODES, Given

ENGLISH = ["very good", "good", "moderate", "limited", "very limited", "undetermined"]
FRENCH = ["très bonnes", "bonnes", "modérées", "limitées", "très limitées"]
FRENCH.append("indéterminées")
NAMES = {code: f"Région {n}" for n, code in enumerate(ECONOMIC, 1)}
PLACES = {"00": "Canada", "24": "Québec", "3510": "Ottawa"} | NAMES
OUTLOOKS = ["NOC_Code", "NOC Title", "Outlook", "Employment Trends", "Release Date"]
OUTLOOKS += ["Province", "Economic Region Code", "Economic Region Name", "LANG"]
TABLE = ["REF_DATE", "GEO", "DGUID", "Labour force characteristics", "Gender"]
TABLE += ["Age group", "Data type", "UOM", "SCALAR_FACTOR", "VALUE", "STATUS"]


def _given(dataset: str, name: str, header: list[str], rows: list[list]) -> Given:
    columns = {title: at for at, title in enumerate(header)}
    return Given(dataset, name, list(header), rows, columns)


def wages(year: int = 2024, growth: float = 1.0) -> Given:
    """30 unit groups, of which two are paid by the year, in 18 areas and in Ottawa."""
    figures, rows = random.Random(7), []
    for n, code in enumerate(UNIT_CODES[::8]):
        for area in ("00", "24", *ECONOMIC[:16], "3510"):
            base = figures.uniform(0.9, 1.1) * (18 + n) * growth
            base *= 2_000 if n % 20 == 0 else 1
            points = [f"{base * x:.2f}" for x in (0.7, 1, 1.6, 1.05, 0.85, 1.25)]
            province = {"00": "NAT", "3510": "ON"}.get(area, "QC")
            row = [f"NOC_{code}", f"Engineers {code}", f"Ingénieurs {code}", province]
            row += [f"ER{area}", PLACES[area], PLACES[area], *points, "LFS", "EPA"]
            row += [str(year - 1), f"{year}-11-19", str(int(n % 20 == 0)), "", "", ""]
            rows.append(row)
    return _given("wages", f"wages{year}.csv", WAGE_HEADER.split(","), rows)


def outlooks(language="en", edition="20252027", serial=45_999, moved=0) -> Given:
    """60 unit groups in Québec, six regions and Ottawa; the first ones may move."""
    figures, rows = random.Random(3), []
    words = ENGLISH if language == "en" else FRENCH
    for code in UNIT_CODES[::4]:
        title = f"{'Engineers' if language == 'en' else 'Ingénieurs'} {code}"
        for area in ("2400", *ECONOMIC[:6], "3510"):
            value = words[(figures.randrange(6) + (len(rows) < moved)) % 6]
            province = "Ontario" if area == "3510" else "Québec"
            row = [f"NOC_{code}", title, value, f"<p>{language} {code}</p>", serial]
            row += [province, int(area), PLACES.get(area, "Québec"), language.upper()]
            rows.append(row)
    name = f"{edition}_outlook_n21_{language}_251120.xlsx"
    return _given("outlooks", name, OUTLOOKS, rows)


def table(months: int = 9) -> Given:
    """Table 14-10-0287: three characteristics by sex and age, each month of 2026."""
    figures, rows = random.Random(5), []
    places = (("Canada", "11124"), ("Quebec", "224"), ("Ontario", "235"))
    for month in range(1, months + 1):
        for place, code in places:
            dguid = f"2021A0000{code}" if place == "Canada" else f"2021A000{code}"
            for measure in ("Employment", "Unemployment", "Unemployment rate"):
                kind = ["Percent", "units"] if "rate" in measure else ["Persons"]
                kind += ["thousands"] if len(kind) == 1 else []
                for sex in ("Total - Gender", "Men+", "Women+"):
                    value = figures.uniform(5, 9) * (1 if "units" in kind else 200)
                    row = [f"2026-{month:02d}", place, dguid, measure, sex]
                    row += ["15 years and over", "Seasonally adjusted", *kind]
                    rows.append([*row, f"{value:.1f}", ""])
    return _given("statcan-14-10-0287", "14100287.csv", TABLE, rows)


def unemployment(months: int = 21) -> Given:
    """Fifteen regions, each month from January 2025."""
    figures, rows = random.Random(4), []
    for n in range(months):
        for code in ECONOMIC[:15]:
            month, rate = f"{2025 + n // 12}-{n % 12 + 1:02d}", figures.uniform(4, 9)
            rows.append([month, code, NAMES[code], f"{rate:.1f}"])
    name = "lfs_unemployment_rate_quebec_economic_regions_monthly.csv"
    header = ["ref_month", "geo_id", "geo_name", "unemployment_rate_pct"]
    return _given("unemployment-regions", name, header, rows)
