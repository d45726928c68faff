#!/usr/bin/env python
"""Django's command line, on the embedded default unless DJANGO_SETTINGS_MODULE says otherwise."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pemilu_bpjs.settings.embedded")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as unset:
        # Whoever starts the program needs the sentence that says what to set, not where it was raised.
        sys.exit(str(unset))
