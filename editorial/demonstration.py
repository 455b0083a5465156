"""Invented facts and bulletins, for the demonstration only; each says that it is.

Their words are in `fixtures/demonstration/`. The bulletins type no figure: tags draw
those of the published releases.
"""

import csv
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from classifications.models import Industry, Region
from datasets.own import announce
from editorial.bulletins import publish_due
from editorial.facts import FACTS
from editorial.models import Bulletin, RegionalFact
from editorial.texts import LANGUAGES

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demonstration"
SOURCE = "IMT", "https://example.org/demonstration"


@transaction.atomic
def create(author, reviewer) -> None:
    """Write what is not there yet, and publish it."""
    if not RegionalFact.objects.filter(demonstration=True).exists():
        RegionalFact.objects.bulk_create(_facts(author, reviewer))
        announce(FACTS, reviewer)
    if not Bulletin.objects.filter(demonstration=True).exists():
        for file in sorted((FOLDER / "bulletins").glob("*.fr.md")):
            _bulletin(file, author=author, reviewer=reviewer).save()
        publish_due()


def _facts(author, reviewer) -> list[RegionalFact]:
    regions = {one.pk for one in Region.objects.all()}
    known = {one.pk for one in Industry.objects.in_force()}
    with open(FOLDER / "regional_facts.csv", encoding="utf-8", newline="") as file:
        return [
            RegionalFact(
                kind=row["kind"],
                day=row["day"],
                region_id=row["region"],
                place=row["place"],
                industry_id=row["industry"] if row["industry"] in known else None,
                occupations=row["occupations"].split(),
                jobs_gained=row["jobs_gained"] or None,
                jobs_lost=row["jobs_lost"] or None,
                text_fr=row["text_fr"],
                text_en=row["text_en"],
                source=SOURCE[0],
                source_url=SOURCE[1],
                demonstration=True,
                state=RegionalFact.State.PUBLISHED,
                author=author,
                reviewer=reviewer,
                published_at=timezone.now(),
            )
            for row in csv.DictReader(file)
            if row["region"] in regions
        ]


def _bulletin(file: Path, **people) -> Bulletin:
    """`region.slug.language.md`: a title on the first line, then the text."""
    region, slug, _language, _md = file.name.split(".")
    words = {}
    for language in LANGUAGES:
        source = file.with_name(f"{region}.{slug}.{language}.md")
        title, _line, text = source.read_text(encoding="utf-8").partition("\n")
        words[f"title_{language}"] = title.removeprefix("# ")
        words[f"text_{language}"] = text.strip()
    return Bulletin(
        slug=slug,
        region_id=region,
        demonstration=True,
        state=Bulletin.State.APPROVED,
        **words,
        **people,
    )
