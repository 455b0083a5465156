"""The portal's own settings, with one more address: a view that does nothing."""

from imt.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
