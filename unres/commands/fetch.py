"""unres fetch: only into the raw store."""

from __future__ import annotations

from unres.options import DATA, LANGUAGES, Budget, Data, Follow, Formats, Languages, Links, Rate, Source


def fetch(
    *,
    source: Source = "specimen",
    links: Links = None,
    languages: Languages = LANGUAGES,
    data: Data = DATA,
    formats: Formats = None,
    rate: Rate = None,
    follow: Follow = 0,
    budget: Budget = 1000,
) -> int:
    """Fetch into the raw store, and no further."""
    from unres.job import dataset_of, run

    chosen = {"formats": formats, "rate": rate, "follow": follow, "budget": budget}
    return run(dataset_of(source, links, languages, data, **chosen), only=["fetches"])
