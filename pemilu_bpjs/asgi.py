"""The ASGI entry for a web server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pemilu_bpjs.settings.embedded")

application = get_asgi_application()
