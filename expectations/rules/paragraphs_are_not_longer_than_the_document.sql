-- table: documents
-- severity: warning
-- reason: clauses and notes hold most of a document's text: else much was left in the cover
SELECT d.document_id AS document, length(d.text) AS characters, held.characters AS in_clauses_and_notes
FROM documents d
JOIN (SELECT document_id, sum(length(text)) AS characters FROM (SELECT document_id, text FROM clauses UNION ALL SELECT document_id, text FROM footnotes)
      GROUP BY 1) held USING (document_id)
WHERE d.kind <> 'other' AND held.characters < 0.5 * length(d.text) AND length(d.text) > 4000
