-- question: Which documents are cited by most other documents?
-- example: SELECT * FROM most_cited ORDER BY cited_by DESC, target_symbol LIMIT 10
-- target_symbol: what is cited
-- kind: what it is
-- cited_by: number of documents that cite it, all languages of a document counted once
-- mentions: how often they cite it
-- actions: how many documents recall it, reaffirm it …
-- first_citing: the first of the citing symbols, by name
-- held: whether the cited document is in these tables
CREATE VIEW most_cited AS
SELECT target_symbol, min(kind) AS kind, count(*) AS cited_by, sum(mentions)::BIGINT AS mentions,
       histogram(actions[1]) FILTER (len(actions) > 0) AS actions, min(symbol) AS first_citing, bool_or(held) AS held
FROM citation_edges
GROUP BY target_symbol
