"""Rows for the tests: plain functions that give the smallest true row."""

from itertools import count

from django.conf import settings

from accounts.models import User
from bilingual.folding import fold, slug
from classifications.models import (
    Concordance,
    FormerUnitGroup,
    JobTitle,
    NocGroup,
    Region,
    UnitGroup,
)
from datasets.models import Publication, Release, Source
from occupations.models import Descriptor, Profile

PASSWORD = "une phrase bien longue"
REGIONS = {"06": "Montréal", "08": "Abitibi-Témiscamingue", "16": "Montérégie"}
_numbers = count(1)


def user(
    email: str = "",
    role: str = "seeker",
    verified: bool = True,
    second_step: bool | None = None,
    **fields,
) -> User:
    """A person who can sign in with PASSWORD, with the second step their role needs."""
    person = User.objects.create_user(
        email or f"personne{next(_numbers)}@example.org", PASSWORD, role=role, **fields
    )
    person.emailaddress_set.create(email=person.email, primary=True, verified=verified)
    needed = role in settings.SECOND_STEP_ROLES
    if needed if second_step is None else second_step:
        add_second_step(person)
    return person


def add_second_step(person: User) -> None:
    """An authenticator app, as after its set-up."""
    person.authenticator_set.create(type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})


def noc_group(code: str, title_fr: str = "", title_en: str = "") -> NocGroup:
    """A class above the unit group, its parents included."""
    lineage = [
        NocGroup(
            code=code[:size],
            level=size,
            parent_id=code[: size - 1] or None,
            title_fr=size == len(code) and title_fr or f"Groupe {code[:size]}",
            title_en=size == len(code) and title_en or f"Group {code[:size]}",
        )
        for size in range(1, len(code) + 1)
    ]
    # One statement: the tests' time goes into round trips.
    NocGroup.objects.bulk_create(lineage, ignore_conflicts=True)
    return lineage[-1]


def unit_group(
    code: str = "21232", title_fr: str = "", title_en: str = "", **fields
) -> UnitGroup:
    """A unit group and the classes above it."""
    noc_group(code[:4])
    group = UnitGroup(
        code=code,
        parent_id=code[:4],
        teer=int(code[1]),
        title_fr=title_fr or f"Métiers {code}",
        title_en=title_en or f"Occupations {code}",
        **fields,
    )
    UnitGroup.objects.bulk_create([group], ignore_conflicts=True)
    return group


def job_title(code: str, text: str, language: str = "fr", **fields) -> JobTitle:
    """A title that people use for the work of a unit group that exists."""
    return JobTitle.objects.create(
        unit_group_id=code,
        language=language,
        kind=JobTitle.Kind.ILLUSTRATIVE,
        text=text,
        sort_text=fold(text),
        forms=[fold(text)],
        **fields,
    )


def wages(unit: str = "hour", edition: str = "2024", **live: list[float]) -> dict:
    """The wages of a profile: `wages(QC=[20, 28.1, 42], r06=[…])`."""
    areas = {area.removeprefix("r"): three for area, three in live.items()}
    return {"edition": edition if live else "", "unit": unit, "live": areas, "past": {}}


def profile(code: str = "21232", title_fr: str = "", title_en: str = "", **content):
    """An occupation as its pages show it; `content` goes into both languages."""
    group = unit_group(code, title_fr, title_en)
    levels = bytes(content.pop("levels_bytes", ()))
    titles = {"fr": group.title_fr, "en": group.title_en}
    shared = {
        "outlooks": {},
        "regional_outlooks": {},
        "wages": wages(),
        "cops": {},
        "past_outlooks": [],
        "past_employment": [],
        "former_wages": {},
        "interests": "",
        "regulated": "",
        "profiles": [],
        "parents": [],
        "former": [],
        "levels": {},
        "similar": [],
        "siblings": [],
        "slugs": {language: slug(title) for language, title in titles.items()},
    } | content
    hourly = shared["wages"]["live"] if shared["wages"]["unit"] == "hour" else {}
    return Profile.objects.create(
        unit_group=group,
        version=0,
        content_fr={"title": titles["fr"]} | shared,
        content_en={"title": titles["en"]} | shared,
        teer=group.teer,
        diagnosis=shared["outlooks"].get("diagnosis", ""),
        job_bank=shared["outlooks"].get("job_bank", ""),
        cops=shared["outlooks"].get("cops", ""),
        interests=shared["interests"],
        regulated=shared["regulated"],
        hourly_wages=hourly,
        employment=shared["cops"].get("employment"),
        openings=shared["cops"].get("openings"),
        levels=levels,
    )


def regions(**names: str) -> list[Region]:
    """Administrative regions: the three of REGIONS, or `r06="Montréal"`."""
    wanted = {code.removeprefix("r"): name for code, name in names.items()} or REGIONS
    return [
        Region.objects.create(
            code=code, name=name, sort_name=name.lower(), economic_region=f"24{code}"
        )
        for code, name in wanted.items()
    ]


def descriptor(name_en: str, category: str = "skills", **fields) -> Descriptor:
    """A descriptor of OaSIS; its place follows the last one's."""
    place = Descriptor.objects.count() + 1
    return Descriptor.objects.create(
        code=fields.pop("code", f"{category}-{place}"),
        category=category,
        position=place,
        column=name_en,
        name_en=name_en,
        name_fr=fields.pop("name_fr", f"{name_en} (fr)"),
        **fields,
    )


def former_group(code: str, title_fr: str = "", title_en: str = "", **successors):
    """A NOC 2016 group; successors as `n21232=["RC4.1"]`."""
    group = FormerUnitGroup.objects.create(
        code=code,
        title_fr=title_fr or f"Ancien groupe {code}",
        title_en=title_en or f"Former group {code}",
    )
    for name, changes in successors.items():
        Concordance.objects.create(
            former=group,
            unit_group=unit_group(name.removeprefix("n")),
            changes=[*changes, "VC1", "VC2"],
        )
    return group


def release(source: str = "wages", edition: str = "2024", **fields) -> Release:
    """The live edition of a source, published."""
    made, _created = Source.objects.get_or_create(
        slug=source,
        defaults={
            "title_fr": f"Source {source}",
            "title_en": f"Source {source}",
            "publisher_fr": "Éditeur",
            "publisher_en": "Publisher",
            "licence_fr": "Licence ouverte",
            "licence_en": "Open licence",
        },
    )
    Release.objects.filter(source=made).update(is_current=False)
    row = Release.objects.create(
        source=made,
        edition=edition,
        state=Release.State.PUBLISHED,
        is_current=True,
        fingerprint=f"{next(_numbers):064x}",
        **fields,
    )
    Publication.objects.create(release=row)
    return row
