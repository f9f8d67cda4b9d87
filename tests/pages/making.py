"""Pages of Sent invitations that a test writes itself, row by row."""

from playwright.sync_api import Route

from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.plan.people import Half

PAGE = """<!doctype html><html lang="{language}"><body><main><a href="#">People ({count})</a>
<div id="list">{rows}</div></main>{more}</body></html>"""
CONTROL = '<button {style} aria-label="Withdraw invitation sent to {name}">Withdraw</button>'


def row(name: str, controls: str, tag: str = "div") -> str:
    slug = name.lower().replace(" ", "-")
    return (
        f'<{tag}><a href="https://www.linkedin.com/in/{slug}/">{name}</a><p>{name}</p><p>Sent 3 weeks ago</p>'
        f"<div>{controls}</div></{tag}>"
    )


def control(name: str, style: str = "") -> str:
    return CONTROL.format(name=name, style=style)


class Pages:
    """Opens pages and reads them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.html = ""

    def answer(self, route: Route) -> None:
        if route.request.is_navigation_request() and route.request.frame.parent_frame is None:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def open(self, rows: str, *, more: str = "", count: object = 3, language: str = "en") -> ListPage:
        self.html = PAGE.format(rows=rows, more=more, count=count, language=language)
        page = ListPage(self.browser, Half.SENT, 0.3)
        page.open()
        return page


def read(page: ListPage) -> list[str]:
    return [row.name for rows in page.batches() for row in rows]
