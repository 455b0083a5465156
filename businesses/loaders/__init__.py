"""Loaders of the directory, in loading order."""

from businesses.loaders import activities, demonstration, register  # noqa: F401
