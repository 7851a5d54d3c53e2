"""The raw store: each object once and whole, on a folder and on an object store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.fetch.job import fetch
from pipeline.fetch.links import Wanted
from pipeline.fetch.raw import RawStore, sources

BYTES = b"%PDF-1.4 specimen %%EOF"
SHA = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An S3 server of moto on this machine, with an empty bucket."""
    moto = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    import s3fs

    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings = {"ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test", "ENDPOINT_URL": f"http://{host}:{port}", "DEFAULT_REGION": "us-east-1"}
    for name, value in settings.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    s3fs.S3FileSystem.clear_instance_cache()
    name = f"unres-{port}"  # the buckets of one process are shared by all its servers
    s3fs.S3FileSystem().mkdir(name)
    yield f"s3://{name}/raw"
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def stage(store: RawStore) -> Path:
    staged = store.staged()
    staged.write_bytes(BYTES)
    return staged


def test_an_object_is_stored_once_under_its_hash_with_every_link_in_its_sidecar(data: Path) -> None:
    store = RawStore(data)
    store.start()
    for link in ("https://undocs.org/en/A/RES/90/1", "https://undocs.org/en/A/RES/90/2"):
        store.describe(SHA, {"bytes": len(BYTES)}, link, {"symbol": link[-10:]})
        store.put(stage(store), SHA)
    assert sorted(p.name for p in (data / "raw").rglob("*") if p.is_file()) == [SHA, f"{SHA}.json"]
    assert store.local(SHA).read_bytes() == BYTES
    assert list(store.sidecar(SHA)["links"]) == ["https://undocs.org/en/A/RES/90/1", "https://undocs.org/en/A/RES/90/2"]


def test_what_an_earlier_process_left_on_its_way_is_dropped(data: Path) -> None:
    store = RawStore(data)
    store.start()
    left = stage(store)
    RawStore(data).start()
    assert not left.exists()


def test_the_store_may_lie_in_another_folder(data: Path, tmp_path: Path) -> None:
    store = RawStore(data, f"file://{tmp_path}/elsewhere")
    store.start()
    store.put(stage(store), SHA)
    assert (tmp_path / "elsewhere" / "objects" / SHA[:2] / SHA).read_bytes() == BYTES


def test_an_object_store_works_like_a_folder(bucket: str, serve, data: Path) -> None:
    served = serve(documents=2)
    settings = served.settings(raw_url=bucket)
    wanted = [Wanted("A/RES/90/1"), Wanted("A/RES/90/2")]
    assert fetch(wanted, data, settings).objects == 2
    found = list(sources(data, bucket))
    assert [source.path.read_bytes() for source in found] == [(served.folder / "en" / f"A_RES_90_{n}.pdf").read_bytes() for n in (1, 2)]
    assert RawStore(data, bucket).sidecar(found[0].sha256)["links"].keys() == {f"{served.url}/en/A/RES/90/1"}
    assert fetch(wanted, data, settings).statuses == {"fresh": 2}
    assert not list((data / "raw" / "incoming").iterdir())


def test_a_damaged_remote_object_is_not_handed_out(bucket: str, data: Path) -> None:
    import s3fs

    store = RawStore(data, bucket)
    store.start()
    store.put(stage(store), SHA)
    s3fs.S3FileSystem().pipe_file(f"{bucket}/objects/{SHA[:2]}/{SHA}", b"other bytes")
    with pytest.raises(ValueError, match="damaged"):
        store.local(SHA)


def test_the_sidecar_of_a_fetched_document_says_where_it_came_from(serve, data: Path) -> None:
    served = serve()
    fetch([Wanted("A/RES/90/1")], data, served.settings())
    (sidecar,) = (data / "raw" / "objects").rglob("*.json")
    facts = json.loads(sidecar.read_text(encoding="utf-8"))
    (link,) = facts["links"].values()
    assert facts["sha256"] == sidecar.stem == hashlib.sha256((served.folder / "en" / "A_RES_90_1.pdf").read_bytes()).hexdigest()
    assert facts["media_type"] == "application/pdf"
    assert link["final_uri"].startswith(f"{served.url}/doc/undoc/gen/")
    assert {"etag", "last-modified", "content-type"} <= link["headers"].keys()
    assert (link["symbol"], link["language"], link["hops"], link["requested_at"]) == ("A/RES/90/1", "en", 1, "2026-01-01T12:00:00+00:00")
