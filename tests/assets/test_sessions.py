"""Which partition a symbol belongs to."""

from __future__ import annotations

import pytest

from assets.sessions import SESSIONS, of_session, session_of
from pipeline.fetch.links import Wanted


@pytest.mark.parametrize(
    ("symbol", "partition"),
    [
        ("A/RES/78/135", "general_assembly:78"),
        ("A/C.3/68/L.24/Rev.1", "general_assembly:68"),
        ("A/RES/ES-11/1", "general_assembly:ES-11"),
        ("A/RES/2625 (XXV)", "general_assembly:25"),
        ("A/HRC/RES/23/5", "human_rights_council:23"),
        ("S/RES/1325 (2000)", "security_council:2000"),
        ("S/2022/155", "security_council:2022"),
        ("E/RES/2013/41", "economic_and_social_council:2013"),
        ("CEDAW/C/GC/38", None),
    ],
)
def test_a_symbol_belongs_to_a_session_or_a_year(symbol: str, partition: str | None) -> None:
    assert session_of(symbol) == partition
    assert partition is None or partition in SESSIONS.get_partition_keys()


def test_a_partition_takes_its_own_documents_only() -> None:
    wanted = [Wanted("A/RES/78/1"), Wanted("A/RES/77/1"), Wanted(None, "en", "https://undocs.org/x")]
    assert of_session(wanted, "general_assembly:78") == [wanted[0]]
