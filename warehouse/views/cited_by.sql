-- question: Which documents cite this one, in which paragraph, with what verb?
-- example: SELECT * FROM cited_by('A/RES/70/1')
-- symbol: the citing document
-- title: its title, English where there is one
-- adopted_on: when it was adopted
-- path: the first paragraph that cites
-- actions: lemmas of the paragraphs that cite
-- mentions: how often it cites, in the language that cites most
-- languages: languages in which the citation was read
CREATE MACRO cited_by(of_symbol) AS TABLE
SELECT e.symbol, d.title, d.adopted_on, e.path, e.actions, e.mentions, e.languages
FROM citation_edges e
LEFT JOIN (
    SELECT symbol, arg_min(title, CASE language WHEN 'en' THEN '' ELSE language END) AS title, min(adopted_on) AS adopted_on
    FROM documents WHERE symbol IN (SELECT symbol FROM citation_edges WHERE target_symbol = of_symbol) GROUP BY symbol
) d ON d.symbol = e.symbol
WHERE e.target_symbol = of_symbol
ORDER BY d.adopted_on DESC NULLS LAST, e.symbol
