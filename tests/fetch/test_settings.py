"""Settings, and what the environment says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.fetch.settings import FetchSettings, from_environment


def test_the_user_agent_names_the_program_and_the_contact() -> None:
    agent = FetchSettings(contact="library@example.org").user_agent
    assert agent.startswith("unres/")
    assert "library@example.org" in agent


def test_the_environment_fills_in_what_is_not_said() -> None:
    environ = {"UNRES_CLOCK": "2026-01-31T12:00:00Z", "UNRES_CONTACT": "a@example.org", "HTTPS_PROXY": "http://proxy.example:3128"}
    settings = from_environment(environ, languages=None)
    assert (settings.clock, settings.contact, settings.proxy) == (datetime(2026, 1, 31, 12, tzinfo=UTC), "a@example.org", "http://proxy.example:3128")
    assert from_environment(environ, contact="b@example.org").contact == "b@example.org"
    assert from_environment(environ, base_url="http://127.0.0.1:8000").proxy is None


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"base_url": "undocs.org"}, "base_url"), ({"base_url": "file:///tmp"}, "base_url"), ({"languages": ("xx",)}, "languages: xx"),
        ({"languages": ()}, "languages: none"), ({"formats": ("odt",)}, "formats: odt"),
        ({"contact": "a\r\nX: y"}, "contact"), ({"attempts": 0}, "attempts"),
    ],
)  # fmt: skip
def test_wrong_settings_are_named(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        FetchSettings(**settings)  # type: ignore[arg-type]


def test_a_wrong_clock_is_named() -> None:
    with pytest.raises(ValueError, match="UNRES_CLOCK: 'yesterday'"):
        from_environment({"UNRES_CLOCK": "yesterday"})
