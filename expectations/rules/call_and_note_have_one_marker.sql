-- table: footnote_refs
-- severity: critical
-- reason: a call bears the marker of its note
SELECT r.document_id AS document, r.marker, n.marker AS of_note
FROM footnote_refs r JOIN footnotes n ON n.footnote_id = r.footnote_id
WHERE r.marker <> n.marker
