import os

SOAK = os.environ.get("ONEONONE_SOAK") == "1"  # `make soak`: hours, not minutes
