"""Small files in the published forms, written by hand."""

import gzip
import io
import zipfile
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

from classifications.models import Region
from datasets.loading import load
from datasets.models import Release
from tests.factories import unit_group

WAGE_HEADER = (
    "NOC_CNP,NOC_Title_eng,NOC_Title_fra,prov,ER_Code_Code_RE,ER_Name,Nom_RE,"
    "Low_Wage_Salaire_Minium,Median_Wage_Salaire_Median,High_Wage_Salaire_Maximal,"
    "Average_Wage_Salaire_Moyen,Quartile1_Wage_Salaire_Quartile1,"
    "Quartile3_Wage_Salaire_Quartile3,Data_Source_E,Data_Source_F,Reference_Period,"
    "Revision_Date_Date_revision,Annual_Wage_Flag_Salaire_annuel,Wage_Comment_E,"
    "Wage_Comment_F,Non_WageBen_pct"
)
CODES = [f"2{teer}{n:03d}" for teer, n in product(range(5), range(100, 105))]
ECONOMIC = [f"24{n}" for n in range(10, 90, 5)] + ["2490"]


def write(folder: Path, name: str, text: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / name
    content = text.encode(encoding)
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def zipped(folder: Path, name: str, **members: str) -> Path:
    """A ZIP of text files; `__` in a member's name stands for a point."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in members.items():
            archive.writestr(member.replace("__", "."), text)
    return path


def workbook(folder: Path, name: str, rows: list[list]) -> Path:
    """The smallest Excel workbook: one sheet, numbers and inline strings."""
    cells = io.StringIO()
    for row in rows:
        cells.write("<row>")
        for value in row:
            if isinstance(value, (int, float)):
                cells.write(f"<c><v>{value}</v></c>")
            else:
                text = escape(value)
                cells.write(f'<c t="inlineStr"><is><t>{text}</t></is></c>')
        cells.write("</row>")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>'
        f"{cells.getvalue()}</sheetData></worksheet>",
    }
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return path


def territory() -> None:
    """Seventeen regions, by economic region code."""
    Region.objects.bulk_create(
        Region(code=f"{n:02d}", name=f"Région {n}", sort_name=f"region {n}",
               economic_region=code)
        for n, code in enumerate(ECONOMIC, start=1)
    )  # fmt: skip


def occupations(*codes: str) -> None:
    """Unit groups and their parents."""
    for code in codes or CODES:
        unit_group(code)


def wage_row(code: str, area: str, low="20.00", median="25.50", high="40.00", **cells):
    """A row of the 2024 layout; `cells` may give year, flag, period and source."""
    flag, year = cells.get("flag", "0"), cells.get("year", "2024")
    return (
        f"NOC_{code},A,B,QC,{area},R,R,{low},{median},{high},,,,LFS,EPA,"
        f"2022-2023,{year}-11-20,{flag},,,"
    )


def wage_file(folder: Path, rows: list[str] | None = None, name="", year="2024"):
    """425 rows: 25 unit groups in Canada, Québec and fifteen regions."""
    if rows is None:
        rows = wage_rows(year=year)
    return write(
        folder, name or f"wages{year}.csv", "\n".join([WAGE_HEADER, *rows, ""])
    )


def wage_rows(**cells) -> list[str]:
    areas = ["ER00", "ER24", *(f"ER{code}" for code in ECONOMIC[:15])]
    return [wage_row(code, area, **cells) for code in CODES for area in areas]


def loaded(name: str, *files: Path, **options) -> Release:
    """Load and insist on publication."""
    release = load(name, files, **options)
    assert release.state == Release.State.PUBLISHED, release.report
    return release
