-- table: documents
-- severity: warning
-- reason: a document cites the same in every language
WITH signatures AS (
    SELECT d.symbol, d.document_id, coalesce(list(DISTINCT c.target_symbol ORDER BY c.target_symbol) FILTER (c.target_symbol IS NOT NULL), []) AS cited
    FROM documents d LEFT JOIN citations c USING (document_id)
    WHERE d.symbol IS NOT NULL AND d.kind <> 'other' GROUP BY ALL
), common AS (
    SELECT symbol, cited, row_number() OVER (PARTITION BY symbol ORDER BY count(*) DESC, cited) AS rank, sum(count(*)) OVER (PARTITION BY symbol) AS languages
    FROM signatures GROUP BY symbol, cited
)
SELECT s.document_id AS document, list_filter(c.cited, lambda x: NOT list_contains(s.cited, x))[:8] AS missing,
       list_filter(s.cited, lambda x: NOT list_contains(c.cited, x))[:8] AS more
FROM signatures s JOIN common c ON c.symbol = s.symbol AND c.rank = 1 AND c.languages > 1
WHERE s.cited <> c.cited
