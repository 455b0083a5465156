"""Settings of the server that browser tests visit: it reads the test database."""

from imt.settings_test import *  # noqa: F403
from imt.settings_test import DATABASES

DATABASES["default"]["NAME"] = f"test_{DATABASES['default']['NAME']}"
ALLOWED_HOSTS = ["127.0.0.1"]
