"""One file for every place the portal runs; the environment decides.

Without DATABASE_URL and REDIS_URL the embedded servers of `make demo` are used.
Secrets have no default outside the demonstration.
"""

import os
from decimal import Decimal
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from imt import embedded, schedule

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

STATE = embedded.state_dir(os.environ.get("IMT_STATE", "dev"))
DEMO = env.bool("IMT_DEMO", False)
DEBUG = env.bool("DJANGO_DEBUG", False)
SECRET_KEY = embedded.demo_secret(STATE) if DEMO else env.str("DJANGO_SECRET_KEY")
# The public address: canonical links, feeds and mail never trust the Host header.
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list(
    "DJANGO_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "imt",
    "accounts",
    "bilingual",
    "datasets",
    "figures",
    "mail",
    "classifications",
    "occupations",
    "sectors",
    "training",
    "businesses",
    "editorial",
    "placement",
    "guidance",
    "modeltranslation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "pgtrigger",
    "pghistory",
    "django_celery_results",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "imt.logs.RequestLogMiddleware",
    "imt.pagecache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bilingual.middleware.LanguageFromPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.DoorMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "imt.urls"
WSGI_APPLICATION = "imt.wsgi.application"
_loaders = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders
                    if DEBUG
                    else [("bilingual.template_loader.Loader", _loaders)],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "imt.context.portal",
            ],
            "builtins": [
                "bilingual.templatetags.bilingual",
                "figures.templatetags.figures",
                "occupations.templatetags.outlooks",
                "template_partials.templatetags.partials",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": env.db("DATABASE_URL") | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if "DATABASE_URL" in os.environ
    else embedded.database(STATE)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"{REDIS_URL}/1" if REDIS_URL else embedded.redis_url(STATE, db=1),
        "OPTIONS": {"socket_timeout": 0.2, "socket_connect_timeout": 0.2},
    }
}
CELERY_BROKER_URL = f"{REDIS_URL}/0" if REDIS_URL else embedded.broker_url(STATE)
CELERY_RESULT_BACKEND = "django-db"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
# Nobody waits for a result; failures are kept for the operators.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_STORE_ERRORS_EVEN_IF_IGNORED = True
CELERY_RESULT_EXPIRES = 30 * 24 * 3600
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Redelivery must come after the hard limit, or a slow task would run twice.
    "visibility_timeout": 900,
    # What a dead worker held goes back to the queue after seconds, not minutes.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # A broker that hangs must not hang a page: nothing sent from one is awaited.
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    "socket_keepalive": True,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = schedule.BEAT_SCHEDULE
CELERY_TIMEZONE = "America/Montreal"

# Hosts that official files are fetched from, by HTTPS; one named with its port is a
# machine of our own.
DOWNLOAD_HOSTS = env.list(
    "DOWNLOAD_HOSTS",
    default=[
        "open.canada.ca",
        "ouvert.canada.ca",
        "www.jobbank.gc.ca",
        "www.guichetemplois.gc.ca",
        "www.statcan.gc.ca",
        "www150.statcan.gc.ca",
        "noc.esdc.gc.ca",
        "occupations.esdc.gc.ca",
        "www.donneesquebec.ca",
        "donnees.montreal.ca",
        "statistique.quebec.ca",
    ],
)
DOWNLOAD_SECONDS = 120  # for one file, from first byte to last
DOWNLOAD_BACKOFF = 60  # seconds before the second try, doubled each time
DOWNLOAD_AGENT = f"imt-portal (+{SITE_URL})"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.PasswordBackend",
    "accounts.backends.EmailBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator"
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: people type slowly
MFA_TOTP_ISSUER = "IMT"
# Roles that keep the portal or see other people's files: two steps, or nothing opens
# but what sets the second one up. The demonstration's people are known to everybody,
# with their passwords: no second step would protect them (docs/adr/0009).
SECOND_STEP_ROLES = env.list(
    "SECOND_STEP_ROLES",
    default=[] if DEMO else ["counsellor", "analyst", "moderator", "administrator"],
)
SECOND_STEP_FREE_VIEWS = [
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "totp_image",
]
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hour
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
# allauth hands the address over as `email`; under another name, axes would count
# everybody's failures together.
AXES_USERNAME_FORM_FIELD = "email"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
# Behind nginx every request comes from nginx: the visitor is in X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
AXES_CLIENT_IP_CALLABLE = "accounts.adapter.client_address"
# Axes counts the failures: allauth's own limit would stop people before it.
ACCOUNT_RATE_LIMITS = {
    "login_failed": None,
    "subscribe": "20/h/ip",  # the bulletins' form writes to whom it is told
}
# host:port of clamd, which scans the files that people join; without it they are said
# not to be scanned.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", "")
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "portail@example.org")
# Who is alerted while no analyst or administrator has a confirmed address.
OPERATORS_EMAIL = env.list("OPERATORS_EMAIL", default=[])
# Both are shown as missing until whoever runs the portal fills them in.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
PRIVACY_OFFICER = env.str("PRIVACY_OFFICER", "")

# Who made a change is told to the database by requests that may make one.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
# Under this share of a group's jobs, in percent, its work is non-traditional for a sex.
NON_TRADITIONAL_SHARE = env(
    "NON_TRADITIONAL_SHARE", cast=Decimal, default=Decimal(100) / 3
)

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "imt.formats"
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
# Official data has no fallback: a missing title is announced, never borrowed.
MODELTRANSLATION_FALLBACK_LANGUAGES = ()
TIME_ZONE = "America/Montreal"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        # Compressing takes most of a first start, and nobody waits for it there.
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = env.path("MEDIA_ROOT", STATE / "media")

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Counts of the survey under this many persons in Québec are not shown.
LFS_SMALLEST_CELL = env.int("LFS_SMALLEST_CELL", 1500)
PERMISSIONS_POLICY = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}

# To a collector as JSON, with a line for each request; to a person in plain words.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "imt.logs.JsonFormatter"},
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "plain" if DEMO or DEBUG else "json",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING" if DEMO or DEBUG else "INFO"},
}
