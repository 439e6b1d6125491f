from django.urls import path

from oneonone.mail import web

urlpatterns = [
    path("staff/mails/", web.WrittenMails.as_view(), name="written_mails"),
    path("staff/mails/<str:mail>/", web.OneMail.as_view(), name="written_mail"),
    path("staff/mails/<str:mail>/html/", web.Html.as_view(), name="written_html"),
]
