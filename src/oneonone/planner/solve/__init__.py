"""The exact search: from a problem to the best schedule and the proof of it."""
