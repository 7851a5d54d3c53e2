-- table: footnote_refs
-- severity: critical
-- reason: the offset of a call counts characters of its clause, and there is one only in a clause
SELECT r.document_id AS document, r.position, r.marker, r."offset", length(c.text) AS length
FROM footnote_refs r LEFT JOIN clauses c USING (clause_id)
WHERE (r.clause_id IS NULL) <> (r."offset" IS NULL) OR r."offset" > length(c.text)
