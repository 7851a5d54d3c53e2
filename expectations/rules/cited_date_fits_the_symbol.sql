-- table: citations
-- severity: warning
-- reason: a resolution of the Council is of the year in its symbol, one of a regular session of the Assembly of the year it opened or the next
SELECT document_id AS document, position, text, target_symbol, cited_on
FROM citations
WHERE ibid_of IS NULL
  AND (year(cited_on) <> try_cast(regexp_extract(target_symbol, '^S/RES/\d+ \((\d{4})\)', 1) AS INTEGER)
    OR year(cited_on) - 1945 - try_cast(regexp_extract(target_symbol, '^A/(?:RES|DEC)/(\d+)/', 1) AS INTEGER) NOT IN (0, 1))
