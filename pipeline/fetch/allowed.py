"""Which addresses may be spoken to: hosts of the United Nations' document system, and the one host that the user names.

The rule holds for links and for every hop (redirect, refresh, frame). A name on the list must also resolve to public
addresses only (`network`), so that neither a link nor a poisoned name reaches into the local network.
"""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2_000
"""Characters; longer addresses are no addresses of documents."""


class Refused(Exception):
    """An address that is not spoken to; the message gives the reason in one line."""


def origin(url: str) -> tuple[str, int]:
    """Host and port of an http(s) address. Raises Refused for anything else, or for an address that cannot be read."""
    if len(url) > LONGEST_URL:
        raise Refused(f"an address of {len(url)} characters is refused")
    if not url.isprintable():
        raise Refused("an address with control characters is refused")
    try:
        parts: SplitResult = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(f"no address: {error}") from None
    if parts.scheme not in PORTS:
        raise Refused(f"scheme {parts.scheme or 'none'!r} is refused: only http and https are spoken")
    if parts.username is not None or parts.password is not None:
        raise Refused("an address with a user name is refused")
    if not parts.hostname:
        raise Refused("an address without a host is refused")
    if ".." in unquote(parts.path).replace("\\", "/").split("/"):
        raise Refused("an address with .. in its path is refused")
    return parts.hostname.rstrip("."), port or PORTS[parts.scheme]


class AllowList:
    """The hosts that may be spoken to, and the base that the user named.

    hosts: names, on their standard ports only; base_url: allowed whatever its host and port.
    """

    def __init__(self, hosts: tuple[str, ...], base_url: str) -> None:
        self.hosts = frozenset(hosts)
        self.base = origin(base_url)

    def check(self, url: str) -> None:
        """Raises Refused, naming the host, unless the address may be spoken to."""
        host, port = origin(url)
        if (host, port) == self.base:
            return
        if host not in self.hosts:
            raise Refused(f"host {host} is not on the list of hosts of the United Nations")
        if port != PORTS[urlsplit(url).scheme]:
            raise Refused(f"port {port} of {host} is refused")

    def allows(self, url: str) -> bool:
        """Whether the address may be spoken to."""
        try:
            self.check(url)
        except Refused:
            return False
        return True
