from django.contrib.staticfiles import apps


class StaticFilesConfig(apps.StaticFilesConfig):
    """Collect what our pages use: compressing the rest would take most of a first start."""

    ignore_patterns = (*apps.StaticFilesConfig.ignore_patterns, "redoc")
