from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class Notices(CookieStorage):
    """What a page tells after a redirect, in a signed cookie: it costs no query."""

    cookie_name = f"{settings.HOST_PREFIX}notices"
