"""When the job runs by itself: once a week, and when documents are dropped into the inbox."""

import hashlib
import os

import dagster as dg

from assets.dataset import dataset_from_environment
from pipeline.fetch.folder import files_in

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("session_documents"),
    description="links → fetch → read → validate → warehouse; only what has changed is fetched and read again",
    executor_def=dg.in_process_executor,
)

weekly = dg.ScheduleDefinition(
    name="weekly",
    job=refresh,
    cron_schedule=os.environ.get("UNRES_SCHEDULE", "0 3 * * 1"),
    execution_timezone="UTC",
    description="Mondays at 03:00 UTC, or the cron line of UNRES_SCHEDULE",
)


@dg.sensor(job=refresh, minimum_interval_seconds=60, description="runs the job when the files in {data}/inbox have changed")
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """Names, sizes and times of the files are the cursor: a run is asked for once per state of the folder."""
    folder = dataset_from_environment().inbox
    if not folder.is_dir():
        return dg.SkipReason(f"{folder} is no folder")
    seen = [(file.name, (facts := file.path.stat()).st_size, facts.st_mtime_ns) for file in files_in(folder)]
    state = hashlib.sha256(repr(seen).encode()).hexdigest()
    if not seen or state == context.cursor:
        return dg.SkipReason("nothing new in the inbox")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=state, tags={"inbox": f"{len(seen)} files"})], cursor=state)
