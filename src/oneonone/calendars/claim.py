"""The one guard of every write inside a calendar: the database decides who is first.

Until the claiming transaction ends no other write in that calendar starts. So whatever is checked
after a claim, in the same transaction, still holds when it commits; what was checked before may
have changed. Each claim is one UPDATE, in SQL: every write pays for it.
"""

from django.db import connection

from oneonone.calendars.models import Calendar
from oneonone.common.errors import Gone, Invalid, NotFound

CLAIM = """
    UPDATE calendars_calendar SET revision = revision + 1
    WHERE id = %s AND NOT finalized
"""
CLAIM_TO_DELETE = """
    UPDATE calendars_calendar SET revision = revision + 1
    WHERE id = %s
"""
CLAIM_TO_FINALIZE = """
    UPDATE calendars_calendar SET revision = revision + 1, finalized = true
    WHERE id = %s AND NOT finalized
"""
CLAIM_UNCHANGED = """
    UPDATE calendars_calendar SET planned_revision = revision
    WHERE id = %s AND NOT finalized AND revision = %s
"""


def claim_calendar(calendar_id: int) -> None:
    """Start a write inside an open calendar.

    Raises:
        NotFound: there is no such calendar (any more).
        Gone: it is finalized.
    """
    if not update(CLAIM, calendar_id):
        refuse_missing_or_final(calendar_id)


def claim_calendar_to_delete(calendar_id: int) -> None:
    """Start deleting a calendar, finalized or not.

    Raises:
        NotFound: there is no such calendar (any more).
    """
    if not update(CLAIM_TO_DELETE, calendar_id):
        raise NotFound


def claim_calendar_to_finalize(calendar_id: int) -> None:
    """Finalize a calendar: of any number that try, one does.

    Raises:
        NotFound: there is no such calendar (any more).
        Invalid: it is finalized already.
    """
    if not update(CLAIM_TO_FINALIZE, calendar_id):
        already = Calendar.objects.filter(pk=calendar_id).exists()
        raise Invalid("Calendar is already finalized.") if already else NotFound


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


def update(statement: str, *parameters: int) -> bool:
    """Run an UPDATE, and tell whether it found its calendar."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return bool(cursor.rowcount)
