-- question: What became of each clause from a draft through its revisions to the resolution as adopted?
-- example: SELECT step, earlier_symbol, symbol, basis, language, status, count(*) AS clauses FROM draft_history('A/RES/76/141') GROUP BY ALL ORDER BY ALL
-- step: number of the pair, revisions first, adoption last
-- earlier_symbol: the earlier document of the pair
-- symbol: the later one
-- relation: revision or adoption
-- basis: how the pair is known: symbol, cover, steps of the workflow, title
-- language: language in which the texts are compared
-- position: place of the clause, in the order of the later document
-- status: kept, changed, added or dropped; not_held where the earlier document is known and not held in this language
-- earlier_path: the clause in the earlier document
-- path: the clause in the later document
-- similarity: share of words in common, rare words counting more
-- diff: the words: {+added+}, [-dropped-], the rest kept
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
SELECT p.step, p.earlier_symbol, p.symbol, p.relation, p.basis, d.language, t.position, coalesce(t.status, 'not_held') AS status,
       split_part(t.earlier_clause_id, '#', 2) AS earlier_path, split_part(t.clause_id, '#', 2) AS path, t.similarity, t.diff
FROM pairs p
JOIN documents d ON d.symbol = p.symbol
LEFT JOIN text_changes t ON t.document_id = d.document_id AND t.earlier_document_id = p.earlier_symbol || '@' || d.language
ORDER BY p.step, d.language, t.position
