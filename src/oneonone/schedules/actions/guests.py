"""What becomes of a guest: somebody takes the invitation along, or the guest an account."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from oneonone.accounts.guests import hash_for_guest, open_account
from oneonone.accounts.models import Guest
from oneonone.calendars.access import guest_invitation
from oneonone.calendars.claim import claim_even_final_beside_answers
from oneonone.calendars.guests import NO_LINK
from oneonone.calendars.models import Availability, Invitee, Meet
from oneonone.common.errors import Invalid
from oneonone.contacts.models import Block
from oneonone.jobs.models import Job
from oneonone.schedules import access
from oneonone.schedules.models import Appointment

FAREWELLS = ("calendars.deleted", "schedules.deleted")
MOST_AT_ONCE = 1_000  # guests that one sweep forgets
OWN = "This is your own calendar."
INVITED_ALREADY = "You are invited to this calendar already."


@transaction.atomic
def take_invitation(*, user: User, invitee_id: int, digest: str, now: datetime) -> Invitee:
    """Make a guest's invitation one's own, with the answers and the meeting; its link ends.

    Whoever has the link may, and whoever has confirmed the address that was invited.

    Raises:
        NotFound: the link has ended, or it is somebody else's address.
        Invalid: it is one's own calendar, or one is invited to it already.
    """
    claim_even_final_beside_answers(access.takeable(user, invitee_id, digest, now).calendar_id)
    invited = access.takeable(user, invitee_id, digest, now)
    if invited.calendar.owner_id == user.pk:
        raise Invalid(OWN)
    if Invitee.objects.filter(calendar=invited.calendar, invitee=user).exists():
        raise Invalid(INVITED_ALREADY)
    hand_over(invited, user)
    return invited


def hand_over(invited: Invitee, user: User) -> None:
    theirs, guest = {"calendar": invited.calendar_id}, invited.invitee_id
    Availability.objects.filter(user=guest, **theirs).update(user=user)
    Meet.objects.filter(meeter=guest, **theirs).update(meeter=user)
    hand_over_appointment(Appointment.objects.filter(**theirs), guest, user)
    Invitee.objects.filter(pk=invited.pk).update(invitee=user, **NO_LINK)


def hand_over_appointment(appointments: QuerySet[Appointment], guest: int, user: User) -> None:
    """Make one's own what the guest was told, unless one has been told something that stands."""
    handed = appointments.filter(person=guest)
    if not handed.exists() or appointments.filter(person=user, cancelled=False).exists():
        return
    appointments.filter(person=user).delete()
    handed.update(person=user)


def claim_account(*, digest: str, values: Mapping[str, str], now: datetime) -> User:
    """Make an account of a guest: a name and a password, and all links of theirs end.

    That the mail has reached them confirms the address.

    Raises:
        NotFound: the link has ended, or they have an account meanwhile.
        Invalid: the name is taken, the password too weak, or the address somebody's already.
    """
    guest = guest_invitation(digest, now).invitee
    hashed = hash_for_guest(guest, values)
    with transaction.atomic():
        user = open_account(guest, {**values, "password": hashed}, now)
        Invitee.objects.filter(invitee=user).update(**NO_LINK)
    return user


def forget_guests(now: datetime) -> None:  # noqa: ARG001  a sweep's signature
    """Forget whoever nobody invites any more, once there is nothing left to tell them.

    Whoever has blocked their host stays, so that no new guest is made of the same address.
    """
    if keys := list(forgettable_guests().values_list("pk", flat=True)[:MOST_AT_ONCE]):
        forget_each(keys)


@transaction.atomic
def forget_each(keys: Collection[int]) -> None:
    """Forget guests, unless they have just been invited again; meanwhile nobody invites them."""
    rows = Guest.objects.select_for_update(of=("self", "user")).filter(user__in=keys)
    held = [row.user_id for row in rows.select_related("user").order_by("pk")]
    forgettable_guests().filter(pk__in=held).delete()


def forgettable_guests() -> QuerySet[User]:
    invited = Invitee.objects.filter(invitee=OuterRef("pk"))
    told = Appointment.objects.filter(person=OuterRef("pk"))
    to_whom = Cast(KT("payload__user"), BigIntegerField())
    farewells = Job.objects.filter(name__in=FAREWELLS, failed_at=None).alias(to_whom=to_whom)
    refusing = Block.objects.filter(blocker=OuterRef("pk"))
    guests = User.objects.filter(~Exists(invited), ~Exists(told), guest__isnull=False)
    return guests.filter(~Exists(refusing), ~Exists(farewells.filter(to_whom=OuterRef("pk"))))
