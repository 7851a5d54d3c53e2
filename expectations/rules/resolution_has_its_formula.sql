-- table: documents
-- severity: warning
-- reason: a resolution or its draft names who speaks; a few official XML files have left the formula out; an addendum may only name sponsors
SELECT d.document_id AS document, d.kind
FROM documents d
WHERE d.kind IN ('resolution', 'draft_resolution')
  AND NOT EXISTS (FROM clauses c WHERE c.document_id = d.document_id AND c.kind = 'enacting')
  AND NOT (d.kind = 'draft_resolution' AND regexp_matches(d.symbol, '/Add\.\d+$')
           AND EXISTS (FROM sponsors s WHERE s.document_id = d.document_id)
           AND NOT EXISTS (FROM clauses c WHERE c.document_id = d.document_id))
