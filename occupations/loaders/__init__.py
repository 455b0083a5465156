"""Loaders of figures and texts about occupations, in loading order."""
# ruff: noqa: I001  a loader that leans on another's rows comes after it

from datasets.followers import follow
from occupations.loaders import texts  # noqa: F401  importing registers
from occupations.loaders import descriptors  # noqa: F401
from occupations.loaders import oasis  # noqa: F401
from occupations.loaders import workplaces  # noqa: F401
from occupations.loaders import groups  # noqa: F401
from occupations.loaders import unemployment  # noqa: F401
from occupations.loaders import handbook  # noqa: F401
from occupations.loaders import cops  # noqa: F401
from occupations.loaders import diagnostics  # noqa: F401
from occupations.loaders import outlooks  # noqa: F401
from occupations.loaders import wages  # noqa: F401
from occupations.loaders import regulation  # noqa: F401
from occupations.loaders import statcan_tables  # noqa: F401
from occupations.loaders import vacancies  # noqa: F401
from occupations.loaders import census  # noqa: F401
from occupations.loaders import microdata  # noqa: F401
from occupations.loaders import template  # noqa: F401
from occupations.profiles import rebuild

follow(rebuild)
