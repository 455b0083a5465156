"""Loaders of figures and texts about occupations, in loading order."""

from datasets.loading import follow
from occupations.loaders import (  # noqa: F401  importing registers them
    texts,
    descriptors,
    oasis,
    cops,
    diagnostics,
    outlooks,
    wages,
    regulation,
)
from occupations.profiles import rebuild

follow(rebuild)
