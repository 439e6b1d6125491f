"""Every write inside a calendar, each in one transaction that starts by claiming it."""
