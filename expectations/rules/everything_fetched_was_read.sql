-- table: fetches
-- severity: warning
-- reason: bytes that were fetched have a line in the ledger of readings
SELECT NULL::VARCHAR AS document, f.link, f.sha256
FROM (SELECT link, arg_max(sha256, requested_at) AS sha256 FROM fetches WHERE status = 'fetched' GROUP BY link) f
ANTI JOIN readings r ON r.content_sha256 = f.sha256
