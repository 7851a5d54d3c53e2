-- table: clauses
-- severity: warning
-- reason: the last operative paragraph ends in a full stop: else its end was lost
SELECT document_id AS document, path, right(text, 30) AS ending
FROM (SELECT c.*, row_number() OVER (PARTITION BY c.document_id ORDER BY c.position DESC) AS back
      FROM clauses c WHERE c.kind = 'operative')
WHERE back = 1 AND NOT regexp_matches(text, '[.。۔．]["”’»」』)）]*$')
