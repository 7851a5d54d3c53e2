-- table: clauses
-- severity: critical
-- reason: a paragraph that carries meaning has words, or a number and sub-paragraphs that have them (“11. (a) Calls upon …”)
SELECT c.document_id AS document, c.path
FROM clauses c
WHERE NOT regexp_matches(c.text, '[\p{L}\p{N}]')
  AND NOT (c.label IS NOT NULL AND EXISTS (FROM clauses s WHERE s.parent_id = c.clause_id))
