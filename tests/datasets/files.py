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


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: list[list]) -> str:
    """A sheet of numbers and inline strings; a cell given as XML stands as it is."""
    cells = io.StringIO()
    cells.write(f'<worksheet xmlns="{MAIN}"><sheetData>')
    for row in rows:
        cells.write("<row>")
        for value in row:
            if isinstance(value, (int, float)):
                cells.write(f"<c><v>{value}</v></c>")
            elif value.startswith("<c"):
                cells.write(value)
            else:
                text = escape(value)
                cells.write(f'<c t="inlineStr"><is><t>{text}</t></is></c>')
        cells.write("</row>")
    return cells.getvalue() + "</sheetData></worksheet>"


def book(*sheets: str, hidden: int = 0, shared: str = "") -> bytes:
    """The smallest Excel workbook; the first sheets may be hidden."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    listed, related = "", ""
    for n in range(1, len(sheets) + 1):
        state = ' state="hidden"' if n <= hidden else ""
        listed += f'<sheet name="Sheet{n}" sheetId="{n}"{state} r:id="rId{n}"/>'
        related += (
            f'<Relationship Id="rId{n}" Type="{office}/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
        )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets>'
        f"{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{related}</Relationships>",
    }
    members |= {f"xl/worksheets/sheet{n}.xml": x for n, x in enumerate(sheets, 1)}
    if shared:
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    return content.getvalue()


def workbook(folder: Path, name: str, rows: list[list]) -> Path:
    """A workbook of one sheet."""
    path = folder / name
    path.write_bytes(book(sheet(rows)))
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
    period = "2022-2023" if year >= "2023" else str(int(year) - 1)
    return (
        f"NOC_{code},A,B,QC,{area},R,R,{low},{median},{high},,,,LFS,EPA,"
        f"{period},{year}-11-20,{flag},,,"
    )


def wage_file(folder: Path, rows: list[str] | None = None, name="", year="2024"):
    """425 rows: 25 unit groups in Canada, Québec and fifteen regions; one of them earns
    a cent more each year, for no two editions are alike."""
    if rows is None:
        high = f"{40 + (int(year) - 2024) / 100:.2f}"
        rows = [wage_row(CODES[0], "ER00", high=high, year=year)]
        rows += wage_rows(year=year)[1:]
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
