"""`verify` names what is wrong: a flipped bit, a missing file, a changed row, a file that does not belong."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from pipeline.schema import TABLES, Field
from warehouse.errors import WarehouseError
from warehouse.release.make import Plan, make_release
from warehouse.release.manifest import digest, write_sums
from warehouse.release.publish import publish
from warehouse.release.verify import verify
from warehouse.release.version import Version


@pytest.fixture(scope="module")
def original(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_release(Plan(tables, tmp_path_factory.mktemp("releases"), Version(2026, 11, 0), dt.date(2026, 11, 24)))


@pytest.fixture
def release(original: Path, tmp_path: Path) -> Path:
    return shutil.copytree(original, tmp_path / "2026.11.0")


def flip_bit(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def change_row(folder: Path) -> None:
    """Another title in one document, written as the store would."""
    path = folder / "parquet" / "documents.parquet"
    rows = pq.read_table(path)
    titles = pc.if_else(pc.equal(rows["document_id"], "A/RES/77/102@fr"), "Partage", rows["title"])
    pq.write_table(rows.set_column(rows.schema.get_field_index("title"), rows.schema.field("title"), titles), path, compression="zstd")


@pytest.mark.parametrize("name", ["parquet/citations.parquet", "csv/clauses.csv.gz", "codebook.html", "unres-2026.11.0.duckdb", "manifest.json"])
def test_a_flipped_bit_names_the_file(release: Path, name: str) -> None:
    flip_bit(release / name, (release / name).stat().st_size // 2)
    problems = verify(str(release))
    assert problems[0].file == name
    assert "its bytes are not those that were released" in problems[0].cause


def test_a_missing_file_is_named(release: Path) -> None:
    (release / "parquet" / "votes.parquet").unlink()
    assert [str(p) for p in verify(str(release))] == ["parquet/votes.parquet: missing"]


def test_a_changed_row_is_named_by_key_and_column(release: Path) -> None:
    change_row(release)
    problems = [str(p) for p in verify(str(release))]
    assert problems[0].startswith("parquet/documents.parquet: its bytes are not those")
    assert problems[1:] == ["parquet/documents: row A/RES/77/102@fr differs from the DuckDB file in title"]


def test_a_changed_row_is_found_even_with_new_checksums(release: Path) -> None:
    change_row(release)
    write_sums(release)
    assert [str(p) for p in verify(str(release))] == ["parquet/documents: row A/RES/77/102@fr differs from the DuckDB file in title"]


def test_a_dropped_row_is_named(release: Path) -> None:
    path = release / "parquet" / "sponsors.parquet"
    rows: pa.Table = pq.read_table(path)
    pq.write_table(rows.slice(0, rows.num_rows - 1), path)
    write_sums(release)
    assert [str(p) for p in verify(str(release))] == [
        "parquet/sponsors: 4 rows, 5 in manifest.json",
        "parquet/sponsors: row A/C.2/77/L.9@en, 2 is missing",
    ]


def test_a_release_is_checked_by_its_own_columns_whatever_a_later_program_knows(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Field("mood", pa.string(), "a column of a later version", nullable=True)
    monkeypatch.setitem(TABLES, "votes", replace(TABLES["votes"], columns=(*TABLES["votes"].columns, later)))
    monkeypatch.setitem(TABLES, "moods", replace(TABLES["votes"], name="moods"))
    assert verify(str(release)) == []


def test_a_column_that_is_gone_is_named(release: Path) -> None:
    path = release / "parquet" / "votes.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["iso3"]), path, compression="zstd")
    write_sums(release)
    assert [str(problem) for problem in verify(str(release))] == ["parquet/votes: its columns are not those of the DuckDB file: iso3"]


def test_a_file_that_does_not_belong_is_named(release: Path) -> None:
    (release / "parquet" / "notes.txt").write_text("hello")
    assert [str(p) for p in verify(str(release))] == ["parquet/notes.txt: not part of the release: SHA256SUMS does not list it"]


@pytest.mark.parametrize("line", ["abc  file", f"{'0' * 64} file", f"{'0' * 64}  ../../etc/passwd", f"{'0' * 64}  /etc/passwd"])
def test_a_bad_checksum_line_is_named(release: Path, line: str) -> None:
    (release / "SHA256SUMS").write_text(line + "\n")
    with pytest.raises(WarehouseError, match="SHA256SUMS, line 1"):
        verify(str(release))


def test_a_folder_without_checksums_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="no SHA256SUMS here"):
        verify(str(tmp_path))


@pytest.fixture
def web(release: Path) -> Iterator[str]:
    """The release on a local web server."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(release)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_release_on_the_web_is_checked_like_a_folder(release: Path, web: str) -> None:
    assert verify(web) == []
    flip_bit(release / "documents.bib", 5)
    (release / "RIGHTS.md").unlink()
    assert [p.file for p in verify(web)] == ["RIGHTS.md", "documents.bib"]
    with pytest.raises(WarehouseError, match="no SHA256SUMS here"):
        verify(web + "/parquet")


def test_publishing_to_a_folder_never_overwrites(release: Path, tmp_path: Path) -> None:
    target = tmp_path / "public"
    published = publish(release, str(target))
    assert verify(published) == []
    assert (target / "latest.json").read_text() == '{"version": "2026.11.0"}\n'
    with pytest.raises(WarehouseError, match="published already"):
        publish(release, str(target))


def test_an_interrupted_publication_is_completed_but_foreign_files_stop_it(release: Path, tmp_path: Path) -> None:
    target = tmp_path / "public"
    (target / "2026.11.0").mkdir(parents=True)
    shutil.copy(release / "documents.bib", target / "2026.11.0")
    assert verify(publish(release, str(target))) == []
    other = tmp_path / "other"
    (other / "2026.11.0").mkdir(parents=True)
    (other / "2026.11.0" / "documents.bib").write_text("something else")
    with pytest.raises(WarehouseError, match="another file of that name is there"):
        publish(release, str(other))
    assert (other / "2026.11.0" / "documents.bib").read_text() == "something else"
    assert not (other / "latest.json").exists()


def test_a_damaged_release_is_not_published(release: Path, tmp_path: Path) -> None:
    flip_bit(release / "documents.bib", 5)
    with pytest.raises(WarehouseError, match=r"not published, it is damaged: documents\.bib"):
        publish(release, str(tmp_path / "public"))
    assert not (tmp_path / "public").exists()


def test_publishing_to_an_object_store(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from moto.server import ThreadedMotoServer

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        import s3fs

        s3fs.S3FileSystem.clear_instance_cache()
        store = s3fs.S3FileSystem()
        store.mkdir("releases")
        assert publish(release, "s3://releases/unres") == "s3://releases/unres/2026.11.0"
        assert verify("s3://releases/unres/2026.11.0") == []
        with pytest.raises(WarehouseError, match="published already"):
            publish(release, "s3://releases/unres")
        store.pipe_file("releases/unres/2026.11.0/documents.bib", b"changed")
        store.rm_file("releases/unres/2026.11.0/RIGHTS.md")
        assert [p.file for p in verify("s3://releases/unres/2026.11.0")] == ["RIGHTS.md", "documents.bib"]
        s3fs.S3FileSystem.clear_instance_cache()
    finally:
        server.stop()


def test_a_digest_is_that_of_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    assert digest(tmp_path / "x") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
