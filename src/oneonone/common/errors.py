"""The errors that actions raise; refusals.py renders them."""

import math
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

Data = Mapping[str, Any]


class ServiceError(Exception):
    """An act that was refused; nothing was changed.

    Args:
        message: what to tell the person, or a mapping of field names to lists of messages.
    """

    status = 500
    message = "Something went wrong."
    headers: Mapping[str, str] = {}

    def __init__(self, message: str | Data | None = None) -> None:
        super().__init__(message or self.message)
        self.data: Data = (
            message if isinstance(message, Mapping) else {"detail": message or self.message}
        )


class Invalid(ServiceError):
    status = 400
    message = "Invalid input."


class NotFinal(Invalid):
    message = "Calendar is not finalized."


class Unauthorized(ServiceError):
    status = 401
    message = "Token is invalid or expired."
    headers: Mapping[str, str] = {"WWW-Authenticate": 'Bearer realm="api"'}


class Forbidden(ServiceError):
    status = 403
    message = "You do not have permission to perform this action."


class NotFound(ServiceError):
    status = 404
    message = "Not found."


class Conflict(ServiceError):
    status = 409
    message = "This has changed meanwhile. Please try again."


class Gone(ServiceError):
    status = 410
    message = "Calendar is finalized."


class Stale(ServiceError):
    """An edit made from an old copy: it tells how the thing stands now, and its tag."""

    status = 412
    message = "This was changed meanwhile."

    def __init__(self, present: Data, tag: str) -> None:
        super().__init__({"detail": self.message, **present})
        self.headers = {"ETag": tag}


class TooLarge(ServiceError):
    status = 413
    message = "The body is too large."


class TooManyRequests(ServiceError):
    status = 429
    message = "Too many requests. Please try again later."

    def __init__(self, retry_after: timedelta, message: str | None = None) -> None:
        super().__init__(message)
        self.headers = {"Retry-After": str(max(1, math.ceil(retry_after.total_seconds())))}


class Busy(ServiceError):
    status = 503
    message = "Too busy right now. Please try again shortly."
    headers: Mapping[str, str] = {"Retry-After": "2"}
