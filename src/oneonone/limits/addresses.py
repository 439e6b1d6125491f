from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Tell where a request comes from.

    Each of our own proxies adds the address it saw at the end of X-Forwarded-For; what stands
    before those is the client's word, and not believed.
    """
    header = request.headers.get("X-Forwarded-For", "")
    forwarded = [address.strip() for address in header.split(",") if address.strip()]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return forwarded[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))
