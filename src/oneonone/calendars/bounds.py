"""How much of everything a calendar may have."""

SHORTEST_MEETING, LONGEST_MEETING = 5, 480  # minutes
LONGEST_BUFFER = 240  # minutes
MINUTES_STEP = 5
LONGEST_CALENDAR = 366  # days
MOST_INVITEES, MOST_AVAILABILITIES = 2_000, 20_000  # in a calendar
MOST_WRITTEN = 2_000  # times that one text may mean
LONGEST_MAILBOX = 500  # characters of a name and an address
MOST_AT_ONCE = 500  # whom one request invites
