-- table: documents
-- severity: warning
-- reason: a Security Council resolution bears the year of its adoption
SELECT document_id AS document, symbol, adopted_on
FROM documents
WHERE symbol LIKE 'S/RES/%' AND year(adopted_on) <> regexp_extract(symbol, '\((\d{4})\)', 1)::INTEGER
