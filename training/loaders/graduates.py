"""What graduates became: the survey La Relance, in the published layout."""

import re
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.models import Region
from classifications.places import area_names
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Loader, register
from datasets.targets import Target
from datasets.values import decimal, integer
from training.loaders.publishers import EDUCATION

RESULTS = Target(
    "training.GraduateResult",
    ("program_code", "area", "year"),
    ("employed_share", "related_share", "gross_weekly_wage"),
    names={"area": area_names},
)
QUEBEC = "QC"


@register
class Graduates(Loader):
    name = "graduates"
    facts = Facts(
        title=(
            "Enquête La Relance, formation professionnelle",
            "La Relance survey, vocational training",
        ),
        publisher=EDUCATION,
        method=(
            "Situation au 31 mars des personnes diplômées de l’année précédente. Le "
            "salaire est hebdomadaire, brut et moyen. Ce que l’enquête ne publie pas "
            "n’est pas zéro.",
            "Situation on 31 March of the persons who graduated the year before. The "
            "wage is weekly, gross and average. What the survey does not publish is "
            "not zero.",
        ),
        url="https://www.donneesquebec.ca/",
    )
    layouts = (
        Layout(
            "relance",
            {
                "year": ("ANNEE",),
                "program": ("PROGR",),
                "region": ("REG_ADMIN",),
                "employed": (
                    "EN_EMPLOI_31_MARS_%",
                    "EN_EMPL_31_MARS_%",
                    "TAUX_PLACEMENT_31_MARS_%",
                ),
                "related": ("EN_LIEN_AVEC_FORMT_31_MARS_%",),
                "wage": ("SALR_HEBDO_BRUT_MOYEN_31_MARS_$",),
            },
            file_name=r"^relance_fp(_region)?_[0-9]{4}_(?P<edition>[0-9]{4})\.csv$",
            optional=frozenset(["region", "employed", "wage", "related"]),
            partial=True,
            separators=",;",
        ),
    )
    targets = (RESULTS,)

    def prepare(self) -> None:
        names = Region.objects.values_list("code", "name")
        self.regions = {fold(name): code for code, name in names}

    def row(self, raw: dict) -> None:
        program = re.match(r"([0-9]{4}|[0-9]{3}\.[A-Z0-9]{2})(\s|$)", raw["program"])
        if program is None:
            raise RowError(
                _("“%(value)s” is not a code of a program"), value=raw["program"]
            )
        year = integer(raw["year"])
        if year is None or not 1990 <= year <= 2100:
            raise RowError(_("“%(value)s” is not a year"), value=raw["year"])
        self.put(
            RESULTS,
            program_code=program[1],
            area=self._area(raw.get("region", "")),
            year=year,
            employed_share=_share(raw.get("employed", "")),
            related_share=_share(raw.get("related", "")),
            gross_weekly_wage=_wage(raw.get("wage", "")),
        )

    def _area(self, text: str) -> str:
        """A region by its code or name; without one, all of Québec."""
        folded = re.sub(r"^\d\d ", "", fold(text))
        if folded in {"", "quebec", "ensemble du quebec"}:
            return QUEBEC
        if text[:2] in self.regions.values():
            return text[:2]
        if folded not in self.regions:
            raise RowError(_("unknown region %(name)s"), name=text)
        return self.regions[folded]


def _share(text: str) -> Decimal | None:
    value = decimal(text.replace("%", ""))
    if value is None:
        return None
    if not 0 <= value <= 100:
        raise RowError(_("“%(value)s” is not a percentage"), value=text)
    return value.quantize(Decimal("0.1"))


def _wage(text: str) -> Decimal | None:
    value = decimal(text)
    # A wage of zero is a mark of what is not published.
    return value.quantize(Decimal("0.01")) if value else None
