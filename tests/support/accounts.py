"""What an account is asked and told, and the states of one that HTTP can't make."""

from typing import Any

from django.contrib.auth.models import User

from support.people import PASSWORD, Person, numbers

MISSING = ["This field is required."]
BLANK = ["This field may not be blank."]
NULL = ["This field may not be null."]
NO_TEXT = ["Not a valid string."]
CONTROL = ["Control characters are not allowed."]
BAD_EMAIL = ["Enter a valid email address."]
NOT_ASCII = [  # the last four are read as ASCII once their case is folded, or nearly
    "jo@m\u00fcller.example",
    "j\u00f6@example.org",
    "bo\u017fs@example.org",
    "boss@\u212a.example.org",
    "\u0131da@example.org",
    "\u0130da@example.org",
]
SIGNS = "This value may contain only letters, numbers, and @/./+/-/_ characters."
BAD_USERNAME = [f"Enter a valid username. {SIGNS}"]
TAKEN = ["A user with that username already exists."]

REGISTER, LOGIN, PROFILE = "/accounts/register/", "/accounts/login/", "/accounts/profile/"
TOKEN, REFRESH = "/api/token/", "/api/token/refresh/"


def new_username(name: str = "somebody") -> str:
    return f"{name}{next(numbers)}"


def details(**changes: Any) -> dict[str, Any]:
    """Give what registers somebody new, but for the changes."""
    return {
        "username": new_username(),
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada@example.org",
        "password": PASSWORD,
        "confirm_password": PASSWORD,
        **changes,
    }


def shown_profile(person: Person, **changes: Any) -> dict[str, Any]:
    """Give the profile that the person registered with, but for the changes to the user."""
    name = person.username.rstrip("0123456789").title()
    user = {
        "id": person.id,
        "username": person.username,
        "first_name": name,
        "last_name": "Tester",
        "email": f"{person.username}@example.org",
        **changes,
    }
    return {"user": user, "profile_picture": None, "time_zone": "UTC"}


def make_superuser() -> str:
    """Make a user as `createsuperuser` does, who has no Profile; return the username."""
    return User.objects.create_superuser(
        new_username("root"), "root@example.org", PASSWORD
    ).username


def make_user_with_password(password: str) -> str:
    return User.objects.create_user(new_username(), password=password).username


def deactivate(person: Person) -> None:
    User.objects.filter(pk=person.id).update(is_active=False)


def delete(person: Person) -> None:
    User.objects.filter(pk=person.id).delete()
