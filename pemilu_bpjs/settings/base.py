"""What every installation shares. Nothing here reads the environment except through `env`."""

from pathlib import Path

from csp.constants import NONE, SELF

from . import env

BASE_DIR = Path(__file__).resolve().parents[2]
HOME = env.folder("PEMILU_BPJS_HOME", BASE_DIR / "var")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # before staticfiles: runserver serves static files as production does
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "pemilu_bpjs",
    "enrolment",
    "budgeting",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pemilu_bpjs.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pemilu_bpjs.button_addresses.button_address_page",
]

ROOT_URLCONF = "pemilu_bpjs.urls"
WSGI_APPLICATION = "pemilu_bpjs.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pemilu_bpjs.context.navigation",
            ],
        },
    },
]

# --- People and sessions -------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "pemilu_bpjs.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60  # one working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# --- Language and time ---------------------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60  # seconds: who chose English finds it again tomorrow
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # pemilu_bpjs.formats writes numbers the same way on pages and on paper

# --- Files ---------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = HOME / "media"  # never served by URL: every download passes a view that asks who may
MEDIA_URL = ""
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024  # a roster of a whole kabupaten is under 5 MB
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a TPS number for every desa of a province, on one page
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["pemilu_bpjs.upload_memory.InMemory"]  # the framework's own writes large files to /tmp

# --- Headers -------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Tabler's CSS draws check marks and arrows from data: SVG
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

# --- Addresses -----------------------------------------------------------------------------------------------------

# Where strangers reach this installation, for the QR of a document; empty: no QR is printed.
PUBLIC_URL = env.text("PUBLIC_URL", "").rstrip("/")

# So long can the files of a batch for BPJS be taken; then its payer has to open it again.
BATCH_OPEN_DAYS = 14

# --- Jobs ----------------------------------------------------------------------------------------------------------

# Without a broker the worker finds jobs by looking at the table; with one, Celery wakes it (pemilu_bpjs.jobs).
CELERY_BROKER_URL = ""
CELERY_TASK_IGNORE_RESULT = True  # the Job row is the truth
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# --- API -----------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "pemilu_bpjs.authentication.ApiTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": [
        "pemilu_bpjs.parsers.JsonParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "pemilu_bpjs.pagination.NumberedPages",
    "PAGE_SIZE": 50,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "pemilu_bpjs.problems.handler",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "NUM_PROXIES": 0,  # REMOTE_ADDR it is: in production pemilu_bpjs.proxy has put the client's address there
    "DEFAULT_THROTTLE_RATES": {"anon": "60/min", "user": "600/min"},
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Payung Pemilu",
    "DESCRIPTION": "Wilayah, Pemilu, daftar petugas, rencana iuran, usulan APBD, dokumen dan pekerjaan.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "StageEnum": "enrolment.models.StageCode",  # asked for alone and as a list
        "ProposalStateEnum": "budgeting.models.STATES",  # a state, where a step comes from and where it goes
        "JobStateEnum": "pemilu_bpjs.models.job.Job.State",
        "StopReasonEnum": "enrolment.models.Assignment.StopReason",  # of who has left, and of who leaves now
        "AnswerVerdictEnum": "reports.serializers.batches.VERDICTS",  # of a word, and of all rows of a sheet
        "CertificatePurposeEnum": "reports.cover_wording.PURPOSES.items",  # of a question, and of a letter
        "IncidentKindEnum": "reports.incident_wording.KINDS.items",
        "IncidentStateEnum": "reports.models.Incident.State",  # of an incident, and of each step
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "pemilu_bpjs.schema.add_common",
    ],
}

# --- Log -----------------------------------------------------------------------------------------------------------

# Request bodies, query strings and people stay out of it: pemilu_bpjs.audit says who did what.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "pemilu_bpjs.log_lines.FaultsWithoutWords",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "pemilu_bpjs": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
