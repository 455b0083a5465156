"""A small labour market, built in the real tables and published as a release is."""

import pytest

from classifications.models import Element
from occupations.models import (
    Descriptor,
    OasisProfile,
    OccupationText,
    Outlook,
    Projection,
    Regulation,
    Wage,
)
from occupations.profiles import rebuild
from tests import factories
from tests.datasets.files import occupations, territory

TITLES = {
    "72106": ("Soudeurs/soudeuses", "Welders"),
    "72104": ("Assembleurs/assembleuses", "Fitters"),
    "21232": ("Développeurs/développeuses", "Developers"),
}


def occupation(code: str, releases: dict) -> None:
    """One occupation with every kind of figure the page can show."""
    group = factories.unit_group(code, *TITLES[code])
    for language, text in (
        ("fr", f"soudeur/soudeuse {code}"),
        ("en", f"welder {code}"),
    ):
        factories.job_title(code, text, language)
    for scale, release, area, value in (
        ("diagnosis", "diagnostics", "QC", "deficit"),
        ("job_bank", "outlooks", "QC", "limited"),
        ("cops", "cops", "CA", "moderate_shortage"),
    ):
        Outlook.objects.create(
            release=releases[release],
            unit_group=group,
            area=area,
            scale=scale,
            value=value,
        )
    for measure, year, value in (
        ("employment", 2023, 90_900),
        ("openings", None, 25_600),
        ("seekers", None, 25_000),
    ):
        Projection.objects.create(
            release=releases["cops"],
            unit_group=group,
            area="CA",
            measure=measure,
            year=year,
            value=value,
        )
    for edition, area, three in (
        ("2020", "QC", (16, 22.5, 33)),
        ("2024", "QC", (21, 28.1, 42)),
        ("2024", "08", (23.5, 30, 41.98)),
    ):
        low, median, high = three
        Wage.objects.create(
            release=releases[edition],
            unit_group=group,
            area=area,
            low=low,
            median=median,
            high=high,
        )
    OasisProfile.objects.create(
        release=releases["oasis"],
        code=f"{code}.00",
        unit_group=group,
        label=TITLES[code][1],
        interests="RCI",
        levels={d.code: 4 for d in Descriptor.objects.all()},
    )


@pytest.fixture
def releases(db):
    factories.regions()
    factories.descriptor("Precision", name_fr="Précision")
    factories.descriptor("Noise", category="context", name_fr="Bruit")
    names = (
        "noc-structure",
        "noc-elements",
        "diagnostics",
        "outlooks",
        "cops",
        "oasis",
    )
    made = {name: factories.release(name, "2024-2028") for name in names}
    made["2020"] = factories.release("wages", "2020")
    made["2024"] = factories.release("wages", "2024")
    return made


@pytest.fixture
def market(releases):
    """Publish the occupations asked for, and return their codes."""

    def publish(*codes: str) -> tuple[str, ...]:
        for code in codes:
            occupation(code, releases)
        rebuild()
        return codes

    return publish


@pytest.fixture
def welders(market):
    """The welders, with texts of this site and one rule of regulation."""
    market("72106")
    OccupationText.objects.create(
        unit_group_id="72106",
        kind="duty",
        seq=1,
        text_fr="Souder des pièces.",
        text_en="Weld parts.",
    )
    Regulation.objects.create(unit_group_id="72106", kind="red_seal")
    rebuild()


@pytest.fixture
def official_duty(welders):
    """An official sentence in English only."""
    Element.objects.create(
        unit_group_id="72106",
        language="en",
        kind="main_duties",
        seq=1,
        text="Operate welding equipment",
    )
    rebuild()


@pytest.fixture
def tables_of_reference(request, db):
    """The regions and two occupations, unless the test publishes its own."""
    if "market" not in request.fixturenames and "welders" not in request.fixturenames:
        territory()
        occupations("72106", "21232")
