"""Settings of the test suite: its own embedded servers, real PostgreSQL."""

import os

# pytest-django reads settings before conftest.py: the state must be named here.
os.environ["IMT_STATE"] = "test"
os.environ.setdefault("DJANGO_SECRET_KEY", "only-for-the-test-suite" * 3)

from imt.catalogs import compile_catalogs

# Here and not in conftest.py: pytest-django sets Django up in between, and a catalogue
# that is read while its file is missing stays empty.
compile_catalogs()

from imt.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# No `collectstatic` before the tests: the files are read where they are.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
