-- table: clauses
-- severity: warning
-- reason: operative paragraphs are numbered 1…n within a part; a gap is a paragraph lost or a number misread
SELECT document_id AS document, part, count(*) AS paragraphs, max(number) AS last
FROM (SELECT document_id, regexp_extract(path, '^(.*?)op\d+$', 1) AS part, regexp_extract(path, 'op(\d+)$', 1)::INTEGER AS number
      FROM clauses WHERE kind = 'operative' AND depth = 0)
GROUP BY document_id, part
HAVING max(number) <> count(*)
