"""The WSGI entry for a web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pemilu_bpjs.settings.embedded")

application = get_wsgi_application()
