from django.urls import path

from oneonone.accounts import api

urlpatterns = [
    path("accounts/register/", api.Register.as_view()),
    path("accounts/login/", api.Login.as_view()),
    path("accounts/profile/", api.OwnProfile.as_view()),
    path("api/token/", api.Token.as_view()),
    path("api/token/refresh/", api.TokenRefresh.as_view()),
    path("media/pictures/<str:name>/", api.Picture.as_view()),
]
