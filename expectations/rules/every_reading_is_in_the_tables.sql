-- table: readings
-- severity: critical
-- reason: what was read as a document is in the tables, with the bytes that were read, and nothing else is
SELECT coalesce(r.document_id, d.document_id) AS document, r.source_uri, r.status
FROM (FROM readings WHERE status = 'parsed') r
FULL JOIN documents d ON d.document_id = r.document_id AND d.content_sha256 = r.content_sha256
WHERE (r.document_id IS NULL OR d.document_id IS NULL) AND (SELECT count(*) > 0 FROM readings)
