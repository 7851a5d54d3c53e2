-- table: citations
-- severity: critical
-- reason: agrees and conflicts speak of a hyperlink, none of its absence
SELECT document_id AS document, position, text, link_status, link_uri, link_symbol, target_symbol
FROM citations
WHERE (link_status <> 'none' AND link_uri IS NULL) OR (link_status = 'conflicts' AND link_symbol IS NOT DISTINCT FROM target_symbol)
