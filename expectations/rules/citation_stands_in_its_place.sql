-- table: citations
-- severity: critical
-- reason: a citation of a clause or a note lies within the text of that clause or note
SELECT c.document_id AS document, c.position, c.text
FROM citations c
LEFT JOIN clauses p USING (clause_id)
LEFT JOIN footnotes n ON n.footnote_id = c.footnote_id
WHERE (c.clause_id IS NOT NULL AND c.footnote_id IS NOT NULL)
   OR (c.clause_id IS NOT NULL AND NOT (c.char_start >= p.char_start AND c.char_end <= p.char_end))
   OR (c.footnote_id IS NOT NULL AND NOT (c.char_start >= n.char_start AND c.char_end <= n.char_end))
