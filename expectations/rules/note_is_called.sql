-- table: footnotes
-- severity: warning
-- reason: every note is called at least once: else its call was not seen, or it is no note
SELECT n.document_id AS document, n.marker, left(n.text, 60) AS note
FROM footnotes n ANTI JOIN footnote_refs r ON r.footnote_id = n.footnote_id
