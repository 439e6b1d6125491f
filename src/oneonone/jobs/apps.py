from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "oneonone.jobs"

    def ready(self) -> None:
        """Load every app's tasks.py: what can be done, by name."""
        autodiscover_modules("tasks")
