-- table: clauses
-- severity: warning
-- reason: sub-paragraphs of a paragraph are counted a, b, c …: a gap is one lost
SELECT document_id AS document, parent_id, count(*) AS paragraphs, max(position) AS last_position
FROM (SELECT document_id, parent_id, position, regexp_extract(path, '[^.]+$') AS step FROM clauses WHERE depth = 1)
GROUP BY document_id, parent_id
HAVING count(DISTINCT step) <> count(*)
    OR (count(*) <= 26 AND max(ascii(step)) FILTER (length(step) = 1) - ascii('a') + 1 <> count(*))
