-- table: footnote_refs
-- severity: warning
-- reason: every marker has its note: else the note was not seen, or the marker is none
SELECT document_id AS document, marker, clause_id
FROM footnote_refs
WHERE footnote_id IS NULL
