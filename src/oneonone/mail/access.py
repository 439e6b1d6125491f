from django.contrib.auth.models import User

from oneonone.common.people import refuse_others_than_staff
from oneonone.mail import written
from oneonone.mail.written import WrittenMail


def written_mails(staff: User, most: int) -> list[WrittenMail]:
    """Give the newest mails that were written to the home, to somebody of the staff."""
    refuse_others_than_staff(staff)
    return written.newest_mails(most)


def written_mail(staff: User, key: str) -> WrittenMail:
    refuse_others_than_staff(staff)
    return written.find_mail(key)
