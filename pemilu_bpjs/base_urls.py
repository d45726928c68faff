"""The base's own pages: sign-in, jobs, documents, health."""

urlpatterns: list = []
