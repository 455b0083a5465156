"""Lists of sectoral workforce committees and associations."""

from django.utils.translation import gettext_noop as _

from classifications.models import Industry
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, Publisher, register
from datasets.targets import Target
from sectors.bodies import SOURCE
from sectors.models import HISTORICAL, SectorBody, first_day

BODIES = Target(
    "sectors.SectorBody",
    ("kind", "name_fr", "name_en", "by_hand"),
    ("website", "naics", "source", "source_url", "as_of"),
    owns="NOT by_hand",
)
ROWS = Publisher(
    name=("Selon la source de chaque ligne", "As each row’s source says"),
    licence=("Selon la source", "As the source says"),
)


@register
class SectorBodies(Loader):
    name = SOURCE
    kind = Loader.DIFF
    facts = Facts(
        title=(
            "Comités sectoriels et associations sectorielles",
            "Sectoral committees and associations",
        ),
        publisher=ROWS,
        method=(
            "Chaque ligne nomme sa source et sa date. Une liste d’environ 2006, "
            "transcrite, en tient lieu tant qu’aucune liste à jour n’est "
            "chargée\u00a0: des comités ont changé de nom, fusionné ou disparu depuis. "
            "Le lien avec une classe du SCIAN vient de la source ou de l’équipe, "
            "jamais du nom.",
            "Each row names its source and its date. A transcribed list of about 2006 "
            "stands in until a current one is loaded: committees have changed names, "
            "merged or gone since. The link with a NAICS class comes from the source "
            "or from the team, never from the name.",
        ),
    )
    layouts = (
        Layout(
            "template",
            {
                name: (name,)
                for name in (
                    "kind", "name_fr", "name_en", "website", "naics", "source",
                    "source_url", "as_of",
                )
            },
            file_name=r"^sector_bodies_(?P<edition>[0-9]{4}(-[0-9]{2}){0,2})\.csv$",
            separators=",;",
        ),
        Layout(
            "historical",
            {
                "name_fr": ("name_fr_seen", "name_fr"),
                "name_en": ("name_en_2006", "name_en"),
            },
            file_name=r"^(transcribed_csmo_historical|sector_committees_2006)\.csv$",
            read="historical",
            partial=True,
            by_name=True,
            transcribed=True,
            edition="2006",
        ),
    )  # fmt: skip
    targets = (BODIES,)
    max_vanished = 1.0

    def prepare(self) -> None:
        self.classes = set(Industry.objects.values_list("code", flat=True))

    def row(self, raw: dict) -> None:
        if raw["kind"] not in SectorBody.Kind.values:
            raise RowError(_("“%(value)s” is not a known member"), value=raw["kind"])
        if not raw["source"] or not raw["as_of"]:
            raise RowError(_("the row does not name its source and its date"))
        try:
            first_day(raw["as_of"])
        except ValueError:
            raise RowError(_("“%(value)s” is not a date"), value=raw["as_of"]) from None
        for url in (raw["website"], raw["source_url"]):
            if url and not url.startswith(("https://", "http://")):
                raise RowError(_("“%(value)s” is not an address"), value=url)
        for code in raw["naics"].split():
            if code not in self.classes:
                raise RowError(_("unknown class %(code)s"), code=code)
        self._body(raw)

    def historical(self, raw: dict) -> None:
        self._body(
            raw | {"kind": "committee", "source": HISTORICAL, "as_of": self.edition}
        )

    def _body(self, raw: dict) -> None:
        if not raw["name_fr"] and not raw["name_en"]:
            raise RowError(_("the row has no name"))
        values = {n: raw.get(n, "") for n in (*BODIES.key, *BODIES.fields)}
        for name in ("name_fr", "name_en", "source"):
            values[name] = values[name].replace("'", "’")
        self.put(BODIES, **values | {"by_hand": False})

    @classmethod
    def fixtures(cls):
        old = SectorBody.objects.filter(by_hand=False, source=HISTORICAL)
        columns = ("name_fr", "name_en")
        rows = old.order_by("name_en", "name_fr").values_list(*columns)
        yield Fixture("sector_committees_2006.csv", columns, rows)
