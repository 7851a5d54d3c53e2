"""The sockets under the client: names are resolved once and checked, and every read keeps the deadline of its request.

HTTP libraries limit the wait for each packet, not for the whole; a server that sends a byte a minute would hold them for
days. And they resolve names on their own, so a name checked beforehand may point elsewhere when it is used.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from pipeline.fetch.allowed import Refused

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv6 addresses that stand for IPv4 ones behind a translator (RFC 6052)."""


def is_public(address: str) -> bool:
    """Whether an IP address (an IPv6 one may carry a zone or an IPv4 one) is reachable from the whole Internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
        return is_public(str(inner)) if inner else ip.is_global and not ip.is_multicast
    return ip.is_global and not ip.is_multicast


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises Refused when one of them is not public; socket errors pass."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not is_public(address):
            raise Refused(f"host {host} resolves to the private address {address}")
    return list(dict.fromkeys(found))


class Stream(httpcore.NetworkStream):
    """A socket whose waits end at the deadline of the backend that opened it."""

    def __init__(self, stream: httpcore.NetworkStream, backend: Backend) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.remaining(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        return Stream(self._stream.start_tls(ssl_context, server_hostname, self._backend.remaining(timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Opens sockets to public addresses, and to the exempt origins (host, port) that the user named."""

    def __init__(self, exempt: Iterable[tuple[str, int]]) -> None:
        self._exempt = frozenset(exempt)
        self._plain = httpcore.SyncBackend()
        self.deadline = float("inf")

    def remaining(self, timeout: float | None) -> float:
        """Seconds that a wait may last. Raises httpcore.ReadTimeout after the deadline."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the total time ran out")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if (host, port) in self._exempt:
            addresses = [host]
        else:
            try:
                addresses = public_addresses(host, port)
            except OSError as error:
                raise httpcore.ConnectError(f"the name {host} does not resolve: {error}") from error
        failure: Exception = httpcore.ConnectError(f"the name {host} has no address")
        for address in addresses:
            try:
                return Stream(self._plain.connect_tcp(address, port, self.remaining(timeout), local_address, socket_options), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class Transport(httpx.HTTPTransport):
    """The client's transport over such sockets. Certificates are checked against the host's name as ever."""

    def __init__(self, backend: Backend, proxy: str | None = None) -> None:
        context = httpx.create_ssl_context()
        super().__init__(verify=context, proxy=proxy)
        if proxy is None:
            # The pool is the one place where httpx takes a network backend, and it has no public door to it.
            self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=backend, keepalive_expiry=30)
