"""The tables of the Labour Force Survey that pages show, as published or re-shaped."""

from datasets.layouts import Layout
from datasets.registry import register
from occupations.loaders import members
from occupations.loaders.statcan import Table, facts, layout
from occupations.models.figures import CANADA, QUEBEC

MONTHLY = {
    "labour_force_population": ("population", ""),
    "labour_force": ("labour_force", ""),
    "employment": ("employment", ""),
    "full_time_employment": ("employment", "full"),
    "part_time_employment": ("employment", "part"),
    "unemployment": ("unemployment", ""),
    "unemployment_rate": ("unemployment_rate", ""),
    "participation_rate": ("participation_rate", ""),
    "employment_rate": ("employment_rate", ""),
}


@register
class Industries(Table):
    """Table 14-10-0023: the labour force by industry, sex and age, each year."""

    name = "statcan-14-10-0023"
    number = "14-10-0023"
    facts = facts(
        (
            "Population active par industrie, sexe et âge (tableau 14-10-0023)",
            "Labour force by industry, sex and age (table 14-10-0023)",
        ),
        number,
        (
            "Moyennes annuelles de l’Enquête sur la population active, dans tout le "
            "Québec et pour toutes les professions d’une industrie. Jamais le chiffre "
            "d’une profession.",
            "Annual averages of the Labour Force Survey, for all of Québec and all the "
            "occupations of an industry. Never the figure of one occupation.",
        ),
    )
    layouts = (
        layout(number),
        Layout(
            "industries",
            {
                "year": ("year",),
                "measure": ("measure",),
                "industry_en": ("industry_en",),
                "industry_fr": ("industry_fr",),
                "codes": ("naics_codes",),
                "sex": ("sex",),
                "age": ("age_group",),
                "value": ("thousands",),
                "status": ("status",),
            },
            file_name=r"^derived_lfs_14100023_.*\.csv$",
            read="industry_row",
        ),
    )

    def industry_row(self, raw: dict) -> None:
        value, missing = members.scaled(raw["value"], raw["status"], "thousands")
        label = raw["industry_en"]
        total = members.is_total(label)
        self.statistic(
            QUEBEC,
            raw["year"],
            measure=raw["measure"],
            industry="" if total else raw["codes"] or members.coded(label)[0],
            industry_fr="" if total else raw["industry_fr"].replace("'", "’"),
            industry_en="" if total else label,
            sex=members.sex(raw["sex"]),
            age=members.age(raw["age"]),
            unit="persons",
            value=value,
            missing=missing,
        )


@register
class SexAndAge(Table):
    """Table 14-10-0287: the labour force by sex and age, each month."""

    name = "statcan-14-10-0287"
    number = "14-10-0287"
    adjusted = True
    facts = facts(
        (
            "Population active selon le sexe et l’âge, par mois (tableau 14-10-0287)",
            "Labour force by sex and age, monthly (table 14-10-0287)",
        ),
        number,
        (
            "Données mensuelles désaisonnalisées de l’Enquête sur la population "
            "active, pour toutes les professions ensemble.",
            "Monthly seasonally adjusted data of the Labour Force Survey, for all "
            "occupations together.",
        ),
    )
    layouts = (
        layout(number),
        Layout(
            "months",
            {"month": ("month",), "sex": ("sex",), "age": ("age_group",)}
            | {name: (name,) for name in MONTHLY},
            file_name=r"^derived_lfs_14100287_.*\.csv(\.gz)?$",
            read="month_row",
        ),
    )

    def month_row(self, raw: dict) -> None:
        sex, age = members.sex(raw["sex"]), members.age(raw["age"])
        for column, (measure, work_time) in MONTHLY.items():
            rate = measure.endswith("_rate")
            value, missing = members.scaled(
                raw[column], "", "units" if rate else "thousands"
            )
            self.statistic(
                QUEBEC,
                raw["month"],
                measure=measure,
                work_time=work_time,
                sex=sex,
                age=age,
                unit="percent" if rate else "persons",
                value=value,
                missing=missing,
            )


@register
class Employees(Table):
    """Table 14-10-0317: employees by group of occupations, sex and time worked."""

    name = "statcan-14-10-0317"
    number = "14-10-0317"
    measure = "employees"
    facts = facts(
        (
            "Personnes salariées par groupe de professions (tableau 14-10-0317)",
            "Employees by group of occupations (table 14-10-0317)",
        ),
        number,
        (
            "Personnes salariées de tout le Canada, par grand groupe de la CNP 2016. "
            "Le chiffre est celui du groupe, jamais celui d’une profession.",
            "Employees of all of Canada, by major group of NOC 2016. The figure is the "
            "group’s, never that of one occupation.",
        ),
    )
    layouts = (
        layout(number),
        Layout(
            "employees",
            {
                "year": ("year",),
                "codes": ("noc2016_codes",),
                "occupation": ("occupation_en",),
                "band": ("hourly_wage_band",),
                "work": ("type_of_work",),
                "sex": ("sex",),
                "value": ("employees_thousands",),
            },
            file_name=r"^derived_lfs_14100317_.*\.csv(\.gz)?$",
            read="employees_row",
        ),
    )

    def employees_row(self, raw: dict) -> None:
        value, missing = members.scaled(raw["value"], "", "thousands")
        code = raw["codes"]
        self.statistic(
            CANADA,
            raw["year"],
            measure=self.measure,
            scheme="noc2016" if code else "",
            occupation=code,
            occupation_en=raw["occupation"] if code else "",
            work_time=members.work_time(raw["work"]),
            sex=members.sex(raw["sex"]),
            detail="" if members.is_total(raw["band"]) else raw["band"],
            unit="persons",
            value=value,
            missing=missing,
        )


def _declare(number: str, french: str, english: str, method: tuple[str, str]) -> None:
    """A table known only in its published layout."""
    register(
        type(
            f"Table{number.replace('-', '')}",
            (Table,),
            {
                "name": f"statcan-{number}",
                "number": number,
                "facts": facts(
                    (
                        f"{french} (tableau {number})",
                        f"{english} (table {number})",
                    ),
                    number,
                    method,
                ),
                "layouts": (layout(number),),
            },
        )
    )


_declare(
    "14-10-0392",
    "Emploi selon l’industrie dans les régions économiques",
    "Employment by industry in the economic regions",
    (
        "Emploi de toutes les professions d’une industrie, par région économique.",
        "Employment of all the occupations of an industry, by economic region.",
    ),
)
_declare(
    "14-10-0416",
    "Population active par groupe de professions",
    "Labour force by group of occupations",
    (
        "Emploi et chômage par groupe de professions de la CNP 2021. Le chiffre est "
        "celui du groupe.",
        "Employment and unemployment by group of occupations of NOC 2021. The figure "
        "is the group’s.",
    ),
)
