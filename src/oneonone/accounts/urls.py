from django.urls import path

from oneonone.accounts import api
from oneonone.accounts.web import entering, links, look, mails, own

urlpatterns = [
    path("accounts/register/", api.Register.as_view()),
    path("accounts/login/", api.Login.as_view()),
    path("accounts/profile/", api.OwnProfile.as_view()),
    path("api/token/", api.Token.as_view()),
    path("api/token/refresh/", api.TokenRefresh.as_view()),
    path("media/pictures/<str:name>/", api.Picture.as_view()),
    path("", entering.Front.as_view(), name="front"),
    path("signup/", entering.Signup.as_view(), name="signup"),
    path("login/", entering.Login.as_view(), name="login"),
    path("reset/", links.Forgotten.as_view(), name="forgotten"),
    path("reset/new/", links.NewPassword.as_view(), name="new_password"),
    path("confirm/", links.Confirm.as_view(), name="confirm"),
    path("logout/", entering.Logout.as_view(), name="logout"),
    path("look/", look.Look.as_view(), name="look"),
    path("me/profile/", own.OwnProfile.as_view(), name="profile"),
    path("me/profile/picture/", own.Picture.as_view(), name="picture"),
    path("me/mails/", mails.Mails.as_view(), name="mails"),
    path("mails/stop/", mails.Stop.as_view(), name="stop_mails"),
    path("me/password/", own.Password.as_view(), name="password"),
]
