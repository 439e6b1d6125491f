from django.contrib.auth.models import User
from django.db.models import F, QuerySet

from oneonone.common.errors import NotFound
from oneonone.common.people import refuse_others_than_staff
from oneonone.jobs.models import Job


def troubled_jobs(staff: User) -> QuerySet[Job]:
    """Give what did not work, for somebody of the staff: what was given up first."""
    refuse_others_than_staff(staff)
    return Job.objects.exclude(error="").order_by(F("failed_at").asc(nulls_last=True), "pk")


def given_up_job(staff: User, job_id: int) -> Job:
    refuse_others_than_staff(staff)
    found = Job.objects.failed().filter(pk=job_id).first()
    if found is None:
        raise NotFound
    return found
