-- question: How does each paragraph read in the six languages?
-- example: SELECT path, en, fr FROM clause_alignment WHERE symbol = 'A/RES/77/11' ORDER BY position
-- symbol: the document
-- path: the paragraph
-- position: its place in the document
-- kind: what it is
-- action: lemma of its lead, as read in English, else in the first language by code
-- ar: Arabic
-- zh: Chinese
-- en: English
-- fr: French
-- ru: Russian
-- es: Spanish
-- languages: in how many languages it is held
CREATE VIEW clause_alignment AS
SELECT d.symbol, c.path, min(c.position) AS position, min(c.kind) AS kind, arg_min(c.action, CASE d.language WHEN 'en' THEN '' ELSE d.language END) AS action,
       max(c.text) FILTER (d.language = 'ar') AS ar,
       max(c.text) FILTER (d.language = 'zh') AS zh,
       max(c.text) FILTER (d.language = 'en') AS en,
       max(c.text) FILTER (d.language = 'fr') AS fr,
       max(c.text) FILTER (d.language = 'ru') AS ru,
       max(c.text) FILTER (d.language = 'es') AS es,
       count(*) AS languages
FROM clauses c JOIN documents d USING (document_id)
WHERE d.symbol IS NOT NULL
GROUP BY d.symbol, c.path
