"""unres build: the whole job."""

from __future__ import annotations

from unres.options import DATA, LANGUAGES, Budget, Data, Follow, Formats, Languages, Links, Processes, Rate, Source


def build(
    *,
    source: Source = "specimen",
    links: Links = None,
    languages: Languages = LANGUAGES,
    data: Data = DATA,
    formats: Formats = None,
    rate: Rate = None,
    processes: Processes = 2,
    follow: Follow = 0,
    budget: Budget = 1000,
) -> int:
    """Fetch, read, validate and write the warehouse: the job that Dagster shows, in this process."""
    from unres.job import dataset_of, run

    chosen = {"formats": formats, "rate": rate, "processes": processes, "follow": follow, "budget": budget}
    dataset = dataset_of(source, links, languages, data, **chosen)
    code = run(dataset)
    if dataset.tables.is_dir():
        from unres.summary import print_summary

        print_summary(dataset.tables)
    return code
