"""Who publishes what the directory holds."""

from datasets.registry import Publisher

REGISTRAR = Publisher(
    name=(
        "Registraire des entreprises du Québec",
        "Registraire des entreprises du Québec",
    ),
    licence=(
        "Licence du jeu de données, à vérifier avant toute réutilisation",
        "Licence of the dataset, to be checked before any reuse",
    ),
    licence_url="https://www.donneesquebec.ca/licence/",
)
PORTAL = Publisher(
    name=("Ce portail", "This portal"),
    licence=("Lignes inventées, libres de droits", "Made-up rows, free of rights"),
)
ANALYSTS = Publisher(
    name=("Analystes du portail", "The portal’s analysts"),
    licence=("Selon la source de chaque ligne", "According to each line’s source"),
)
