"""Valid files of four datasets, big enough for a bad row to be one among many."""

import csv
import io
from dataclasses import dataclass, field, replace
from itertools import product

from tests.datasets.files import ECONOMIC, WAGE_HEADER

UNIT_CODES = [
    "".join(digits) for digits in product("12", "012345", "01", "01", "01234")
]
SECTORS = ["11", "21", "22", "23", "31-33", "41", "44-45", "48-49", "51", "52"]


@dataclass
class Given:
    """A file as rows of cells; `columns` says where a test finds what it spoils."""

    dataset: str
    name: str
    header: list[str]
    rows: list[list[str]]
    columns: dict[str, int]
    beside: list["Given"] = field(default_factory=list)

    def text(self, newline="\n", separator=",") -> str:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator=newline, delimiter=separator)
        writer.writerows([self.header, *self.rows])
        return text.getvalue()

    def bytes(self, **form) -> bytes:
        return self.text(**form).encode()

    def having(self, at: int, column: str, value: str) -> "Given":
        """The same file with another cell."""
        rows = [list(row) for row in self.rows]
        rows[at][self.columns[column]] = value
        return replace(self, rows=rows)


def noc() -> Given:
    """Two language files of 2 broad categories and 240 unit groups."""
    codes = sorted({code[:n] for code in UNIT_CODES for n in range(1, 6)})
    english = Given(
        "noc-structure",
        "noc_2021_version_1.0_-_classification_structure.csv",
        ["Level", "Hierarchical structure", "Code - NOC 2021 V1.0", "Class title"]
        + ["Class definition"],
        [[str(len(c)), "x", c, f"Engineers {c}", f"About {c}."] for c in codes],
        {"code": 2, "title": 3, "value": 0},
    )
    french = Given(
        "noc-structure",
        "cnp_2021_version_1.0_-_structure_de_la_classification.csv",
        ["Niveau", "Structure hiérarchique", "Code dela CNP 2021 v1.0"]
        + ["Titres de classes", "Définitions de la classe"],
        [[str(len(c)), "x", c, f"Ingénieurs {c}", f"Des {c}."] for c in codes],
        {"code": 2, "title": 3, "value": 0},
    )
    french.beside = [english]
    return french


def naics() -> Given:
    """Two language files of 10 sectors down to 240 industries."""
    header = ["Level", "Hierarchical structure", "Code", "Parent", "Class title"]
    header += ["Superscript", "Class definition"]
    rows = []
    for sector in SECTORS:
        rows.append(
            ["1", "Sector", sector, "", f"Sector {sector}", "", f"About {sector}."]
        )
        for two in "12":
            group = sector[:2] + two
            rows.append(
                ["2", "Subsector", group, sector, f"Sub {group}", "", f"About {group}."]
            )
            for three in "123":
                of = group + three
                rows.append(
                    ["3", "Group", of, group, f"Group {of}", "", f"About {of}."]
                )
                for four in "1234":
                    row = ["4", "Industry", of + four, of, f"Industry {of + four}"]
                    rows.append([*row, "", f"About {of + four}."])
    english = Given(
        "naics",
        "naics-scian-2022-structure-v1-eng.csv",
        header,
        rows,
        {"code": 2, "title": 4, "value": 0, "parent": 3},
    )
    french = replace(
        english,
        name="naics-scian-2022-structure-v1-fra.csv",
        header=["Niveau", "Structure hiérarchique", "Code", "Parent "]
        + ["Titres de classes", "Supérieurs", "Définitions de la classe"],
        rows=[[*row[:4], f"Secteur d’été {row[2]}", *row[5:]] for row in rows],
    )
    return replace(french, beside=[english])


def wages(year: str = "2024", raised: str = "") -> Given:
    """15 unit groups in Canada, Québec and sixteen regions, by the hour."""
    areas = ["ER00", "ER24", *(f"ER{code}" for code in ECONOMIC[:16])]
    rows = []
    for code, area in product(UNIT_CODES[::16], areas):
        row = [f"NOC_{code}", "Engineers", "Ingénieurs", "QC", area, "R", "R"]
        row += ["20.00", "25.50", "40.00", "", "", "", "LFS", "EPA", str(int(year) - 1)]
        rows.append([*row, f"{year}-11-20", "0", "", "", ""])
    for row in rows[:2] if raised else ():
        row[8] = raised
    return Given(
        "wages",
        f"wages{year}.csv",
        WAGE_HEADER.split(","),
        rows,
        {"code": 0, "title": 2, "area": 4, "low": 7, "value": 8, "high": 9}
        | {"date": 16, "flag": 17},
    )


def outlooks(edition: str = "2025-2027", first: str = "good") -> Given:
    """Québec's outlook of 240 unit groups."""
    classes = ["very good", "good", "moderate", "limited", "undetermined"]
    rows = [[code, classes[n % 5], "2025-12-08"] for n, code in enumerate(UNIT_CODES)]
    rows[0][1] = first
    return Given(
        "outlooks",
        f"jobbank_outlook_{edition}.csv",
        ["noc_code", "outlook", "release_date"],
        rows,
        {"code": 0, "value": 1, "date": 2},
    )
