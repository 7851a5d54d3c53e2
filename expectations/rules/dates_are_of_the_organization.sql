-- table: documents
-- severity: critical
-- reason: the United Nations exist since 24 October 1945
SELECT document_id AS document, adopted_on, issued_on
FROM documents
WHERE least(adopted_on, issued_on) < DATE '1945-10-24'
