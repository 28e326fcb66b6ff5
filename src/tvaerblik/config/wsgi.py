"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvaerblik.config.settings")
application = get_wsgi_application()


def _warm_up() -> None:
    """Pages are imported and the release opened before the first reader comes, not while they wait."""
    # Models and addresses can be imported only once Django is set up
    from django.conf import settings
    from django.db import connection
    from django.urls import get_resolver

    from tvaerblik.governance.releases.current import get_current_release
    from tvaerblik.web.boundaries import boundaries_of_site
    from tvaerblik.web.uploads import sweep_uploads

    assert get_resolver().url_patterns
    boundaries_of_site()
    sweep_uploads(settings.HOME.uploads)
    release = get_current_release()
    if release is not None:
        release.indicators()
        for unit in release.units()[:1]:
            release.latest_of_unit(unit.id)
    connection.close()


_warm_up()
