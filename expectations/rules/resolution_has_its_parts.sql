-- table: documents
-- severity: critical
-- reason: a resolution or its draft has an operative paragraph: without one it was not understood
SELECT d.document_id AS document, d.kind
FROM documents d
WHERE d.kind IN ('resolution', 'draft_resolution')
  AND NOT EXISTS (FROM clauses c WHERE c.document_id = d.document_id AND c.kind = 'operative')
