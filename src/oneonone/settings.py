"""Every setting comes from the environment; docs/operations.md lists what may be set."""

from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import rest_framework
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate
from whitenoise.compress import Compressor

from oneonone.common.secret_key import read_or_make_secret_key
from oneonone.mail.servers import mail_domain, read_mail_server

env = Env()

PACKAGE = Path(__file__).parent
HOME = Path(env.str("ONEONONE_HOME", "var", validate=validate.Length(min=1))).absolute()
PORT = env.int("PORT", 8000, validate=validate.Range(1, 65535))
BASE_URL = env.str(
    "ONEONONE_BASE_URL",
    f"http://127.0.0.1:{PORT}",
    validate=validate.URL(schemes={"http", "https"}, require_tld=False),
).rstrip("/")
PROXIES = env.int("ONEONONE_PROXIES", 0, validate=validate.Range(0, 10))
RATE_LIMITS = env.bool("ONEONONE_RATE_LIMITS", default=True)
INVITE_CONTACTS_ONLY = env.bool("ONEONONE_INVITE_CONTACTS_ONLY", default=False)
EMAIL_VERIFICATION = env.bool("ONEONONE_EMAIL_VERIFICATION", default=False)

PRODUCTION = BASE_URL.startswith("https://")
EMBEDDED_KEY = not PRODUCTION and not env.str("ONEONONE_SECRET_KEY", "")
SECRET_KEY = (
    read_or_make_secret_key(HOME)
    if EMBEDDED_KEY
    else env.str("ONEONONE_SECRET_KEY", validate=validate.Length(min=50))
)
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

HOST_PREFIX = "__Host-" if PRODUCTION else ""  # a cookie so named is this host's alone

ACCESS_TOKEN_LIFETIME = timedelta(hours=1)
REFRESH_TOKEN_LIFETIME = timedelta(days=14)

DEBUG = False
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "", "127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "oneonone.urls"
WSGI_APPLICATION = "oneonone.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.forms",
    "django_htmx",
    "oneonone.common.apps.StaticFilesConfig",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "oneonone.limits",
    "oneonone.jobs",
    "oneonone.mail",
    "oneonone.accounts",
    "oneonone.contacts",
    "oneonone.calendars",
    "oneonone.schedules",
    "oneonone.feeds",
]
MIDDLEWARE = [
    "oneonone.common.middleware.log_requests",
    "oneonone.common.middleware.say_little_of_files",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "oneonone.common.middleware.accept_any_trailing_slash",
    "oneonone.common.middleware.refuse_unmeasured_bodies",
    "oneonone.common.middleware.drain_bodies",
    "oneonone.common.middleware.forbid_keeping",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "oneonone.common.middleware.BoundForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "oneonone.common.look.show_look",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.templatetags.tz",
                "django_htmx.templatetags.django_htmx",
                "oneonone.common.tags",
            ],
        },
    }
]
FORM_RENDERER = "oneonone.common.forms.Renderer"

SQLITE = "oneonone.common.backends.sqlite3"
ENGINES = {
    "django.db.backends.sqlite3": SQLITE,
    "django.db.backends.postgresql": "oneonone.common.backends.postgresql",
}
database: dict[str, Any] = env.dj_db_url(
    "DATABASE_URL",
    f"sqlite:///{HOME / 'db.sqlite3'}",
    conn_max_age=None,
    conn_health_checks=True,
)
if database["ENGINE"] not in ENGINES:
    raise ImproperlyConfigured(
        'Environment variable "DATABASE_URL" invalid: neither SQLite nor PostgreSQL.'
    )
database["ENGINE"] = ENGINES[database["ENGINE"]]
if database["ENGINE"] == SQLITE:
    # Without IMMEDIATE two writers that both read first can't wait for each other: one fails.
    database["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
DATABASES = {"default": database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Tells the inactive from the unknown; the login does the refusing.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.AllowAllUsersModelBackend"]
PASSWORD_HASHERS = ["oneonone.accounts.hashers.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

EMAIL_BACKEND = "oneonone.mail.backends.HomeBackend"
EMAIL_TIMEOUT = 10  # seconds that a mail server may be silent
if mail_server := env.str("EMAIL_URL", ""):
    globals().update(read_mail_server(mail_server))
MAIL_DOMAIN = mail_domain(BASE_URL)
DEFAULT_FROM_EMAIL = env.str("ONEONONE_MAIL_FROM", f"OneOnOne <oneonone@{MAIL_DOMAIN}>")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [PACKAGE / "locale", Path(rest_framework.__file__).parent / "locale"]
FORMAT_MODULE_PATH = ["oneonone.formats"]
TIME_ZONE = "UTC"

SESSION_ENGINE = "oneonone.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_NAME = f"{HOST_PREFIX}sessionid"
SESSION_COOKIE_SECURE = PRODUCTION
MESSAGE_STORAGE = "oneonone.common.notices.Notices"
LANGUAGE_COOKIE_NAME = f"{HOST_PREFIX}language"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "oneonone.common.storage.StaticStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
FILE_UPLOAD_PERMISSIONS = 0o600

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["oneonone.accounts.tokens.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "oneonone.common.rendering.AlwaysJson",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PARSER_CLASSES": [
        "oneonone.common.parsers.StrictJsonParser",
        "oneonone.common.parsers.BoundedFormParser",
        "oneonone.common.parsers.BoundedMultiPartParser",
    ],
    "DEFAULT_RENDERER_CLASSES": ["oneonone.common.rendering.StructRenderer"],
    "DEFAULT_SCHEMA_CLASS": "oneonone.common.schema.BodiesInDeletions",
    "EXCEPTION_HANDLER": "oneonone.common.refusals.render_error",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "OneOnOne",
    "DESCRIPTION": "Plans many one-on-one meetings at once.",
    "VERSION": version("oneonone"),
    "OAS_VERSION": "3.1.0",
    "SERVE_AUTHENTICATION": [],
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "PATH_CONVERTER_OVERRIDES": {"id": int},
    "POSTPROCESSING_HOOKS": ["oneonone.common.schema.add_struct_schemas"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = f"{HOST_PREFIX}csrftoken"
CSRF_FAILURE_VIEW = "oneonone.common.failures.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if PRODUCTION else 0
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)/?$"]
# HSTS for other hosts of the domain, and for good, is not ours to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "oneonone.common.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
