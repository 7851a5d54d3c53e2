"""The mirror: a folder of documents, served over HTTP on this machine the way undocs.org serves its own.

A link (`/{language}/{symbol}`, `/{symbol}`, `/api/symbol/access?s=…&l=…&t=…` and the older forms) is redirected to the file's
own address under `/doc/undoc/gen/`; for what is not held there is a page with status 200 that says so. Facts: the design
notes, section on undocs.org and ODS behaviour. With `faults` it has bad habits, too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from email.utils import parsedate_to_datetime
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, quote, unquote, urlsplit

from pipeline.fetch.faults import Fault, chosen
from pipeline.fetch.library import Document, Library
from pipeline.fetch.misbehave import Reply, ill_body, ill_link
from pipeline.symbols import read_link

HOST = "127.0.0.1"
HOSTS_OF_FORMS = (("/api/", "documents.un.org"), ("/access.nsf/", "daccess-ods.un.org"), ("/ga/search/", "www.un.org"))
"""Which host a form of link belongs to; every other form is undocs.org's."""
CONTENT_TYPES = {
    "pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword", "xml": "application/xml", "txt": "text/plain; charset=utf-8",
}  # fmt: skip
NO_DOCUMENT = "<html><head><title>Official Documents</title></head><body><p>There is no document matching your request.</p></body></html>"
PAGE = "<html><head>{head}<title>Official Documents</title></head><body>{body}</body></html>"
Log = Callable[[str, int, int], None]


class Mirror:
    """What is answered to which request. robots: text of robots.txt; log(path, status, bytes): called after each answer."""

    def __init__(self, folder: Path, faults: Sequence[Fault] = (), robots: str | None = None, log: Log | None = None) -> None:
        self.library, self.faults, self.robots, self.log = Library(folder), list(faults), robots, log
        self._asked = 0
        self._lock = threading.Lock()

    def reply(self, target: str, headers: dict[str, str]) -> Reply:
        """The answer to a GET. target: path and query as requested; headers: names in lower case."""
        path = unquote(urlsplit(target).path)
        if path == "/robots.txt":
            return Reply(200, self.robots.encode(), {"Content-Type": "text/plain"}) if self.robots is not None else Reply(404)
        if path.startswith("/doc/"):
            document = self.library.at(path)
            return self._file(document, headers) if document else page(NO_DOCUMENT)
        if path.startswith("/TMP/"):
            return self._session_page(target)
        return self._link(path, target, headers)

    def _link(self, path: str, target: str, headers: dict[str, str]) -> Reply:
        host = next((host for start, host in HOSTS_OF_FORMS if path.startswith(start)), "undocs.org")
        named = read_link(f"https://{host}{target}")
        form = parse_qs(urlsplit(target).query).get("t", [None])[0] if host == "documents.un.org" else None
        document = self.library.find(named.symbol, named.language, form) if named.symbol else None
        with self._lock:
            self._asked += 1
            met = chosen([f for f in self.faults if not f.of_body], named.symbol or "", named.language or "en")
        session = "session" in SimpleCookie(headers.get("cookie", ""))
        for fault in met:
            if fault.name == "html_hops" and document:
                if path.startswith("/api/") and session:
                    continue
                return self._first_page(document, path)
            if reply := ill_link(fault, target, self._asked, NO_DOCUMENT):
                return reply
        return Reply(302, headers={"Location": document.address}) if document else page(NO_DOCUMENT)

    def _first_page(self, document: Document, path: str) -> Reply:
        """The page that a link leads to in the days of frames: it sends its reader on to one that opens a session."""
        if path.startswith("/api/"):
            return page(PAGE.format(head="", body="Please enable cookies: your session has expired."))
        symbol = quote(document.symbol, safe="/()")
        target = f"/TMP/{document.address.rsplit('/', 1)[-1]}.html?s={symbol}&l={document.language}&t={document.form}"
        statistics = '<noscript><iframe src="https://statistics.example/ns.html"></iframe></noscript>'
        return page(PAGE.format(head=f'<meta http-equiv="refresh" content="0; URL={target.replace("&", "&amp;")}">', body=statistics))

    def _session_page(self, target: str) -> Reply:
        """The page that opens a session and frames the document."""
        query = urlsplit(target).query.replace("&", "&amp;")
        reply = page(PAGE.format(head="", body=f'<iframe src="/api/symbol/access?{query}"></iframe>'))
        reply.headers["Set-Cookie"] = "session=open; Path=/"
        return reply

    def _file(self, document: Document, headers: dict[str, str]) -> Reply:
        with self._lock:
            met = chosen([f for f in self.faults if f.of_body], document.symbol, document.language)
        own = {"ETag": document.etag, "Last-Modified": document.last_modified, "Content-Type": CONTENT_TYPES[document.form]}
        if not met and unchanged(document, headers):
            return Reply(304, headers=own)
        reply = Reply(200, document.path.read_bytes(), own)
        for fault in met:
            ill_body(fault, reply)
        return reply


def page(text: str) -> Reply:
    """An HTML page with status 200."""
    return Reply(200, text.encode(), {"Content-Type": "text/html; charset=utf-8"})


def unchanged(document: Document, headers: dict[str, str]) -> bool:
    """Whether the conditions of a request say that the client has these bytes (RFC 9110, section 13)."""
    if "if-none-match" in headers:
        return document.etag in [tag.strip().removeprefix("W/") for tag in headers["if-none-match"].split(",")]
    try:
        return int(document.modified) <= parsedate_to_datetime(headers.get("if-modified-since", "")).timestamp()
    except (ValueError, TypeError):
        return False


class Handler(BaseHTTPRequestHandler):
    """Puts replies on the wire."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 64 * 1024
    timeout = 60

    def do_GET(self) -> None:
        mirror = cast(Server, self.server).mirror
        reply = mirror.reply(self.path, {name.lower(): value for name, value in self.headers.items()})
        sent = 0
        try:
            sent = self._send(reply)
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            self.close_connection = True  # the client has seen enough
        if mirror.log:
            mirror.log(self.path, reply.status, sent)

    def _send(self, reply: Reply) -> int:
        if reply.status == 0:  # no answer at all
            self.close_connection = True
            return 0
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        length = reply.announced if reply.announced is not None else len(reply.body) if reply.stream is None else None
        if length is not None and not reply.unannounced:
            self.send_header("Content-Length", str(length))
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        sent = 0
        for chunk in reply.stream or ([reply.body] if reply.status != 304 else []):
            self.wfile.write(chunk)
            sent += len(chunk)
            if reply.stream is not None:
                self.wfile.flush()
        self.wfile.flush()
        if reply.cut:
            self.close_connection = True
        return sent

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: `Mirror.log` is told of every answer."""


class Server(ThreadingHTTPServer):
    """The mirror's sockets, on this machine only. port: 0 for any free one."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, mirror: Mirror, port: int = 0) -> None:
        super().__init__((HOST, port), Handler)
        self.mirror = mirror

    @property
    def url(self) -> str:
        """The base URL to fetch from."""
        return f"http://{HOST}:{self.server_port}"

    def __enter__(self) -> Server:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: clients that go away are no error."""


def serve(
    folder: Path, port: int = 8000, faults: Iterable[Fault] = (), on_ready: Callable[[Server], None] | None = None, log: Log | None = None
) -> None:
    """Serve a folder until interrupted. Raises NotADirectoryError, OSError when the port is taken."""
    server = Server(Mirror(folder, list(faults), log=log), port)
    try:
        if on_ready:
            on_ready(server)
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
