"""The one guard of every write inside a calendar: the database decides who is first.

Until the claiming transaction ends no other write in that calendar starts. So whatever is checked
after a claim, in the same transaction, still holds when it commits; what was checked before may
have changed. Each claim is one UPDATE, in SQL: every write pays for it.
"""

from typing import NoReturn

from django.db import connection
from django.db.models import F

from oneonone.calendars.models import Calendar
from oneonone.common.errors import Gone, Invalid, NotFinal, NotFound

CLAIM = """
    UPDATE calendars_calendar SET revision = revision + 1
    WHERE id = %s AND NOT finalized
"""
CLAIM_EVEN_FINAL = """
    UPDATE calendars_calendar SET revision = revision + 1
    WHERE id = %s
"""
CLAIM_FINAL = """
    UPDATE calendars_calendar SET revision = revision + 1
    WHERE id = %s AND finalized
"""
CLAIM_TO_FINALIZE = """
    UPDATE calendars_calendar
    SET revision = revision + 1, planned_revision = planned_revision + 1, finalized = true
    WHERE id = %s AND NOT finalized
"""
CLAIM_TO_REOPEN = """
    UPDATE calendars_calendar
    SET revision = revision + 1, planned_revision = planned_revision + 1, finalized = false,
        reopened = true
    WHERE id = %s AND finalized
"""
CLAIM_UNCHANGED = """
    UPDATE calendars_calendar SET planned_revision = revision
    WHERE id = %s AND NOT finalized AND revision = %s
"""

CLAIM_EVEN_FINAL_BESIDE_ANSWERS = """
    UPDATE calendars_calendar
    SET revision = revision + 1, planned_revision = planned_revision + 1
    WHERE id = %s
"""
CLAIM_FINAL_BESIDE_ANSWERS = """
    UPDATE calendars_calendar
    SET revision = revision + 1, planned_revision = planned_revision + 1
    WHERE id = %s AND finalized
"""


def claim_calendar(calendar_id: int) -> None:
    """Start a write inside an open calendar.

    Raises:
        NotFound: there is no such calendar (any more).
        Gone: it is finalized.
    """
    if not update(CLAIM, calendar_id):
        refuse_missing_or_final(calendar_id)


def claim_beside_answers(calendar_id: int) -> None:
    """Start a write that is no answer: it outdates no plan, nor renews one.

    Raises:
        NotFound: there is no such calendar (any more).
        Gone: it is finalized.
    """
    claim_calendar(calendar_id)
    count_beside_answers(calendar_id)


def count_beside_answers(calendar_id: int) -> None:
    """Take a write, under its claim, as no answer: where that shows only after the claim."""
    planned = Calendar.objects.filter(pk=calendar_id, planned_revision__isnull=False)
    planned.update(planned_revision=F("planned_revision") + 1)


def claim_calendar_even_final(calendar_id: int) -> None:
    """Start a write that a calendar takes whether it is finalized or not, as being deleted.

    Raises:
        NotFound: there is no such calendar (any more).
    """
    if not update(CLAIM_EVEN_FINAL, calendar_id):
        raise NotFound


def claim_final_calendar(calendar_id: int) -> None:
    """Start a write inside a finalized calendar, of those few that are only for such.

    Raises:
        NotFound: there is no such calendar (any more).
        NotFinal: it is open.
    """
    if not update(CLAIM_FINAL, calendar_id):
        refuse_missing_or_open(calendar_id)


def claim_even_final_beside_answers(calendar_id: int) -> None:
    """Start a write that is no answer in a calendar, finalized or not: it outdates no plan.

    Raises:
        NotFound: there is no such calendar (any more).
    """
    if not update(CLAIM_EVEN_FINAL_BESIDE_ANSWERS, calendar_id):
        raise NotFound


def claim_final_beside_answers(calendar_id: int) -> None:
    """Start a write that is no answer in a finalized calendar: it outdates no plan.

    Raises:
        NotFound: there is no such calendar (any more).
        NotFinal: it is open.
    """
    if not update(CLAIM_FINAL_BESIDE_ANSWERS, calendar_id):
        refuse_missing_or_open(calendar_id)


def claim_calendar_to_finalize(calendar_id: int) -> None:
    """Finalize a calendar: of any number that try, one does.

    It is no answer, and outdates no plan.

    Raises:
        NotFound: there is no such calendar (any more).
        Invalid: it is finalized already.
    """
    if not update(CLAIM_TO_FINALIZE, calendar_id):
        already = Calendar.objects.filter(pk=calendar_id).exists()
        raise Invalid("Calendar is already finalized.") if already else NotFound


def claim_calendar_to_reopen(calendar_id: int) -> None:
    """Open a finalized calendar again: of any number that try, one does.

    It is no answer, and outdates no plan.

    Raises:
        NotFound: there is no such calendar (any more).
        NotFinal: it is open.
    """
    if not update(CLAIM_TO_REOPEN, calendar_id):
        refuse_missing_or_open(calendar_id)


def claim_calendar_unchanged(calendar_id: int, revision: int) -> bool:
    """Start saving a schedule that was planned on what `revision` held.

    It leaves the revision as it is: a schedule is no answer, and must not outdate another plan.

    Returns:
        Whether nothing has changed since; if something has, there is nothing to save.

    Raises:
        NotFound: there is no such calendar (any more).
        Gone: it is finalized.
    """
    if update(CLAIM_UNCHANGED, calendar_id, revision):
        return True
    refuse_missing_or_final(calendar_id)
    return False


def refuse_missing_or_final(calendar_id: int) -> None:
    finalized = Calendar.objects.filter(pk=calendar_id).values_list("finalized", flat=True).first()
    if finalized is None:
        raise NotFound
    if finalized:
        raise Gone


def refuse_missing_or_open(calendar_id: int) -> NoReturn:
    is_open = Calendar.objects.filter(pk=calendar_id).exists()
    raise NotFinal if is_open else NotFound


def update(statement: str, *parameters: int) -> bool:
    """Run an UPDATE, and tell whether it found its calendar."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return bool(cursor.rowcount)
