-- table: footnotes
-- severity: critical
-- reason: a footnote_id counts the notes of its document
SELECT document_id AS document, footnote_id, position
FROM footnotes
WHERE footnote_id <> document_id || '#fn' || position
