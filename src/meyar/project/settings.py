"""Settings of one installation, read from the environment. Every name is listed in docs/operations.md."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from meyar.project.environment import database, flag, names, secret_key

MEYAR_HOME = Path(os.environ.get("MEYAR_HOME", "var")).resolve()

DEBUG = flag("MEYAR_DEBUG", default=False)
SECRET_KEY = secret_key(MEYAR_HOME)
ALLOWED_HOSTS = names("MEYAR_HOSTS", default="127.0.0.1,localhost,[::1]")
PUBLIC_ADDRESS = os.environ.get("MEYAR_PUBLIC_ADDRESS", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = names("MEYAR_TRUSTED_ORIGINS", default="")

INSTALLED_APPS = [
    "meyar.project.apps.ProjectConfig",
    "meyar.portal.apps.PortalConfig",
    "meyar.workspace.apps.WorkspaceConfig",
    "meyar.demonstration.apps.DemonstrationConfig",
    "meyar.reports.apps.ReportsConfig",
    "meyar.publication.apps.PublicationConfig",
    "meyar.assessment.apps.AssessmentConfig",
    "meyar.rulebooks.apps.RulebooksConfig",
    "meyar.registry.apps.RegistryConfig",
    "meyar.accounts.apps.AccountsConfig",
    "meyar.common.apps.CommonConfig",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "meyar.project.access.AccessMiddleware",
]

ROOT_URLCONF = "meyar.project.urls"
WSGI_APPLICATION = "meyar.project.wsgi.application"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "meyar.project.page_context.page",
            ],
        },
    }
]

DATABASES = {"default": database(MEYAR_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "workspace:sign_in"
LOGIN_REDIRECT_URL = "workspace:home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "az"
LANGUAGES = [("az", "Azərbaycanca"), ("en", "English"), ("ru", "Русский")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Baku"

STATIC_URL = "static/"
STATIC_ROOT = MEYAR_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
if DEBUG or "test" in sys.argv:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

FILES_ROOT = MEYAR_HOME / "files"
REPORTS_ROOT = MEYAR_HOME / "reports"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
BEHIND_TLS = flag("MEYAR_BEHIND_TLS", default=False)
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("MEYAR_LOG_LEVEL", "WARNING")},
}
