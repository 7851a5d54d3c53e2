-- table: clauses
-- severity: critical
-- reason: whoever doubts a row looks it up in the text of the document by its offsets
SELECT c.document_id AS document, c.path, c.char_start, c.char_end
FROM clauses c JOIN documents d USING (document_id)
WHERE c.char_end < c.char_start OR substring(d.text, c.char_start + 1, c.char_end - c.char_start) <> c.text
