"""Which addresses are spoken to: links and hops that lead elsewhere are refused, each with one line."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from pipeline.fetch.allowed import AllowList, Refused
from pipeline.fetch.job import fetch
from pipeline.fetch.links import Wanted, parse_wanted
from pipeline.fetch.network import is_public, public_addresses
from pipeline.fetch.settings import UN_HOSTS
from pipeline.store import read_table


@pytest.mark.parametrize(
    "address",
    [
        "https://undocs.org/en/A/RES/77/1",
        "http://undocs.org/A/RES/77/1",
        "https://documents.un.org/api/symbol/access?s=A/1",
        "http://127.0.0.1:8000/en/A/RES/77/1",
    ],
)
def test_hosts_of_the_united_nations_and_the_base_are_spoken_to(address: str) -> None:
    AllowList(UN_HOSTS, "http://127.0.0.1:8000").check(address)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("file:///etc/passwd", "scheme 'file'"),
        ("ftp://undocs.org/a", "scheme 'ftp'"),
        ("gopher://127.0.0.1:8000/x", "scheme 'gopher'"),
        ("http://127.0.0.1/", "host 127.0.0.1"),
        ("http://127.0.0.1:8001/", "host 127.0.0.1"),
        ("http://[::1]:8000/", "host ::1"),
        ("http://169.254.169.254/latest/meta-data/", "host 169.254.169.254"),
        ("http://2130706433/", "host 2130706433"),
        ("http://0x7f000001:8000/", "host 0x7f000001"),
        ("http://0177.0.0.1:8000/", "host 0177.0.0.1"),
        ("http://127.1:8000/", "host 127.1"),
        ("http://[::ffff:127.0.0.1]:8000/", "host ::ffff:127.0.0.1"),
        ("https://undocs.org.attacker.example/", "host undocs.org.attacker.example"),
        ("https://undocs.org@attacker.example/", "user name"),
        ("https://undocs.org:22/", "port 22"),
        ("https://undocs.org:x/", "no address"),
        ("https:///path", "without a host"),
        ("//undocs.org/", "scheme 'none'"),
        ("https://undocs.org/en/../../etc/passwd", r"\.\. in its path"),
        ("https://undocs.org/en/%2e%2E/etc/passwd", r"\.\. in its path"),
        ("https://undocs.org/\r\nHost: x", "control"),
        ("https://undocs.org/" + "a" * 5000, "characters"),
    ],
)
def test_everything_else_is_refused(address: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason.replace("[", r"\[")) as refusal:
        AllowList(UN_HOSTS, "http://127.0.0.1:8000").check(address)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("10.0.0.1", False), ("127.0.0.1", False), ("169.254.169.254", False),
        ("192.168.1.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("::ffff:127.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::a9fe:a9fe", False), ("100.64.0.1", False),
    ],
)  # fmt: skip
def test_addresses_are_public_or_not(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_on_the_list_that_resolves_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.1.2.3", 443))])
    with pytest.raises(Refused, match=r"undocs\.org resolves to the private address 10\.1\.2\.3"):
        public_addresses("undocs.org", 443)


def test_a_poisoned_name_is_met_at_the_socket(monkeypatch: pytest.MonkeyPatch, serve, data: Path) -> None:
    served = serve()
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **named: real("127.0.0.1" if host == "documents.un.org" else host, *more, **named))
    wanted = parse_wanted("https://documents.un.org/doc/undoc/gen/n25/000/01/pdf/n2500001.pdf")
    settings = served.settings(base_url="https://undocs.org", attempts=1)
    summary = fetch(wanted, data, settings)
    assert [(status, cause) for _, status, cause in summary.problems] == [
        ("refused", "host documents.un.org resolves to the private address 127.0.0.1")
    ]


@pytest.mark.parametrize(
    "line",
    ["file:///etc/passwd", "http://127.0.0.1/en/A/RES/90/1", "http://169.254.169.254/latest/meta-data/", "https://attacker.example/en/A/RES/90/1"],
)
def test_such_links_are_one_refused_row_each_and_nothing_is_asked(line: str, serve, data: Path) -> None:
    served = serve()
    summary = fetch(parse_wanted(line), data, served.settings())
    (row,) = read_table(data / "tables", "fetches").to_pylist()
    assert (row["status"], row["link"]) == ("refused", line)
    assert "\n" not in row["error"]
    assert summary.problems == [(line, "refused", row["error"])]
    assert served.log == []


def test_a_symbol_that_is_a_path_reaches_no_file(serve, data: Path) -> None:
    served = serve()
    summary = fetch([Wanted("../../etc/passwd", "en")], data, served.settings())
    assert [status for _, status, _ in summary.problems] == ["refused"]
    assert served.log == []


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/en/../../../etc/passwd", "/doc/undoc/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"])
def test_the_mirror_serves_nothing_but_its_library(path: str, serve) -> None:
    served = serve()
    with socket.create_connection(("127.0.0.1", served.server.server_port)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b"no document matching" in answer
    assert b"root:" not in answer
