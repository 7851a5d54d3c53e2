-- table: clauses
-- severity: warning
-- reason: the last operative paragraph ends in a full stop, in a colon where the text it adopts follows as an annex: else its end was lost
SELECT c.document_id AS document, c.path, right(c.text, 30) AS ending
FROM (SELECT *, row_number() OVER (PARTITION BY document_id ORDER BY position DESC) AS back FROM clauses WHERE kind = 'operative') c
WHERE back = 1 AND NOT regexp_matches(text, '[.。۔．]["”’»」』)）]*$')
  AND NOT (regexp_matches(text, '[:：]$') AND EXISTS (FROM clauses a WHERE a.document_id = c.document_id AND a.kind = 'annex'))
