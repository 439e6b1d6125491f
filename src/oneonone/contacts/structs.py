import msgspec

from oneonone.accounts.structs import PersonOut


class Contacts(msgspec.Struct):
    friends: list[str]
    contacts: list[PersonOut]


class FriendRequestOut(msgspec.Struct):
    requester_username: str


class Message(msgspec.Struct):
    message: str
