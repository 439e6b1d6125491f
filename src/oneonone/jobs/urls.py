from django.urls import path

from oneonone.jobs import web

urlpatterns = [
    path("staff/", web.BackgroundWork.as_view(), name="background_work"),
    path("staff/jobs/<id:job_id>/again/", web.Again.as_view(), name="try_again"),
]
