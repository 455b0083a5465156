"""The enterprise register's open data: an archive of related tables, 1–2 million rows.

What the codes mean is read from the archive's own table of values (DomaineValeur):
nothing of it is written here. Sole proprietorships are left out, for their name and
address are often a person's own; so are businesses that are struck off.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold, fold_lines
from businesses.loaders.publishers import REGISTRAR
from businesses.loaders.register_sql import FIRMS_SQL, PLACES_SQL, PREPARE, UNMATCHED
from datasets.changes import Unit
from datasets.columns import Matching, Spaced
from datasets.layouts import Bundle, Layout
from datasets.long import Draft, Flow, LongLoader
from datasets.reader import Table
from datasets.reasons import Reason
from datasets.registry import Facts, register
from datasets.targets import Target
from datasets.values import day

FIRMS = Target(
    "businesses.Business",
    ("neq",),
    (
        "name", "other_names", "sort_name", "folded", "registered_on", "size_from",
        "size_to", "activity", "activity_text", "industry_id", "region_id",
        "municipality_id", "address", "latitude", "longitude", "demonstration",
    ),
    owns="NOT demonstration",
)  # fmt: skip
PLACES = Target(
    "businesses.Establishment",
    ("business_id", "number"),
    (
        "name", "is_main", "address", "municipality_id", "activity", "activity_text",
    ),
    owns="business_id NOT LIKE '99%'",
)  # fmt: skip

LINES = ("line1", "line2", "line3", "line4")
FIRM = Draft(
    "req_firm",
    ("neq", "registered", "status", "form", "size", "activity", "activity_text",
     "folded", *LINES),
)  # fmt: skip
PLACE = Draft(
    "req_place",
    ("neq", "number", "main", "activity", "activity_text", "name", *LINES),
)
NAME = Draft("req_name", ("neq", "name", "folded", "kind", "since", "until"))
VALUE = Draft("req_value", ("type", "code", "label"))

neq = Matching(r"[0-9]{10}", _("“%(value)s” is not a NEQ"))

NOT_A_NUMBER = _("“%(value)s” is not the number of an establishment")


class Folded(Spaced):
    """Reads texts as they are searched, cut to so many characters."""

    def __call__(self, text: str) -> str:
        return fold(text)[: self.most]

    def at_once(self, texts: Sequence[str]) -> list[str] | None:
        folded = fold_lines("\n".join(texts))
        whole = len(folded) == len(texts)  # or a cell holds an end of line
        return [text[: self.most] for text in folded] if whole else None


def as_they_are(*names: str, most: int = 300) -> dict:
    return {name: (name, Spaced(most)) for name in names}


@register
class EnterpriseRegister(LongLoader):
    name = "enterprise-register"
    kind = LongLoader.DIFF
    archive = True
    archive_name = r"^(registre.*entreprises|jeux.?donnees).*\.zip$"
    max_rows = 12_000_000  # of all the tables together
    facts = Facts(
        title=("Registre des entreprises", "Enterprise register"),
        publisher=REGISTRAR,
        url="https://www.donneesquebec.ca/recherche/dataset/registre-des-entreprises",
        method=(
            "Les entreprises immatriculées, sans les entreprises individuelles. Le "
            "lieu est celui de l’établissement principal, sinon du domicile élu; la "
            "classe du SCIAN vient d’une table de correspondance et manque où celle-ci "
            "ne dit rien.",
            "Registered businesses, without sole proprietorships. The place is that "
            "of the main establishment, else of the domicile; the NAICS class comes "
            "from a table of codes, and is missing where it says nothing.",
        ),
    )
    layouts = (
        Layout(
            "enterprise",
            {
                "neq": ("NEQ",),
                "registered": ("DAT_IMMAT",),
                "status": ("COD_STAT_IMMAT",),
                "form": ("COD_FORME_JURI",),
                "size": ("COD_INTVAL_EMPLO_QUE",),
                "activity": ("COD_ACT_ECON_CAE",),
                "activity_text": ("DESC_ACT_ECON_ASSUJ",),
                "line1": ("ADR_DOMCL_LIGN1_ADR",),
                "line2": ("ADR_DOMCL_LIGN2_ADR",),
                "line3": ("ADR_DOMCL_LIGN3_ADR",),
                "line4": ("ADR_DOMCL_LIGN4_ADR",),
            },
            file_name=r"^entreprises?\.csv$",
            read="enterprise",
            partial=True,
        ),
        Layout(
            "establishments",
            {
                "neq": ("NEQ",),
                "number": ("NO_SUF_ETAB",),
                "main": ("IND_ETAB_PRINC",),
                "activity": ("COD_ACT_ECON",),
                "activity_text": ("DESC_ACT_ECON_ETAB",),
                "name": ("NOM_ETAB",),
                "line1": ("LIGN1_ADR",),
                "line2": ("LIGN2_ADR",),
                "line3": ("LIGN3_ADR",),
                "line4": ("LIGN4_ADR",),
            },
            file_name=r"^etablissements?\.csv$",
            read="establishment",
            partial=True,
        ),
        Layout(
            "names",
            {
                "neq": ("NEQ",),
                "name": ("NOM_ASSUJ",),
                "kind": ("TYP_NOM_ASSUJ",),
                "since": ("DAT_INIT_NOM_ASSUJ",),
                "until": ("DAT_FIN_NOM_ASSUJ",),
            },
            file_name=r"^noms?\.csv$",
            read="name",
            partial=True,
        ),
        Layout(
            "values",
            {
                "type": ("TYP_DOM_VAL",),
                "code": ("COD_DOM_VAL",),
                "label": ("VAL_DOM_FRAN",),
            },
            file_name=r"^domaines?valeurs?\.csv$",
            read="value",
            partial=True,
        ),
    )
    bundles = (Bundle(("enterprise", "establishments", "names", "values")),)
    targets = (FIRMS, PLACES)
    unit = Unit("neq", {FIRMS: "neq", PLACES: "business_id"})
    beside = (
        "classifications_municipality", "classifications_postalarea",
        "businesses_activityclass",
    )  # fmt: skip
    flows = {
        "enterprise": Flow(
            FIRM,
            {
                "neq": ("neq", neq),
                "registered": ("registered", day),
                "folded": ("activity_text", Folded(900)),
                **as_they_are("status", "form", "size", "activity", most=20),
                **as_they_are("activity_text", *LINES),
            },
        ),
        "establishment": Flow(
            PLACE,
            {
                "neq": ("neq", neq),
                "number": ("number", Matching(r"[0-9]{1,10}", NOT_A_NUMBER)),
                **as_they_are("main", "activity", most=10),
                **as_they_are("activity_text", *LINES),
                **as_they_are("name", most=250),
            },
        ),
        "name": Flow(
            NAME,
            {
                "neq": ("neq", neq),
                "name": ("name", Spaced(250)),
                "folded": ("name", Folded(250)),
                "kind": ("kind", Spaced(10)),
                "since": ("since", day),
                "until": ("until", day),
            },
        ),
        "value": Flow(VALUE, as_they_are("type", "code", "label")),
    }

    @classmethod
    def editions(cls, table: Table) -> list[str]:
        """The month that the archive's name gives: the tables have none in theirs."""
        named = re.search(r"20\d\d-\d\d", Path(str(table.file.source)).name)
        return [named[0]] if named else []

    def compose(self, cursor) -> None:
        for statement in (PREPARE, FIRMS_SQL, PLACES_SQL):
            cursor.execute(statement)
        cursor.execute(UNMATCHED.format(standing=self.stages[FIRMS].standing))
        for activity, firms in cursor.fetchall():
            self.unmatched(activity, firms)

    def unmatched(self, activity: str, firms: int) -> None:
        """Listed in the report, and nothing is refused: the class is left unknown."""
        reason = Reason(
            _("no NAICS class is declared for code %(code)s (%(count)d firms)"),
            code=activity,
            count=firms,
        )
        self.errors.append({"file": "", "row": 0} | reason.stored())
