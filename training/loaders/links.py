"""Which occupations a program leads to, and which places give it.

Both are read from the portal's own templates: each row names the source that says so.
Nothing is matched by title.
"""

from django.utils.translation import gettext_noop as _

from classifications.models import UnitGroup
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Loader, register
from datasets.targets import Target
from datasets.values import day
from training.loaders.publishers import ROWS
from training.models import Institution, OccupationLink, Program

LINKS = Target(
    "training.OccupationLink",
    ("program_id", "unit_group_id", "by_hand", "source"),
    ("strength", "source_url", "as_of", "demonstration"),
    owns="NOT by_hand",
)
OFFERINGS = Target(
    "training.ProgramOffering",
    ("program_id", "institution_id", "source"),
    ("source_url", "as_of"),
)
DATED = r"(?P<edition>[0-9]{4}(-[0-9]{2}){0,2})\.csv$"


class _Template(Loader):
    kind = Loader.DIFF
    max_vanished = 1.0

    def prepare(self) -> None:
        live = Program.objects.in_force()
        self.programs = set(live.values_list("code", flat=True))

    def program(self, code: str) -> str:
        if code not in self.programs:
            raise RowError(_("unknown program %(code)s"), code=code)
        return code

    def said_by(self, raw: dict) -> dict:
        """Who says it and when; a row that does not tell is refused."""
        as_of = day(raw["as_of"])
        if not raw["source"] or as_of is None:
            raise RowError(_("the row does not name its source and its date"))
        url = raw["source_url"]
        if url and not url.startswith(("https://", "http://")):
            raise RowError(_("“%(value)s” is not an address"), value=url)
        return {"source": raw["source"], "source_url": url, "as_of": as_of}


@register
class ProgramOccupations(_Template):
    name = "program-occupations"
    facts = Facts(
        title=("Programmes et professions", "Programs and occupations"),
        publisher=ROWS,
        method=(
            "Chaque lien nomme la source qui l’affirme et sa force. Aucun lien n’est "
            "déduit des titres. Ceux de la démonstration sont inventés et le disent.",
            "Each link names the source that states it and its strength. No link is "
            "guessed from titles. Those of the demonstration are invented and say so.",
        ),
    )
    layouts = (
        Layout(
            "template",
            {
                "program": ("program",),
                "occupation": ("occupation",),
                "strength": ("strength",),
                "source": ("source",),
                "source_url": ("source_url",),
                "as_of": ("as_of",),
            },
            file_name=rf"^program_occupations_{DATED}",
            separators=",;",
        ),
        Layout(
            "demonstration",
            {
                "program": ("program",),
                "occupation": ("occupation",),
                "strength": ("strength",),
            },
            file_name=r"^demonstration_program_occupations\.csv$",
            by_name=True,
            read="demonstrated",
            edition="0",
        ),
    )
    targets = (LINKS,)

    def prepare(self) -> None:
        super().prepare()
        live = UnitGroup.objects.filter(withdrawn=False)
        self.occupations = set(live.values_list("code", flat=True))

    def row(self, raw: dict) -> None:
        self._link(raw, demonstration=False, **self.said_by(raw))

    def demonstrated(self, raw: dict) -> None:
        self.period = "DEMO"
        self._link(raw, demonstration=True, source="demonstration")

    def _link(self, raw: dict, **values) -> None:
        if raw["occupation"] not in self.occupations:
            raise RowError(_("unknown unit group %(code)s"), code=raw["occupation"])
        if raw["strength"] not in OccupationLink.Strength.values:
            raise RowError(
                _("“%(value)s” is not a known member"), value=raw["strength"]
            )
        self.put(
            LINKS,
            program_id=self.program(raw["program"]),
            unit_group_id=raw["occupation"],
            by_hand=False,
            strength=raw["strength"],
            **values,
        )


@register
class ProgramOfferings(_Template):
    name = "program-offerings"
    facts = Facts(
        title=("Lieux où se donnent les programmes", "Where programs are given"),
        publisher=ROWS,
        method=(
            "Chaque ligne nomme la source qui l’affirme. Un lieu absent peut donner le "
            "programme.",
            "Each row names the source that states it. A place that is missing may "
            "give the program.",
        ),
    )
    layouts = (
        Layout(
            "template",
            {
                "program": ("program",),
                "institution": ("institution",),
                "source": ("source",),
                "source_url": ("source_url",),
                "as_of": ("as_of",),
            },
            file_name=rf"^program_offerings_{DATED}",
            separators=",;",
        ),
    )
    targets = (OFFERINGS,)

    def prepare(self) -> None:
        super().prepare()
        self.places: dict[str, list[str]] = {}
        live = Institution.objects.in_force().values_list("code", "organisation")
        for code, organisation in live:
            self.places[code] = [code]
            self.places.setdefault(organisation, []).append(code)

    def row(self, raw: dict) -> None:
        places = self.places.get(raw["institution"], [])
        # An organisation says nothing of which of its places gives the program.
        if len(places) != 1:
            raise RowError(
                _("“%(value)s” is not the code of one place"), value=raw["institution"]
            )
        self.put(
            OFFERINGS,
            program_id=self.program(raw["program"]),
            institution_id=places[0],
            **self.said_by(raw),
        )
