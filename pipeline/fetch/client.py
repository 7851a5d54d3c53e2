"""The client: one link followed, hop by hop, to its document or to the reason why there is none.

One call is one attempt: no retries here (`visit`), nothing stored for good (`raw`). Every address on the way is checked
against the allow-list and robots.txt and waits for its host's turn.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx

from pipeline import media
from pipeline.fetch.allowed import AllowList, Refused, origin
from pipeline.fetch.answer import Answer, Failure
from pipeline.fetch.network import Backend, Transport
from pipeline.fetch.pace import Pace, retry_after
from pipeline.fetch.pages import next_hop
from pipeline.fetch.receive import Body, drain, head, receive
from pipeline.fetch.robots import SIZE_CAP, Robots
from pipeline.fetch.settings import FetchSettings

KEPT_HEADERS = ("content-type", "content-length", "content-disposition", "content-encoding", "etag", "last-modified")
CHALLENGE = "x-amzn-waf-action"
REDIRECTS = (301, 302, 303, 307, 308)


@contextmanager
def transport_failures() -> Iterator[None]:
    """Errors of the transport as Failure with their status."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise Failure("timeout", f"{type(error).__name__}: {error or 'no answer in time'}") from error
    except httpx.RemoteProtocolError as error:
        text = str(error)
        if "incomplete" in text or "without sending complete message body" in text:
            raise Failure("truncated", f"the body ended early: {text}") from error
        if "too long" in text or "too large" in text:
            raise Failure("too_large", "the header of the answer is larger than 100 kB") from error
        raise Failure("network_error", f"no HTTP: {text}") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise Refused(f"no address: {error}") from error
    except httpx.HTTPError as error:
        raise Failure("network_error", f"{type(error).__name__}: {error}") from error


