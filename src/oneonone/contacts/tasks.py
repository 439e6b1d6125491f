from oneonone.accounts.mails import Mail
from oneonone.contacts.mails import send_from
from oneonone.contacts.models import Contact
from oneonone.jobs.registry import Task, handles


@handles("contacts.request")
def send_request(task: Task) -> None:
    waiting = Contact.objects.filter(**task.payload, accepted=False)
    for request in waiting.select_related("requester", "requested"):
        context = {"requester": request.requester}
        mail = Mail("contacts/letters/request.html", context, "contacts")
        send_from(request.requester, request.requested, mail, task.key)
