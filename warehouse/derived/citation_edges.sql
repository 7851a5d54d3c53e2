-- a note is cited from the paragraph that calls it; a sub-paragraph acts with the verb of its paragraph
WITH called AS (
    SELECT footnote_id, arg_min(clause_id, position) AS clause_id FROM footnote_refs WHERE footnote_id IS NOT NULL GROUP BY footnote_id
), mentions AS (
    SELECT d.symbol, d.language, c.target_symbol, c.kind, c.cited_on, c.position, coalesce(c.clause_id, called.clause_id) AS clause_id
    FROM citations c
    JOIN documents d USING (document_id)
    LEFT JOIN called ON called.footnote_id = c.footnote_id
    WHERE c.target_symbol IS NOT NULL AND d.symbol IS NOT NULL AND c.target_symbol <> d.symbol
), acting AS (
    SELECT m.symbol, m.target_symbol, m.language, m.kind, m.cited_on, k.path, m.position, root.action
    FROM mentions m
    LEFT JOIN clauses k ON k.clause_id = m.clause_id
    LEFT JOIN clauses root ON root.clause_id = k.document_id || '#' || regexp_extract(k.path, '^(?:[A-Z]+\.)?(?:pp|op)\d+')
), per_language AS (
    SELECT symbol, target_symbol, language, min(kind) AS kind, count(*) AS mentions, arg_min(path, position) AS path, min(cited_on) AS cited_on,
           list(DISTINCT action) FILTER (action IS NOT NULL) AS actions
    FROM acting GROUP BY symbol, target_symbol, language
)
SELECT symbol, target_symbol, min(kind), max(mentions), list_sort(list(language)),
       coalesce(list_sort(list_distinct(flatten(list(actions) FILTER (actions IS NOT NULL)))), []),
       arg_min(path, CASE language WHEN 'en' THEN 0 ELSE 1 END || language), min(cited_on),
       target_symbol IN (SELECT symbol FROM documents WHERE symbol IS NOT NULL)
FROM per_language GROUP BY symbol, target_symbol ORDER BY symbol, target_symbol
