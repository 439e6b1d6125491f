from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "submission": 587, "smtps": 465}


def read_mail_server(url: str) -> dict[str, object]:
    """Read `smtp://`, `submission://` (STARTTLS) or `smtps://` (TLS from the start) as settings.

    Raises:
        ImproperlyConfigured: it is none of these, or names no host.
    """
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        port = 0
    if not (port and parts.hostname):
        raise ImproperlyConfigured(
            'Environment variable "EMAIL_URL" invalid: not like smtp://user:password@host:port, '
            "or with submission or smtps."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "submission",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def mail_domain(base_url: str) -> str:
    """Give the domain that mails come from; an IP address is none."""
    host = urlsplit(base_url).hostname or ""
    with suppress(ValueError):
        ip_address(host)
        return "localhost"
    return host
