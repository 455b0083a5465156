"""Loaders of training, in loading order."""
# ruff: noqa: I001  a loader that leans on another's rows comes after it

from training.loaders import programs  # noqa: F401  importing registers
from training.loaders import institutions  # noqa: F401
from training.loaders import links  # noqa: F401
from training.loaders import graduates  # noqa: F401
