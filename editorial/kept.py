"""What pages ask of the facts and bulletins at every visit, kept per data version.

Publishing one, or sending a fact back, makes a new version: `facts.FACTS` and
`bulletins.BULLETINS` are announced.
"""

from collections.abc import Iterator

from datasets.kept import kept
from editorial.models import Bulletin, RegionalFact

LEVELS = 5  # of the NAICS, from sector to Canadian industry
Subject = tuple[str, str]  # kind and code, as `classifications/panels.py` names them


@kept(2)
def facts(version: int) -> dict[Subject, list[RegionalFact]]:
    """The published facts of every subject, the newest first.

    A fact of an industry is one of each class above it.
    """
    found: dict[Subject, list[RegionalFact]] = {}
    above = "__".join(["industry"] + ["parent"] * (LEVELS - 1))
    for fact in RegionalFact.objects.published().select_related("region", above):
        for subject in _subjects(fact):
            found.setdefault(subject, []).append(fact)
    return found


@kept(2)
def latest_bulletin(version: int) -> Bulletin | None:
    return Bulletin.objects.published().select_related("region").first()


def _subjects(fact: RegionalFact) -> Iterator[Subject]:
    yield "region", fact.region_id
    industry = fact.industry
    while industry:
        yield "industry", industry.pk
        industry = industry.parent
    for code in fact.occupations:
        yield "unit_group", code
