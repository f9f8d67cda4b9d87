"""The site as an application: LinkedIn's own addresses on www.linkedin.com, and nothing else anywhere."""

from starlette.applications import Starlette
from starlette.routing import Host, Router

from withdrawer.replay.http.headers import SiteHeaders
from withdrawer.replay.http.network_faults import Trouble
from withdrawer.replay.http.page_addresses import Documents
from withdrawer.replay.http.sdui_requests import Dynamic
from withdrawer.replay.http.voyager import Voyager
from withdrawer.replay.world.site import Site


def build_app(site: Site) -> SiteHeaders:
    """The ASGI application of a site."""
    router = Router([*Documents(site).routes(), *Dynamic(site).routes(), *Voyager(site).routes()])
    app = Starlette(routes=[Host("www.linkedin.com", app=router)])
    return SiteHeaders(Trouble(app, site), site.clock)
