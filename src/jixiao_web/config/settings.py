"""Django's settings, made of `environment.py`'s. Leaves nothing to a file that would have to be edited."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from jixiao_web.config import postgresql, sqlite
from jixiao_web.config.environment import is_yes, listed, settings_of
from jixiao_web.config.secret import secret_key

chosen = settings_of(os.environ)

DATA = Path(chosen["DATA"]).expanduser().resolve()
DEBUG = is_yes(chosen["DEBUG"])
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = listed(chosen["HOSTS"])
CSRF_TRUSTED_ORIGINS = listed(chosen["ORIGINS"])

INSTALLED_APPS = [
    "jixiao_web.common",
    "jixiao_web.accounts",
    "jixiao_web.audit",
    "jixiao_web.filings",
    "jixiao_web.review",
    "jixiao_web.search",
    "jixiao_web.trace",
    "jixiao_web.spending",
    "jixiao_web.monitoring",
    "jixiao_web.evaluation",
    "jixiao_web.commitments",
    "jixiao_web.overview",
    "jixiao_web.deadlines",
    "jixiao_web.rest",
    "jixiao_web.trial",
    "jixiao_web.jobs",
    "jixiao_web.sample",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jixiao_web.common.middleware.WritableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "jixiao_web.accounts.middleware.HolderMiddleware",
    "jixiao_web.accounts.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "jixiao_web.config.urls"
WSGI_APPLICATION = "jixiao_web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jixiao_web.common.context.page",
            ],
        },
    }
]

if chosen["DATABASE"]:
    DATABASES = {"default": postgresql.database(chosen["DATABASE"])}
else:
    DATABASES = {"default": sqlite.database(DATA / "jixiao.sqlite3")}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cacherow",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}  # shared by all processes: the limit of log-ins must not be one a process
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "filings:inbox"
LOGOUT_REDIRECT_URL = "accounts:login"
SESSION_ENGINE = "jixiao_web.accounts.sessions"
SESSION_COOKIE_AGE = int(chosen["SESSION_HOURS"]) * 60 * 60
SESSION_IDLE_MINUTES = int(chosen["SESSION_IDLE_MINUTES"])
TOTP_ROLES = frozenset(listed(chosen["TOTP_ROLES"]))
SESSION_COOKIE_HTTPONLY = True
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = is_yes(chosen["HTTPS"])
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SESSION_COOKIE_SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
LANGUAGE_CODE = chosen["LANGUAGE"]
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = chosen["TIME_ZONE"]
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "jixiao_web.config.formats"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

UPLOAD_BYTES = int(chosen["UPLOAD_MB"]) * 2**20
READ_SECONDS = int(chosen["READ_SECONDS"])
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_BYTES + 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DEFAULT_FROM_EMAIL = chosen["EMAIL_FROM"]
ADDRESS = chosen["ADDRESS"].rstrip("/")
REMIND_AT = chosen["REMIND_AT"].strip() and chosen["REMIND_AT"].strip().rjust(5, "0")
EMAIL_TIMEOUT = 20
if chosen["EMAIL"]:
    mail = urlsplit(chosen["EMAIL"])
    EMAIL_USE_SSL = mail.scheme == "smtps"
    EMAIL_HOST, EMAIL_PORT = mail.hostname or "", mail.port or (465 if EMAIL_USE_SSL else 25)
    EMAIL_USE_TLS = EMAIL_PORT == 587 and not EMAIL_USE_SSL  # the port of submission, which begins in the clear
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(mail.username or ""), unquote(mail.password or "")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mails")
