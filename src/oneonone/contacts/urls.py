from django.urls import path

from oneonone.contacts import api, web

urlpatterns = [
    path("contacts/", api.ContactList.as_view()),
    path("contacts/friendRequests/", api.FriendRequests.as_view()),
    path("contacts/friendRequests/request/", api.FriendRequestAnswer.as_view()),
    path("contacts/friendRequests/user/", api.Friend.as_view()),
    path("contacts/blocks/", api.BlockList.as_view()),
    path("me/contacts/", web.Contacts.as_view(), name="contacts"),
    path("me/contacts/answer/", web.Answer.as_view(), name="answer_contact"),
    path("me/contacts/remove/", web.Remove.as_view(), name="remove_contact"),
    path("me/contacts/block/", web.Block.as_view(), name="block"),
    path("me/contacts/unblock/", web.Unblock.as_view(), name="unblock"),
    path("mails/block/", web.BlockHost.as_view(), name="block_host"),
]
