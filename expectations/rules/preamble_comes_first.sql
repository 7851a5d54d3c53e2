-- table: clauses
-- severity: warning
-- reason: within a part the preamble stands before the operative paragraphs
SELECT p.document_id AS document, p.path
FROM (SELECT document_id, path, position, regexp_extract(path, '^(.*?)pp\d+$', 1) AS part FROM clauses WHERE kind = 'preambular' AND depth = 0) p
JOIN (SELECT document_id, regexp_extract(path, '^(.*?)op\d+$', 1) AS part, min(position) AS first
      FROM clauses WHERE kind = 'operative' AND depth = 0 GROUP BY ALL) o
  ON o.document_id = p.document_id AND o.part = p.part AND p.position > o.first
