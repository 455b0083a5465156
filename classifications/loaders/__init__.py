"""Loaders of the classifications, in loading order."""

from classifications.loaders import (  # noqa: F401  importing registers them
    structure,
    elements,
    former,
    naics,
    geography,
    synonyms,
)
from classifications.lexicon import rebuild_lexicon
from datasets.loading import follow

follow(rebuild_lexicon)
