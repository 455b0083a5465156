"""The publishers of what is said about training."""

from datasets.registry import Publisher

CC_BY = ("Creative Commons Attribution 4.0", "Creative Commons Attribution 4.0")
CC_BY_URL = "https://creativecommons.org/licenses/by/4.0/"
EDUCATION = Publisher(
    name=("Ministère de l’Éducation", "Ministère de l’Éducation (Québec)"),
    licence=CC_BY,
    licence_url=CC_BY_URL,
)
PUBLIC_LISTS = Publisher(
    name=("Listes publiques de programmes", "Public lists of programs"),
    licence=("Faits transcrits de pages publiques", "Facts typed from public pages"),
)
ROWS = Publisher(
    name=("Selon la source de chaque ligne", "As each row’s source says"),
    licence=("Selon la source", "As the source says"),
)
