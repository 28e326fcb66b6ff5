"""Django's settings. Everything that differs between installations comes from `environment`."""

import os

from csp.constants import NONE, SELF

from tvaerblik.config.database import django_database
from tvaerblik.config.definitions import OWN_DEFINITIONS, read_definitions
from tvaerblik.config.environment import (
    read_boundary_settings,
    read_environment,
    read_secret_key,
    read_site_settings,
)
from tvaerblik.config.mail import django_mail

ENVIRONMENT = read_environment(os.environ)
HOME = ENVIRONMENT.home

DEBUG = ENVIRONMENT.debug
SECRET_KEY = read_secret_key(HOME)
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
SITE = read_site_settings(HOME)
DEMO = SITE.demo
ACCESSIBILITY_STATEMENT = SITE.accessibility_statement
BOUNDARIES = read_boundary_settings(HOME)

# Folders of ours that Django-side code needs
RELEASES_FOLDER = HOME.releases
AUDIT_WITNESS = HOME.audit_witness
DEFINITIONS, SCOPE = read_definitions(HOME)
# Which no approval writes in
DEFINITIONS_OF_PROGRAM = OWN_DEFINITIONS

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "tvaerblik.governance.accounts",
    "tvaerblik.governance.agreements",
    "tvaerblik.governance.approaches",
    "tvaerblik.governance.approvals",
    "tvaerblik.governance.attachments",
    "tvaerblik.governance.audit",
    "tvaerblik.governance.cases",
    "tvaerblik.governance.communication",
    "tvaerblik.governance.discussions",
    "tvaerblik.governance.examples",
    "tvaerblik.governance.figures",
    "tvaerblik.governance.hearings",
    "tvaerblik.governance.notifications",
    "tvaerblik.governance.organisation",
    "tvaerblik.governance.proposals",
    "tvaerblik.governance.releases",
    "tvaerblik.governance.requests",
    "tvaerblik.governance.saved_views",
    "tvaerblik.governance.sources",
    "tvaerblik.governance.tasks",
    "tvaerblik.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tvaerblik.config.middleware.more_security_headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tvaerblik.config.delivery.kept_pages",
    "tvaerblik.config.delivery.packed",
    "tvaerblik.config.handed_back.without_numbers_typed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tvaerblik.config.middleware.chosen_language",
    "tvaerblik.config.middleware.said_refusal",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a view is open only where it is marked `login_not_required`
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tvaerblik.config.middleware.release_of_request",
]

ROOT_URLCONF = "tvaerblik.config.urls"
WSGI_APPLICATION = "tvaerblik.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

DATABASES = {"default": django_database(ENVIRONMENT.database, HOME.database)}
# Where mail is sent through, by Django's own names; without a server nothing is sent
globals().update(django_mail(ENVIRONMENT.mail))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["tvaerblik.governance.accounts.sessions.RolesReadOnce"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "sprog"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
# Pages get their numbers as words; what a template itself writes are ids and serials, for machines
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = str(HOME.static)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tvaerblik.config.static_files.StaticFiles"},
}

# Nothing inline, nothing from elsewhere, no frames, no plug-ins
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# The demo is plain http on this machine; every other installation stands behind a proxy with https
BEHIND_HTTPS = not ENVIRONMENT.is_local
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if BEHIND_HTTPS else []
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day; a screen left open over night asks again
SESSION_COOKIE_NAME = "tvaerblik"

# Forms are small, and one page alone takes files: it brings its own way of keeping them. Whatever is
# sent as a file elsewhere is read and dropped, and never written to the system's temporary files.
FILE_UPLOAD_HANDLERS: list[str] = []
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "tvaerblik.config.logs.MaskingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
