# mypy: disable-error-code="type-arg"
"""Layer raw: documents as fetched, and the ledger of the attempts."""

from datetime import timedelta

import dagster as dg

from assets import metadata
from assets.dataset import Dataset
from assets.reporter import Reporter
from assets.sessions import SESSIONS, of_session
from pipeline.fetch.ledger import DamagedLedger
from pipeline.fetch.lock import DataFolderBusy
from pipeline.fetch.summary import FetchSummary

RETRY = dg.RetryPolicy(max_retries=2, delay=60, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)
FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=15), warn_window=timedelta(days=8))
HOPELESS = (ValueError, OSError, DataFolderBusy, DamagedLedger)
"""Errors that another attempt will not mend: wrong settings, a missing folder, a data folder in use."""


def _result(dataset: Dataset, summary: FetchSummary, reporter: Reporter, name: str) -> dg.MaterializeResult:
    for problem in summary.problems:
        reporter.problem("fetch", *problem)
    facts = {
        "documents": metadata.counts("status", summary.statuses.elements()),
        "requests": summary.requests,
        "bytes received": summary.bytes,
        "problems": metadata.problems(summary.problems),
        "stopped": summary.stopped or "no",
    }
    result = metadata.table_result(dataset.tables, "fetches", **facts)
    return result._replace(asset_key=dg.AssetKey(name))


LEDGER = metadata.spec("fetches", "raw", []).replace_attributes(freshness_policy=FRESH)


@dg.multi_asset(name="fetches", specs=[LEDGER], retry_policy=RETRY, op_tags={"layer": "raw"})
def fetches(dataset: Dataset, reporter: dg.ResourceParam[Reporter]) -> dg.MaterializeResult:
    """Fetch what is due from the source into the raw store."""
    reporter.stage("fetch")
    try:
        summary = dataset.fetch(reporter)
    except HOPELESS as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    return _result(dataset, summary, reporter, "fetches")


@dg.asset(
    group_name="raw",
    partitions_def=SESSIONS,
    retry_policy=RETRY,
    description="documents of the links file that belong to one session (or year) of one body; for backfills by hand",
    kinds={"http"},
)
def session_documents(context: dg.AssetExecutionContext, dataset: Dataset, reporter: dg.ResourceParam[Reporter]) -> dg.MaterializeResult:
    """Fetch one session of one body."""
    reporter.stage("fetch")
    try:
        summary = dataset.fetch_from_server(of_session(dataset.wanted() or [], context.partition_key), reporter)
    except HOPELESS as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    return _result(dataset, summary, reporter, "session_documents")
