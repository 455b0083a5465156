import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imt.settings")
application = get_wsgi_application()

import imt.urls  # noqa: E402, F401  every view, imported before the server forks

# What is loaded stays: the collector need not look at it again for each page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
