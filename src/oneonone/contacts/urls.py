from django.urls import path

from oneonone.contacts import api

urlpatterns = [
    path("contacts/", api.ContactList.as_view()),
    path("contacts/friendRequests/", api.FriendRequests.as_view()),
    path("contacts/friendRequests/request/", api.FriendRequestAnswer.as_view()),
    path("contacts/friendRequests/user/", api.Friend.as_view()),
]
