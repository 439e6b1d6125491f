from datetime import UTC, datetime


def now() -> datetime:
    """Return this instant in UTC, to the whole second: the only place that reads the clock."""
    return datetime.now(UTC).replace(microsecond=0)
