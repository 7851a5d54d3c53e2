-- question: Which documents does a document rest on, directly (depth 1) and through those it cites?
-- example: SELECT depth, symbol, target_symbol, actions FROM citation_chain('A/RES/77/189', depths := 2)
-- depth: 1 for what the document itself cites
-- symbol: the citing document
-- target_symbol: what it cites
-- kind: what is cited
-- actions: lemmas of the paragraphs that cite
-- path: the first paragraph that cites
-- cited_on: the date printed with the citation
-- held: whether the cited document is in these tables
CREATE MACRO citation_chain(of_symbol, depths := 3) AS TABLE
WITH RECURSIVE reached AS (
    SELECT 0 AS depth, of_symbol::VARCHAR AS target_symbol
    UNION
    SELECT r.depth + 1, e.target_symbol
    FROM reached r JOIN citation_edges e ON e.symbol = r.target_symbol
    WHERE r.depth < depths
), nearest AS (
    SELECT target_symbol, min(depth) AS depth FROM reached GROUP BY target_symbol
)
SELECT n.depth + 1 AS depth, e.symbol, e.target_symbol, e.kind, e.actions, e.path, e.cited_on, e.held
FROM nearest n JOIN citation_edges e ON e.symbol = n.target_symbol
WHERE n.depth < depths
ORDER BY 1, 2, 3
