"""Loaders of the classifications, in loading order."""
# ruff: noqa: I001  a loader that leans on another's rows comes after it

from classifications.lexicon import rebuild_lexicon
from classifications.loaders import structure  # noqa: F401  importing registers
from classifications.loaders import elements  # noqa: F401
from classifications.loaders import former  # noqa: F401
from classifications.loaders import naics  # noqa: F401
from classifications.loaders import naics_examples  # noqa: F401
from classifications.loaders import geography  # noqa: F401
from classifications.loaders import limits  # noqa: F401
from classifications.loaders import postal  # noqa: F401
from classifications.loaders import synonyms  # noqa: F401
from datasets.followers import follow

follow(rebuild_lexicon)