class Client:
    """Speaks HTTP politely. Use as a context manager; requests and received bytes are counted."""

    def __init__(self, settings: FetchSettings) -> None:
        self.settings = settings
        self.allowed = AllowList(settings.allowed_hosts, settings.base_url)
        self.requests = self.received = 0
        self._backend = Backend([self.allowed.base])
        self._pace = Pace(settings)
        self._robots = Robots(settings.user_agent, self._robots_txt, self._pace.slow_down)
        timeout = httpx.Timeout(settings.read_timeout, connect=settings.connect_timeout)
        # Documents are compressed already: asking for identity leaves no room for a compressed body that explodes.
        headers = {"User-Agent": settings.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        self._http = httpx.Client(transport=Transport(self._backend, settings.proxy), timeout=timeout, headers=headers, follow_redirects=False)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def fetch(self, link: str, target: Path, held: Answer | None = None) -> Answer:
        """Follow a link to its document and stream it into `target`.

        held: the answer that gave the bytes held now; the request to the address that gave them is then conditional.
        The status tells how it ended; `body` is set for `fetched` only. Whether the type of the document is one that was
        asked for, and whether a `not_found` is the truth, is for the caller to judge.
        """
        answer = Answer("network_error")
        try:
            self._follow(link, answer, target, held)
        except Refused as refusal:
            answer.status, answer.error = "refused", str(refusal)
        except Failure as failure:
            answer.status, answer.error, answer.wait = failure.status, _one_line(str(failure)), failure.wait
        return answer

    def exists(self, link: str) -> bool:
        """Whether a link leads to a document now; only the first bytes are received."""
        answer = Answer("network_error")
        try:
            self._follow(link, answer, None, None)
        except (Refused, Failure):
            return False
        return answer.status == "fetched"

    def _follow(self, link: str, answer: Answer, target: Path | None, held: Answer | None) -> None:
        url, visited = link, {link}
        while True:
            self.allowed.check(url)
            self._robots.check(url)
            hop = self._step(url, answer, target, held, visited)
            if hop is None:
                return
            if answer.hops >= self.settings.hop_limit:
                raise Refused(f"more than {self.settings.hop_limit} hops: a loop of redirects or pages")
            answer.hops += 1
            url = hop
            visited.add(url)

    def _step(self, url: str, answer: Answer, target: Path | None, held: Answer | None, visited: set[str]) -> str | None:
        """Ask one address. Fills in the answer and returns None at the end of the way, else the next address."""
        conditions = _conditions(held) if held and held.final_uri == url else {}
        with self._ask(url, conditions) as response:
            answer.http_status, answer.final_uri = response.status_code, url
            if response.status_code != 200:
                drain(response)
            if response.status_code in REDIRECTS and response.headers.get("location"):
                return urljoin(url, response.headers["location"])
            if response.status_code == 304 and conditions:
                answer.status = "not_modified"
                answer.etag = response.headers.get("etag") or (held.etag if held else None)
                answer.last_modified = response.headers.get("last-modified") or (held.last_modified if held else None)
                return None
            _check_status(response)
            answer.headers = {name: response.headers[name][:500] for name in KEPT_HEADERS if name in response.headers}
            if target is None:
                start = head(response)
                body = Body(media.sniff(start) if start else media.UNKNOWN, len(start), "", start)
            else:
                body = receive(response, target, self.settings.size_cap)
        answer.media_type, answer.bytes = body.media_type, body.size
        self.received += body.size
        if body.media_type == media.HTML:
            return next_hop(body.page or b"", url, self.allowed.check, visited)
        answer.status, answer.sha256, answer.body = "fetched", body.sha256, target
        answer.etag, answer.last_modified = response.headers.get("etag"), response.headers.get("last-modified")
        return None

    @contextmanager
    def _ask(self, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """One GET, at the host's turn, within the total time; transport errors become Failure."""
        self._pace.wait(origin(url)[0])
        self._backend.deadline = time.monotonic() + self.settings.total_timeout
        self.requests += 1
        with transport_failures(), self._http.stream("GET", url, headers=headers) as response:
            yield response

    def _robots_txt(self, url: str) -> str:
        """The text of a robots.txt: "" where there is none, by RFC 9309; Failure while the host cannot be asked."""
        for _ in range(6):
            self.allowed.check(url)
            with self._ask(url, {}) as response:
                if response.status_code != 200:
                    drain(response)
                if response.status_code in REDIRECTS and response.headers.get("location"):
                    url = urljoin(url, response.headers["location"])
                    continue
                if response.status_code == 429 or response.status_code >= 500:
                    _check_status(response)
                if response.status_code != 200:
                    return ""
                start = b""
                for chunk in response.iter_raw(64 * 1024):
                    start += chunk
                    if len(start) > SIZE_CAP:
                        break
                # Some hosts answer every unknown path with their home page: that forbids nothing.
                return "" if media.sniff(start) == media.HTML else start[:SIZE_CAP].decode("utf-8", "replace")
        return ""


def _conditions(held: Answer) -> dict[str, str]:
    conditions = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _check_status(response: httpx.Response) -> None:
    """Raise Failure unless the answer holds a body to look at. The statuses are HTTP's own (RFC 9110, 6585)."""
    code, wait = response.status_code, retry_after(response.headers.get("retry-after"))
    if CHALLENGE in response.headers or code in (202, 401, 403):
        raise Failure("blocked", f"HTTP {code}: a challenge or a ban", wait)
    if code == 429:
        raise Failure("rate_limited", "HTTP 429: too many requests", wait)
    if code >= 500:
        raise Failure("server_error", f"HTTP {code}", wait)
    if code == 408:
        raise Failure("timeout", "HTTP 408: the server waited too long", wait)
    if code == 204:
        raise Failure("empty", "HTTP 204: no content")
    if code == 206:
        raise Failure("truncated", "HTTP 206: a part of the body, which was not asked for")
    if code in (404, 410) or 400 <= code < 500:
        raise Failure("not_found", f"HTTP {code}")
    if code != 200:
        raise Failure("network_error", f"HTTP {code} where a document or a redirect is due")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)[:300]
