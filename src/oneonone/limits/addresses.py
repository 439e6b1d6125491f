from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

ONE_SITE = 64  # bits of an IPv6 address: whoever has one has all that begin so


def client_address(request: HttpRequest) -> str:
    """Tell where a request comes from: an IPv4 address, or an IPv6 network of one site.

    Each of our own proxies adds the address it saw at the end of X-Forwarded-For; what stands
    before those is the client's word, and not believed.
    """
    header = request.headers.get("X-Forwarded-For", "")
    forwarded = [address.strip() for address in header.split(",") if address.strip()]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return site(forwarded[-settings.PROXIES])
    return site(str(request.META.get("REMOTE_ADDR", "")))


def site(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((parsed, ONE_SITE), strict=False))
