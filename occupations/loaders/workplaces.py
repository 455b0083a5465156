"""OaSIS: the kinds of workplaces and employers of each occupation."""

from django.utils.translation import gettext_noop as _

from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import Target
from occupations.loaders.codes import Codes
from occupations.loaders.oasis import CODE
from occupations.loaders.publishers import ESDC
from occupations.models import Workplace

WORKPLACES = Target("occupations.Workplace", ("unit_group_id", "name"), ())


@register
class Workplaces(Loader):
    name = "oasis-workplaces"
    kind = Loader.DIFF
    edition = "2023 1.0"
    facts = Facts(
        title=(
            "Lieux de travail et employeurs du SIPeC",
            "OaSIS workplaces and employers",
        ),
        publisher=ESDC,
        url="https://noc.esdc.gc.ca/Oasis/OasisWelcome",
        method=(
            "Genres de lieux et d’employeurs que le SIPeC nomme pour chaque métier, en "
            "anglais. Un secteur ne liste un métier que si un de ces noms est mot pour "
            "mot le titre anglais d’une classe du SCIAN.",
            "Kinds of places and employers that OaSIS names for each occupation. A "
            "sector lists an occupation only where one of these names is, word for "
            "word, the title of a NAICS class.",
        ),
    )
    layouts = (
        Layout(
            "workplaces",
            {
                "code": CODE,
                "name": ("Workplace/employer name",),
                "label": ("Profile name",),
            },
            file_name=r"^workplaces-employers_oasis_2023_v1\.0\.csv(\.gz)?$",
            optional=frozenset(["label"]),
            by_name=True,
        ),
        Layout(
            "own",
            {"code": ("code",), "name": ("name",)},
            file_name=r"^oasis_workplaces\.csv(\.gz)?$",
            by_name=True,
        ),
    )
    targets = (WORKPLACES,)

    def prepare(self) -> None:
        self.codes = Codes()

    def row(self, raw: dict) -> None:
        """The profiles of a group are one here: a name counts once."""
        name = " ".join(raw["name"].split())
        if not name:
            raise RowError(_("the row has no text"))
        group = self.codes.unit_group(raw["code"].partition(".")[0])
        self.put(WORKPLACES, unit_group_id=group, name=name)

    @classmethod
    def fixtures(cls):
        yield Fixture(
            "oasis_workplaces.csv", ("code", "name"), Workplace.objects.names()
        )
