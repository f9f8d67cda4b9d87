"""The site as an application: LinkedIn's own addresses on www.linkedin.com, and nothing else anywhere."""

from starlette.applications import Starlette
from starlette.routing import Host, Router

from withdrawer.replay.documents import Documents
from withdrawer.replay.dynamic import Dynamic
from withdrawer.replay.headers import SiteHeaders
from withdrawer.replay.site import Site
from withdrawer.replay.trouble import Trouble
from withdrawer.replay.voyager import Voyager


def build_app(site: Site) -> SiteHeaders:
    """The ASGI application of a site."""
    router = Router([*Documents(site).routes(), *Dynamic(site).routes(), *Voyager(site).routes()])
    app = Starlette(routes=[Host("www.linkedin.com", app=router)])
    return SiteHeaders(Trouble(app, site), site.clock)
