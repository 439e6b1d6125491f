"""Answers of last resort, for what no view answered."""

from typing import Any

from django.http import HttpRequest, JsonResponse


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:  # noqa: ARG001
    return JsonResponse({"detail": "The request could not be read."}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:  # noqa: ARG001
    return JsonResponse({"detail": "Not found."}, status=404)


def server_error(request: HttpRequest, *args: Any) -> JsonResponse:  # noqa: ARG001
    return JsonResponse({"detail": "Something went wrong."}, status=500)
