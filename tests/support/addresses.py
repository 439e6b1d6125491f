"""Every address of the contract, as it is without rows behind it."""

PUBLIC_POSTS = (
    "/accounts/register",
    "/accounts/login",
    "/api/token",
    "/api/token/refresh",
    "/guests/claim",
)
WITHOUT_ID = {
    **{path: {"POST"} for path in PUBLIC_POSTS},
    "/accounts/profile": {"GET", "PUT"},
    "/calendars": {"GET", "POST"},
    "/invitations": {"GET"},
    "/invitations/offered": {"GET"},
    "/feeds": {"GET", "POST"},
    "/contacts": {"GET"},
    "/contacts/friendRequests": {"GET"},
    "/contacts/friendRequests/request": {"POST"},
    "/contacts/friendRequests/user": {"POST", "DELETE"},
    "/contacts/blocks": {"GET", "POST", "DELETE"},
}
IN_A_CALENDAR = {
    "/calendars/{id}": {"GET", "PUT", "DELETE"},
    "/calendars/{id}/finalize": {"PUT"},
    "/calendars/{id}/reopen": {"POST"},
    "/calendars/{id}/cannot-come": {"GET"},
    "/calendars/{id}/swapping": {"GET", "PUT"},
    "/calendars/{id}/remind": {"POST"},
    "/calendars/{id}/join-link": {"GET", "PUT", "DELETE"},
    "/calendars/{id}/invitee": {"GET", "POST"},
    "/calendars/{id}/invitee/{child}": {"GET", "PUT", "DELETE"},
    "/calendars/{id}/availabilities": {"GET", "POST", "PUT"},
    "/calendars/{id}/availabilities/{child}": {"GET", "PUT", "DELETE"},
    "/calendars/{id}/schedule": {"GET", "POST", "PUT", "DELETE"},
    "/calendars/{id}/invitee/{child}/costs": {"GET"},
    "/calendars/{id}/schedule/report": {"GET"},
    "/calendars/{id}/schedule/alternatives": {"GET"},
    "/calendars/{id}/schedule/check": {"POST"},
    "/calendars/{id}/schedule/{child}": {"GET", "PUT", "DELETE"},
    "/calendars/{id}/schedule.ics": {"GET"},
    "/feeds/{id}": {"DELETE"},
    "/invitations/{id}": {"PUT", "DELETE"},
    "/invitations/offered/{id}/take": {"POST"},
    "/invitations/{id}/meeting.ics": {"GET"},
    "/invitations/{id}/cannot-come": {"GET", "POST", "DELETE"},
    "/invitations/{id}/swaps": {"GET", "POST"},
    "/invitations/{id}/swaps/{child}": {"DELETE"},
    "/invitations/{id}/swaps/{child}/accept": {"POST"},
    "/invitations/{id}/swaps/{child}/decline": {"POST"},
}
ADDRESSES = WITHOUT_ID | IN_A_CALENDAR
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "FOO")
CALLS = [(method, path) for path in ADDRESSES for method in sorted(ADDRESSES[path])]
REFUSED_CALLS = [
    (method, path)
    for path, allowed in ADDRESSES.items()
    for method in METHODS
    if method not in allowed and not (method == "HEAD" and "GET" in allowed)
]
READABLE = [path for path, allowed in WITHOUT_ID.items() if "GET" in allowed]


def fill(path: str, *, calendar: str = "999999999", child: str = "999999999") -> str:
    return path.replace("{id}", calendar).replace("{child}", child)
