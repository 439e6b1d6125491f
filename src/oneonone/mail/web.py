"""What the staff sees of mails that were written to the home."""

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.utils.decorators import method_decorator

from oneonone.common.web import Page, PageRequest
from oneonone.mail import access

MOST_SHOWN = 100
ALONE = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "sandbox": True}


class WrittenMails(Page):
    template = "mail/written_mails.html"

    def get(self, request: PageRequest) -> HttpResponse:
        return self.show({"mails": access.written_mails(request.user, MOST_SHOWN)})


class OneMail(Page):
    template = "mail/written_mail.html"

    def get(self, request: PageRequest, mail: str) -> HttpResponse:
        return self.show({"mail": access.written_mail(request.user, mail)})


class Html(Page):
    """A mail as a mail program shows it; nothing in it does anything here."""

    @method_decorator(csp_replace(ALONE))
    def get(self, request: PageRequest, mail: str) -> HttpResponse:
        return HttpResponse(access.written_mail(request.user, mail).html)
