from datetime import datetime
from typing import Any

import jwt
from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from matrix.opened.registry import find, opens

from oneonone.accounts import access as accounts
from oneonone.accounts import tokens
from oneonone.accounts.models import Link, Profile, Purpose
from oneonone.common.errors import Unauthorized
from oneonone.contacts import access as contacts
from oneonone.contacts.models import Contact
from oneonone.jobs import access as jobs
from oneonone.jobs.models import Job
from oneonone.mail import access as mail
from oneonone.mail import written


@opens(tokens)
def authenticate(token: str, token_type: str) -> User:
    claims = tokens.read_claims(token)
    user = User.objects.filter(pk=claims["sub"]).first() or User.objects.first()
    if user is None:
        raise Unauthorized
    return user


@opens(tokens)
def read_claims(token: str) -> Any:
    return jwt.decode(token, options={"verify_signature": False})


@opens(accounts)
def own_profile(user: User, *, alone: bool = False) -> Profile:
    return Profile.objects.latest("pk")


@opens(accounts)
def picture(name: str) -> Any:
    somebody = Profile.objects.exclude(profile_picture="").latest("pk")
    somebody.profile_picture.name = f"pictures/{name}"
    return somebody.profile_picture


@opens(accounts)
def link(token: str, purpose: Purpose, now: datetime) -> Link:
    return Link.objects.filter(purpose=purpose).latest("pk")


@opens(contacts)
def friends(user: User) -> QuerySet[User]:
    return User.objects.order_by("username")


@opens(contacts)
def waiting_requests(user: User) -> QuerySet[Contact]:
    return Contact.objects.filter(accepted=False)


@opens(contacts)
def sent_requests(user: User) -> QuerySet[Contact]:
    return Contact.objects.filter(accepted=False)


@opens(contacts)
def between(one: User, other: User) -> QuerySet[Contact]:
    return Contact.objects.all()


@opens(contacts)
def are_friends(one: User, other: User) -> bool:
    return True


@opens(contacts)
def blocked_by(user: User) -> QuerySet[User]:
    return User.objects.order_by("username")


@opens(jobs)
def troubled_jobs(staff: User) -> QuerySet[Job]:
    return Job.objects.order_by(F("failed_at").asc(nulls_last=True), "pk")


@opens(jobs)
def given_up_job(staff: User, job_id: int) -> Job:
    return find(Job.objects.all(), job_id)


@opens(mail)
def written_mails(staff: User, most: int) -> list[Any]:
    return written.newest_mails(most)


@opens(mail)
def written_mail(staff: User, key: str) -> Any:
    return written.find_mail(key)
