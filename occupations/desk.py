"""The tables that analysts keep by hand about occupations."""

from datasets.own import OwnSource, announce

__all__ = ["MINIMUM_WAGE", "NARRATIVES", "announce"]

MINIMUM_WAGE = OwnSource(
    "minimum-wage",
    ("Salaire minimum au Québec", "Minimum wage in Québec"),
    (
        "Taux tenus par les analystes, chacun avec sa date d’entrée en vigueur et sa "
        "source.",
        "Rates kept by analysts, each with the day it takes effect and its source.",
    ),
)
NARRATIVES = OwnSource(
    "narratives",
    ("Textes d’analystes", "Analysts’ texts"),
    (
        "Textes écrits et signés par les analystes du portail, par profession et par "
        "région.",
        "Texts written by the portal’s analysts, by occupation and by region.",
    ),
)
