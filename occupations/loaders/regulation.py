"""Who may practise: professional orders, and what the NOC says of regulation."""

from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import STATISTICS_CANADA
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, not_used, register
from datasets.targets import Target
from occupations.loaders.codes import Codes
from occupations.loaders.publishers import PUBLIC_PAGES
from occupations.models import ProfessionalOrder, Regulation

PRACTICE = ("exercice_exclusif", "titre_reserve")
MENTIONS = ("red_seal", "quebec", "trade_certification", "licence_or_registration")
ORDERS = Target("occupations.ProfessionalOrder", ("name",), ("website",))
KEY = ("unit_group_id", "kind", "order_id", "profession", "language", "text")
PROFESSIONS = Target("occupations.Regulation", KEY, owns=f"kind IN {PRACTICE}")
SENTENCES = Target(
    "occupations.Regulation",
    KEY,
    owns=f"kind IN {MENTIONS}",
    # The demonstration knows that a group is mentioned, and not in which words.
    identity=("unit_group_id", "kind"),
)


@register
class ProfessionalOrders(Loader):
    name = "professional-orders"
    kind = Loader.DIFF
    edition = "2026"
    facts = Facts(
        title=("Ordres professionnels du Québec", "Professional orders of Québec"),
        publisher=PUBLIC_PAGES,
        method=(
            "Liste transcrite de pages publiques et rapprochée des groupes de base par "
            "l’appellation. Une profession absente d’ici n’est pas pour autant non "
            "réglementée.",
            "A list typed from public pages and joined to unit groups by title. A "
            "profession missing here is not for that reason unregulated.",
        ),
    )
    layouts = (
        Layout(
            "orders",
            {
                "order": ("order_fr", "order"),
                "profession": ("profession_fr", "profession"),
                "kind": ("type", "kind"),
                "codes": ("noc2021_codes", "codes"),
            },
            file_name=r"^(transcribed_ordres_professionnels|professional_orders)\.csv$",
            partial=True,
            transcribed=True,
        ),
    )
    targets = (ORDERS, PROFESSIONS)

    def prepare(self) -> None:
        self.codes = Codes()

    def row(self, raw: dict) -> None:
        if raw["kind"] not in PRACTICE and raw["codes"]:
            raise RowError(
                _("unknown kind of regulation “%(value)s”"), value=raw["kind"]
            )
        groups = [
            self.codes.unit_group(c) for c in raw["codes"].replace(";", " ").split()
        ]
        self.records[ORDERS].setdefault((raw["order"],), {"name": raw["order"]})
        if not groups:
            self.ignore(_("professions that no unit group stands for"))
        for group in groups:
            self.put(
                PROFESSIONS,
                unit_group_id=group,
                kind=raw["kind"],
                order_id=raw["order"],
                profession=raw["profession"],
                language="",
                text="",
            )

    @classmethod
    def fixtures(cls):
        rows = Regulation.objects.filter(kind__in=PRACTICE).values_list(
            "order_id", "profession", "kind", "unit_group_id"
        )
        rows = list(rows)
        linked = {row[0] for row in rows}
        orders = ProfessionalOrder.objects.values_list("name", flat=True)
        rows += [(name, "", "", "") for name in orders if name not in linked]
        columns = ("order", "profession", "kind", "codes")
        yield Fixture("professional_orders.csv", columns, sorted(rows))


@register
class RegulationMentions(Loader):
    name = "regulation"
    kind = Loader.DIFF
    edition = "2021 1.0"
    facts = Facts(
        title=("Réglementation mentionnée par la CNP", "Regulation named by the NOC"),
        publisher=STATISTICS_CANADA,
        method=(
            "Phrases de la CNP 2021 qui parlent de permis, de certification ou "
            "d’ordre, repérées par mots-clés. Certaines visent d’autres provinces "
            "ou une démarche volontaire.",
            "Sentences of NOC 2021 that speak of licences, certification or orders, "
            "found by key words. Some concern other provinces or a voluntary step.",
        ),
    )
    layouts = (
        Layout(
            "sentences",
            {
                "code": ("noc_code",),
                "kind": ("kind",),
                "language": ("lang",),
                "text": ("text",),
            },
            file_name=r"^derived_noc2021_regulation_mentions\.csv(\.gz)?$",
            partial=True,
        ),
        Layout(
            "facts",
            {"code": ("code",), "kind": ("kind",)},
            file_name=r"^regulation_mentions\.csv$",
            by_name=True,
        ),
    )
    targets = (SENTENCES,)

    def prepare(self) -> None:
        self.codes = Codes()

    def row(self, raw: dict) -> None:
        if raw["kind"] not in MENTIONS:
            raise RowError(
                _("unknown kind of regulation “%(value)s”"), value=raw["kind"]
            )
        self.put(
            SENTENCES,
            unit_group_id=self.codes.unit_group(raw["code"]),
            kind=raw["kind"],
            order_id=None,
            profession="",
            language=raw.get("language", ""),
            text=raw.get("text", ""),
        )

    @classmethod
    def fixtures(cls):
        """The two kinds that are facts of a whole group, without the sentences."""
        rows = Regulation.objects.filter(kind__in=("red_seal", "quebec"))
        columns = ("code", "kind")
        pairs = set(rows.values_list("unit_group_id", "kind"))
        yield Fixture("regulation_mentions.csv", columns, sorted(pairs))


not_used(
    r"^transcribed_professions_reglementees",
    _("the list of orders holds the same professions, with orders and codes"),
    superseded=True,
)
