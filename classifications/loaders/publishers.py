"""The publishers of the classifications."""

from datasets.registry import Publisher

STATISTICS_CANADA = Publisher(
    name=("Statistique Canada", "Statistics Canada"),
    licence=(
        "Licence ouverte de Statistique Canada",
        "Statistics Canada Open Licence",
    ),
    licence_url="https://www.statcan.gc.ca/en/reference/licence",
)
NATURAL_RESOURCES = Publisher(
    name=(
        "Ministère des Ressources naturelles et des Forêts",
        "Ministère des Ressources naturelles et des Forêts (Québec)",
    ),
    licence=("Creative Commons Attribution 4.0", "Creative Commons Attribution 4.0"),
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)
MUNICIPAL_AFFAIRS = Publisher(
    name=(
        "Ministère des Affaires municipales et de l’Habitation",
        "Ministère des Affaires municipales et de l’Habitation (Québec)",
    ),
    licence=("Creative Commons Attribution 4.0", "Creative Commons Attribution 4.0"),
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)
PORTAL = Publisher(
    name=("Ce portail", "This portal"),
    licence=("Licence du projet", "The project’s licence"),
)
GEONAMES = Publisher(
    name=("GeoNames", "GeoNames"),
    licence=("Creative Commons Attribution 4.0", "Creative Commons Attribution 4.0"),
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)
