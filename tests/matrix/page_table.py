"""The same matrix for the pages, written by hand too; `table.py` says how it is read.

People come with a session here, and forms carry their token. Nobody is whoever has no session, or
one that is not good (any more); to be sent to the login is written 401. A form that did what it
says leads on (302); one without its fields is refused (400) only after all the rest.
"""

PAGES = """
METHOD ON                 nobody stranger former contact another late    invitee owner

/
GET    -                  200    302      302    302     302     302     302     302
/signup/
GET    -                  200    302      302    302     302     302     302     302
POST   -                  302    302      302    302     302     302     302     302
/login/
GET    -                  200    302      302    302     302     302     302     302
POST   -                  302    302      302    302     302     302     302     302
/reset/
GET    -                  200    200      200    200     200     200     200     200
POST   -                  302    302      302    302     302     302     302     302
/reset/new/
GET    -                  404    404      404    404     404     404     404     404
POST   reset              302    302      302    302     302     302     302     302
POST   unknown            404    404      404    404     404     404     404     404
POST   confirm            404    404      404    404     404     404     404     404
/confirm/
GET    -                  404    404      404    404     404     404     404     404
POST   confirm            302    302      302    302     302     302     302     302
POST   unknown            404    404      404    404     404     404     404     404
POST   reset              404    404      404    404     404     404     404     404
/logout/
POST   -                  302    302      302    302     302     302     302     302
/look/
POST   -                  302    302      302    302     302     302     302     302

/guest/
GET    -                  404    404      404    404     404     404     404     404
POST   guest              302    302      302    302     302     302     302     302
POST   unknown            404    404      404    404     404     404     404     404
/guest/take/
POST   guest              401    302      302    302     400     302     302     302
POST   unknown            401    404      404    404     404     404     404     404
POST   address            401    404      404    302     404     404     404     404
/guest/account/
GET    -                  401    404      200    404     404     404     404     404
POST   -                  401    404      302    404     404     404     404     404

/join/
GET    -                  404    404      404    404     404     404     404     404
POST   foreign            200    302      302    302     400     302     302     302
POST   unknown            404    404      404    404     404     404     404     404
/join/mail/
GET    -                  404    404      404    404     404     404     404     404
POST   foreign            302    302      302    302     302     302     302     302
POST   second             410!   410!     410!   410!    410!    410!    410!    410!

/home/
GET    -                  401    200      200    200     200     200     200     200
/me/profile/
GET    -                  401    200      200    200     200     200     200     200
POST   -                  401    302      302    302     302     302     302     302
/me/profile/picture/
POST   -                  401    302      302    302     302     302     302     302
/me/password/
GET    -                  401    200      200    200     200     200     200     200
POST   -                  401    302      302    302     302     302     302     302

/me/contacts/
GET    -                  401    200      200    200     200     200     200     200
POST   stranger           401    400      302    302     302     302     400     302
POST   owner              401    302      302    400     400     302     302     400
/me/contacts/answer/
POST   another            401    400      400    400     400     400     400     302
POST   owner              401    400      400    400     400     400     400     400
/me/contacts/remove/
POST   contact            401    400      400    400     400     400     400     302
POST   owner              401    400      400    302     400     400     400     400

/me/contacts/block/
POST   contact            401    302      302    400     302     302     302     302
POST   stranger           401    400      302    302     302     302     400     302
/me/contacts/unblock/
POST   stranger           401    400      400    400     400     400     302     400
POST   invitee            401    400      400    400     400     400     400     400
/mails/block/
GET    -                  404    404      404    404     404     404     404     404
POST   guest              200    200      200    200     200     200     200     200
POST   unknown            404    404      404    404     404     404     404     404

/me/feeds/
GET    -                  401    200      200    200     200     200     200     200
POST   -                  401    200      200    200     200     200     200     200
/me/feeds/<feed>/revoke/
POST   invitee            401    404      404    404     404     404     302     404
POST   owner              401    404      404    404     404     404     404     302

/me/data/
GET    -                  401    200      200    200     200     200     200     200
/me/data/export/
GET    -                  401    200      200    200     200     200     200     200
/me/data/delete/
GET    -                  401    200      200    200     200     200     200     200
POST   -                  401    302      302    302     302     302     302     302

/me/mails/
GET    -                  401    200      200    200     200     200     200     200
POST   -                  401    302      302    302     302     302     302     302
/mails/stop/
GET    -                  404    404      404    404     404     404     404     404
POST   -                  200    200      200    200     200     200     200     200

/staff/
GET    -                  401    403      403    403     403     403     403     403
GET    -+                 401    200      200    200     200     200     200     200
/staff/jobs/<job>/again/
POST   failed             401    403      403    403     403     403     403     403
POST   failed+            401    302      302    302     302     302     302     302
POST   waiting+           401    404      404    404     404     404     404     404
/staff/mails/
GET    -                  401    403      403    403     403     403     403     403
GET    -+                 401    200      200    200     200     200     200     200
/staff/mails/<mail>/
GET    written            401    403      403    403     403     403     403     403
GET    written+           401    200      200    200     200     200     200     200
GET    unknown+           401    404      404    404     404     404     404     404
/staff/mails/<mail>/html/
GET    written            401    403      403    403     403     403     403     403
GET    written+           401    200      200    200     200     200     200     200
GET    unknown+           401    404      404    404     404     404     404     404

/c/new/
GET    -                  401    200      200    200     200     200     200     200
POST   -                  401    302      302    302     302     302     302     302
/c/<calendar>/
GET    calendar           401    403      403    403     403     302     302     200
/c/<calendar>/settings/
GET    calendar           401    403      403    403     403     403     403     200>410
POST   calendar           401    403      403    403     403     403     403     302>410
/c/<calendar>/delete/
GET    calendar           401    403      403    403     403     403     403     200
POST   calendar           401    403      403    403     403     403     403     302
/c/<calendar>/invite/
GET    calendar           401    403      403    403     403     403     403     200>410
POST   calendar/stranger  401    403      403    403     403     403     403     302>410
POST   calendar/invitee   401    403      403    403     403     403     403     400>410
POST   calendar/contact*  401    403      403    403     403     403     403     302>410
POST   calendar/stranger* 401    403      403    403     403     403     403     400>410
/c/<calendar>/invitee/<invitee>/
GET    calendar/invitee   401    403      403    403     403     403     403     200>410
GET    calendar/former    401    403      403    403     403     403     403     404
GET    second/invitee     401    403      403    403     403     403     403     404
GET    foreign/invitee    401    403      403    403     404     403     403     403
POST   calendar/invitee   401    403      403    403     403     403     403     302>410
POST   second/invitee     401    403      403    403     403     403     403     404
POST   foreign/invitee    401    403      403    403     404     403     403     403
/c/<calendar>/invitee/<invitee>/remove/
GET    calendar/invitee   401    403      403    403     403     403     403     200>410
GET    second/invitee     401    403      403    403     403     403     403     404
GET    foreign/invitee    401    403      403    403     404     403     403     403
POST   calendar/invitee   401    403      403    403     403     403     403     302>410
POST   second/invitee     401    403      403    403     403     403     403     404
POST   foreign/invitee    401    403      403    403     404     403     403     403
/c/<calendar>/remind/
POST   calendar           401    403      403    403     403     403     403     302>410
/c/<calendar>/join-link/
GET    calendar           401    403      403    403     403     403     403     200>410
POST   calendar           401    403      403    403     403     403     403     302>410
POST   calendar*          401    403      403    403     403     403     403     400>410
/c/<calendar>/join-link/end/
POST   calendar           401    403      403    403     403     403     403     302>410
/c/<calendar>/replies.csv/
GET    calendar           401    403      403    403     403     403     403     200

/c/<calendar>/availability/
GET    calendar           401    403      403    403     403     200     200     200
POST   calendar           401    403      403    403     403     410     302>410 302>410
/c/<calendar>/none/
GET    calendar           401    403      403    403     403     410     200>410 403
POST   calendar           401    403      403    403     403     410     302>410 403
/c/<calendar>/leave/
GET    calendar           401    403      403    403     403     200>410 200>410 403
POST   calendar           401    403      403    403     403     302>410 302>410 403
"""
