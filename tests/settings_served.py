"""Settings of the server that browser tests visit: it reads the test database."""

import os

from imt.settings_test import *  # noqa: F403
from imt.settings_test import DATABASES

DATABASES["default"]["NAME"] = os.environ["IMT_SERVED_DATABASE"]
ALLOWED_HOSTS = ["127.0.0.1"]
