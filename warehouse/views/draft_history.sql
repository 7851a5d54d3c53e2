-- question: What became of each clause from a draft through its revisions to the resolution as adopted?
-- example: SELECT step, earlier_symbol, symbol, status, path, diff FROM draft_history('A/RES/76/143') WHERE language = 'en' AND status <> 'kept'
CREATE MACRO draft_history(of_symbol) AS TABLE
WITH RECURSIVE lineage AS (
    SELECT of_symbol::VARCHAR AS symbol
    UNION
    SELECT CASE WHEN p.symbol = l.symbol THEN p.earlier_symbol ELSE p.symbol END
    FROM lineage l JOIN document_pairs p ON p.relation IN ('revision', 'adoption') AND (p.symbol = l.symbol OR p.earlier_symbol = l.symbol)
), pairs AS (
    SELECT p.earlier_symbol, p.symbol, p.relation, p.basis,
           dense_rank() OVER (ORDER BY p.relation = 'adoption', p.symbol, p.earlier_symbol) AS step
    FROM document_pairs p JOIN lineage l ON l.symbol = p.symbol
    WHERE p.relation IN ('revision', 'adoption')
)
SELECT p.step, p.earlier_symbol, p.symbol, p.relation, p.basis, d.language, t.position, t.status,
       split_part(t.earlier_clause_id, '#', 2) AS earlier_path, split_part(t.clause_id, '#', 2) AS path, t.similarity, t.diff
FROM pairs p
JOIN documents d ON d.symbol = p.symbol
JOIN text_changes t ON t.document_id = d.document_id AND t.earlier_document_id = p.earlier_symbol || '@' || d.language
ORDER BY p.step, d.language, t.position
