"""The base's own pages: who signs in, what runs, which files there are, which offices work here."""
