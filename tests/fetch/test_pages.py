"""HTML answers: the next hop, or why there is none."""

from __future__ import annotations

import pytest

from pipeline.fetch.allowed import AllowList, Refused
from pipeline.fetch.answer import Failure
from pipeline.fetch.pages import next_hop
from pipeline.fetch.settings import UN_HOSTS

URL = "https://docs.un.org/en/A/RES/77/1"
check = AllowList(UN_HOSTS, "https://undocs.org").check


def hop(page: str) -> str:
    return next_hop(page.encode(), URL, check, {URL})


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ('<iframe src="https://documents.un.org/api/symbol/access?s=A/RES/77/1&amp;l=en&amp;t=pdf"></iframe>',
         "https://documents.un.org/api/symbol/access?s=A/RES/77/1&l=en&t=pdf"),
        ('<META HTTP-EQUIV="refresh" CONTENT="1; URL=/TMP/3044276.83353424.html">', "https://docs.un.org/TMP/3044276.83353424.html"),
        ("<meta http-equiv=refresh content=\"0;url='/doc/a.pdf'\">", "https://docs.un.org/doc/a.pdf"),
        ('<frameset><frame src="/one.html"><frame src="/two.html"></frameset>', "https://docs.un.org/one.html"),
        ('<iframe src="https://statistics.example/"></iframe><iframe src="//documents.un.org/doc/a.pdf"></iframe>', "https://documents.un.org/doc/a.pdf"),
        ('<iframe src="about:blank"></iframe><iframe src="a.pdf"></iframe>', "https://docs.un.org/en/A/RES/77/a.pdf"),
    ],
)  # fmt: skip
def test_pages_lead_on(page: str, address: str) -> None:
    assert hop(f"<html><body>{page}</body></html>") == address


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("<html><body><p>There is no document matching your request.</p></body></html>", "not_found"),
        ("<html><head><title>404</title></head><body><h1>Not found</h1></body></html>", "not_found"),
        ("<html><body>Error 91: Object variable not set</body></html>", "not_found"),
        ("<html><body>Please enable cookies: your session has expired.</body></html>", "blocked"),
        ("<html><body>Welcome to our home page</body></html>", "wrong_type"),
        ("<html></html>", "wrong_type"),
        ("", "wrong_type"),
    ],
)
def test_pages_that_lead_nowhere_say_why(page: str, status: str) -> None:
    with pytest.raises(Failure) as failure:
        hop(page)
    assert failure.value.status == status


@pytest.mark.parametrize("target", ["https://attacker.example/a.pdf", "http://127.0.0.1/a.pdf", "file:///etc/passwd", "http://[bad/"])
def test_a_page_that_leads_off_the_list_is_refused(target: str) -> None:
    with pytest.raises(Refused):
        hop(f'<html><iframe src="{target}"></iframe></html>')


def test_a_page_that_frames_itself_is_a_loop() -> None:
    with pytest.raises(Refused, match="loop"):
        hop(f'<html><iframe src="{URL}"></iframe></html>')
