from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from oneonone.contacts.models import Contact


def friends(user: User) -> QuerySet[User]:
    """Everybody whose contact with this user is accepted, by username."""
    asked = Contact.objects.filter(requester=user, accepted=True).values("requested")
    answered = Contact.objects.filter(requested=user, accepted=True).values("requester")
    return User.objects.filter(Q(pk__in=asked) | Q(pk__in=answered)).order_by("username")


def waiting_requests(user: User) -> QuerySet[Contact]:
    """Requests that wait for this user's answer, oldest first."""
    return Contact.objects.filter(requested=user, accepted=False).order_by("pk")


def between(one: User, other: User) -> QuerySet[Contact]:
    return Contact.objects.filter(
        Q(requester=one, requested=other) | Q(requester=other, requested=one)
    )


def are_friends(one: User, other: User) -> bool:
    return between(one, other).filter(accepted=True).exists()
