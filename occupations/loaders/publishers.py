"""The publishers of figures about occupations."""

from datasets.registry import Publisher

ESDC = Publisher(
    name=(
        "Emploi et Développement social Canada",
        "Employment and Social Development Canada",
    ),
    licence=(
        "Licence du gouvernement ouvert – Canada",
        "Open Government Licence – Canada",
    ),
    licence_url="https://open.canada.ca/en/open-government-licence-canada",
)
QUEBEC = Publisher(
    name=("Gouvernement du Québec", "Gouvernement du Québec"),
    licence=("Licence non établie", "Licence not established"),
)
PUBLIC_PAGES = Publisher(
    name=("Ordres professionnels du Québec", "Professional orders of Québec"),
    licence=("Faits transcrits de pages publiques", "Facts typed from public pages"),
)
