-- question: Which documents are cited by most other documents?
-- example: SELECT * FROM most_cited ORDER BY cited_by DESC, target_symbol LIMIT 10
-- target_symbol: what is cited
-- kind: what it is
-- cited_by: number of documents that cite it, all languages of a document counted once
-- mentions: how often they cite it
-- actions: how many documents recall it, reaffirm it …
-- held: whether the cited document is in these tables
CREATE VIEW most_cited AS
WITH acts AS (
    SELECT target_symbol, histogram(action) AS actions
    FROM (SELECT target_symbol, unnest(actions) AS action FROM citation_edges)
    GROUP BY target_symbol
), totals AS (
    SELECT target_symbol, min(kind) AS kind, count(*) AS cited_by, sum(mentions)::BIGINT AS mentions, bool_or(held) AS held
    FROM citation_edges
    GROUP BY target_symbol
)
SELECT t.target_symbol, t.kind, t.cited_by, t.mentions, a.actions, t.held
FROM totals t LEFT JOIN acts a ON a.target_symbol = t.target_symbol
