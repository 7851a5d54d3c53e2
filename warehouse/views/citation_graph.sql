-- question: Which document cites which, in which clause, with what verb, on what date?
-- example: SELECT path, action, target_symbol, cited_on FROM citation_graph WHERE symbol = 'A/RES/77/189' AND language = 'en' ORDER BY position
-- symbol: the citing document
-- language: language in which the citation was read
-- document_id: the citing document in that language
-- position: place of the citation in the document
-- path: the clause that cites, or that calls the citing note; null for the cover
-- place: where it is cited: clause, note or cover
-- action: lemma of the paragraph that cites
-- target_symbol: what is cited
-- target_id: the cited document in the same language, when it is held
-- kind: what is cited
-- cited_on: the date printed with the citation
-- adopted_on: when the citing document was adopted
-- pinpoint: the part that is cited, as printed
CREATE VIEW citation_graph AS
WITH called AS (
    SELECT footnote_id, arg_min(clause_id, position) AS clause_id FROM footnote_refs WHERE footnote_id IS NOT NULL GROUP BY footnote_id
)
SELECT d.symbol, d.language, d.document_id, c.position, k.path,
       CASE WHEN c.clause_id IS NOT NULL THEN 'clause' WHEN c.footnote_id IS NOT NULL THEN 'note' ELSE 'cover' END AS place,
       root.action, c.target_symbol, target.document_id AS target_id, c.kind, c.cited_on, d.adopted_on, c.pinpoint
FROM citations c
JOIN documents d ON d.document_id = c.document_id
LEFT JOIN called ON called.footnote_id = c.footnote_id
LEFT JOIN clauses k ON k.clause_id = coalesce(c.clause_id, called.clause_id)
LEFT JOIN clauses root ON root.clause_id = k.document_id || '#' || regexp_extract(k.path, '^(?:[A-Z]+\.)?(?:pp|op)\d+')
LEFT JOIN documents target ON target.document_id = c.target_symbol || '@' || d.language
WHERE c.target_symbol IS NOT NULL
