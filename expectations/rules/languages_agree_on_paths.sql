-- table: documents
-- severity: warning
-- reason: the paragraphs of a document are the same in every language: where one differs, a paragraph was lost, or the documents differ
WITH signatures AS (
    SELECT d.symbol, d.document_id, list(c.path ORDER BY c.position) AS paths
    FROM documents d JOIN clauses c USING (document_id)
    WHERE d.symbol IS NOT NULL AND c.kind <> 'heading' GROUP BY ALL
), common AS (
    SELECT symbol, paths, row_number() OVER (PARTITION BY symbol ORDER BY count(*) DESC, paths) AS rank, sum(count(*)) OVER (PARTITION BY symbol) AS languages
    FROM signatures GROUP BY symbol, paths
)
SELECT s.document_id AS document, list_filter(c.paths, lambda p: NOT list_contains(s.paths, p))[:8] AS missing,
       list_filter(s.paths, lambda p: NOT list_contains(c.paths, p))[:8] AS more
FROM signatures s JOIN common c ON c.symbol = s.symbol AND c.rank = 1 AND c.languages > 1
WHERE s.paths <> c.paths
