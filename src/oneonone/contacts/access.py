from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from oneonone.contacts.models import Block, Contact


def friends(user: User) -> QuerySet[User]:
    """Everybody whose contact with this user is accepted, by username."""
    asked = Contact.objects.filter(requester=user, accepted=True).values("requested")
    answered = Contact.objects.filter(requested=user, accepted=True).values("requester")
    return User.objects.filter(Q(pk__in=asked) | Q(pk__in=answered)).order_by("username")


def waiting_requests(user: User) -> QuerySet[Contact]:
    """Requests that wait for this user's answer, oldest first; none of whom they have blocked."""
    blocked = Block.objects.filter(blocker=user, blocked=OuterRef("requester"))
    rows = Contact.objects.filter(~Exists(blocked), requested=user, accepted=False)
    return rows.order_by("pk")


def sent_requests(user: User) -> QuerySet[Contact]:
    """Requests of this user that wait for an answer, oldest first."""
    return Contact.objects.filter(requester=user, accepted=False).order_by("pk")


def between(one: User, other: User) -> QuerySet[Contact]:
    return Contact.objects.filter(
        Q(requester=one, requested=other) | Q(requester=other, requested=one)
    )


def are_friends(one: User, other: User) -> bool:
    return between(one, other).filter(accepted=True).exists()


def blocked_by(user: User) -> QuerySet[User]:
    """Everybody whom this user has blocked, by username; nobody else is told."""
    blocked = Block.objects.filter(blocker=user).values("blocked")
    return User.objects.filter(pk__in=blocked).order_by("username")
