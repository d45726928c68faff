"""Several machines: PostgreSQL, Redis, Celery workers behind a reverse proxy. All of it from the environment."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from . import env, vault_keys
from .base import *  # noqa: F403
from .base import BASE_DIR, MIDDLEWARE

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY", says="teks acak ≥ 50 karakter (openssl rand -base64 48)")
VAULT_KEYS_FILE = None  # a secret of the environment: after a change web and worker are started again
VAULT_KEYS, VAULT_FINGERPRINT_KEY = vault_keys.read(
    env.text("VAULT_KEYS", says="k1:KUNCI,fingerprint:KUNCI, tiap KUNCI dari openssl rand -base64 32")
)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", says="nama host, mis. payung.example.go.id")
PUBLIC_URL = env.text("PUBLIC_URL", says="alamat umum, mis. https://payung.example.go.id").rstrip("/")
if urlsplit(PUBLIC_URL).scheme != "https":
    raise ImproperlyConfigured(
        "PUBLIC_URL harus berawalan https:// karena kuki masuk hanya dikirim lewat HTTPS. "
        "(PUBLIC_URL must start with https://: sign-in cookies travel by HTTPS only.)"
    )

DATABASES = {
    "default": {
        **env.postgres("DATABASE_URL"),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": env.number("DATABASE_POOL_SIZE", 8), "timeout": 10}},
    },
}

REDIS_URL = env.text("REDIS_URL", says="redis://host:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
CELERY_BROKER_URL = REDIS_URL

STATIC_ROOT = env.folder("STATIC_ROOT", BASE_DIR / "staticfiles")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MIDDLEWARE = ["pemilu_bpjs.proxy.client_address", *MIDDLEWARE]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]  # the container's own health check speaks plain HTTP from inside
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
