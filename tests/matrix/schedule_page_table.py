"""The rows of the schedule's pages; `page_table.py` says what they mean."""

SCHEDULE_PAGES = """
METHOD ON                 nobody stranger former contact another late    invitee owner

/c/<calendar>/schedule/
GET    calendar           401    403      403    403     403     403     403     200
/c/<calendar>/schedule/plan/
POST   calendar           401    403      403    403     403     403     403     302>410
/c/<calendar>/schedule/clear/
POST   calendar           401    403      403    403     403     403     403     302>410
/c/<calendar>/schedule/report/
GET    calendar           401    403      403    403     403     403     403     200
/c/<calendar>/schedule/verdict/
GET    calendar           401    403      403    403     403     403     403     200
/c/<calendar>/schedule/open/
POST   calendar           401    403      403    403     403     403     403     302>410
/c/<calendar>/schedule/shorten/
POST   calendar           401    403      403    403     403     403     403     302>410
/c/<calendar>/schedule/others/
GET    calendar           401    403      403    403     403     403     403     200>410
POST   calendar           401    403      403    403     403     403     403     302>410
/c/<calendar>/schedule/overview/
GET    calendar           401    403      403    403     403     403     403     200
/c/<calendar>/schedule/<invitee>/
GET    calendar/invitee   401    403      403    403     403     403     403     200>410
GET    calendar/late      401    403      403    403     403     403     403     200>410
GET    calendar/former    401    403      403    403     403     403     403     404
GET    second/invitee     401    403      403    403     403     403     403     404
GET    foreign/invitee    401    403      403    403     404     403     403     403
POST   calendar/invitee   401    403      403    403     403     403     403     302>410
POST   calendar/late      401    403      403    403     403     403     403     302>410
POST   calendar/former    401    403      403    403     403     403     403     404
POST   second/invitee     401    403      403    403     403     403     403     404
POST   foreign/invitee    401    403      403    403     404     403     403     403
/c/<calendar>/schedule/<invitee>/costs/
GET    calendar/invitee   401    403      403    403     403     403     403     200>410
GET    calendar/late      401    403      403    403     403     403     403     200>410
GET    calendar/former    401    403      403    403     403     403     403     404
GET    second/invitee     401    403      403    403     403     403     403     404
GET    foreign/invitee    401    403      403    403     404     403     403     403
/c/<calendar>/schedule/<invitee>/out/
POST   calendar/invitee   401    403      403    403     403     403     403     302>410
POST   calendar/late      401    403      403    403     403     403     403     302>410
POST   calendar/former    401    403      403    403     403     403     403     404
POST   second/invitee     401    403      403    403     403     403     403     404
POST   foreign/invitee    401    403      403    403     404     403     403     403
/c/<calendar>/schedule.csv/
GET    calendar           401    403      403    403     403     403     403     200
/c/<calendar>/print/
GET    calendar           401    403      403    403     403     403     403     200
/c/<calendar>/finalize/
GET    calendar           401    403      403    403     403     403     403     200>410
POST   calendar           401    403      403    403     403     403     403     302>410
/c/<calendar>/reopen/
GET    calendar           401    403      403    403     403     403     403     400>200
POST   calendar           401    403      403    403     403     403     403     400>302
/c/<calendar>/cannot-come/
GET    calendar           401    403      403    403     403     400>200 400>200 403
POST   calendar           401    403      403    403     403     400>302 400>302 403
/c/<calendar>/can-come/
POST   calendar           401    403      403    403     403     404     404>302 403
/c/<calendar>/swapping/
POST   calendar           401    403      403    403     403     403     403     302
/c/<calendar>/swaps/
GET    calendar           401    403      403    403     403     400>200 400>200 403
POST   calendar           401    403      403    403     403     400     400     403
POST   calendar~          401    403      403    403     403     400     400>302 403
/c/<calendar>/swaps/<swap>/accept/
POST   calendar/asked     401    403      403    403     403     404>403 404>400 403
POST   calendar/asked~    401    403      403    403     403     404>403 404>302 403
/c/<calendar>/swaps/<swap>/decline/
POST   calendar/asked     401    403      403    403     403     404>403 404>302 403
/c/<calendar>/swaps/<swap>/back/
POST   calendar/asked     401    403      403    403     403     404>302 404>403 403
/c/<calendar>/meeting/
GET    calendar           401    403      403    403     403     200     200     302
/c/<calendar>/meeting.ics/
GET    calendar           401    403      403    403     403     200     200     404
/c/<calendar>/schedule.ics/
GET    calendar           401    403      403    403     403     403     403     404>200
"""
