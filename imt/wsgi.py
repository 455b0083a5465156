import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imt.settings")
application = get_wsgi_application()

import imt.urls  # noqa: E402, F401  every view, imported before the server forks
