from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id at OWASP's minimum, about 0.1 s: Django's own figures take ten times that."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
