"""Times as people write them, "Mon-Wed 9-12 best, not Tue", in English or German.

Plain values in and out, known to no framework.
"""
