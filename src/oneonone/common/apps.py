from django.contrib.staticfiles import apps

UNUSED = ("redoc", "ext", "htmx-4*", "htmax-*", "htmx-2.js", "django-htmx.js")


class StaticFilesConfig(apps.StaticFilesConfig):
    """Collect what our pages use: compressing the rest would take most of a first start."""

    ignore_patterns = (*apps.StaticFilesConfig.ignore_patterns, *UNUSED)
