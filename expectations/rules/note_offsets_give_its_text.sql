-- table: footnotes
-- severity: critical
-- reason: whoever doubts a row looks it up in the text of the document by its offsets
SELECT n.document_id AS document, n.marker, n.char_start, n.char_end
FROM footnotes n JOIN documents d USING (document_id)
WHERE n.char_end < n.char_start OR substring(d.text, n.char_start + 1, n.char_end - n.char_start) <> n.text
