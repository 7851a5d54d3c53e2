-- question: Which treaties are cited, by volume and number of their series, and by which documents?
-- example: SELECT * FROM treaty_citations ORDER BY cited_by DESC, treaty_volume, treaty_number LIMIT 10
-- treaty_series: UNTS or LNTS
-- treaty_volume: volume or volumes, as printed
-- treaty_number: registration number, as printed
-- cited_by: number of documents that cite it, all languages of a document counted once
-- symbols: those documents
-- printed: one printed form, English where there is one
CREATE VIEW treaty_citations AS
SELECT c.treaty_series, c.treaty_volume, c.treaty_number, count(DISTINCT d.symbol) AS cited_by, list_sort(list(DISTINCT d.symbol)) AS symbols,
       arg_min(c.text, CASE d.language WHEN 'en' THEN '' ELSE d.language END) AS printed
FROM citations c JOIN documents d USING (document_id)
WHERE c.treaty_series IS NOT NULL
GROUP BY c.treaty_series, c.treaty_volume, c.treaty_number
