-- question: What do the bodies do, by verb, session and language?
-- example: SELECT session, action, paragraphs FROM action_profile WHERE language = 'en' AND kind = 'operative' ORDER BY paragraphs DESC, session, action LIMIT 10
-- organ: the body that speaks
-- session: its session
-- language: language of the document
-- kind: preambular or operative
-- action: lemma of the lead; null where the phrase has none
-- paragraphs: number of paragraphs
-- documents: in how many documents
-- share: paragraphs, of all of that body, session, language and kind
CREATE VIEW action_profile AS
SELECT d.organ, d.session, d.language, c.kind, c.action, count(*) AS paragraphs, count(DISTINCT c.document_id) AS documents,
       count(*) / sum(count(*)) OVER (PARTITION BY d.organ, d.session, d.language, c.kind) AS share
FROM clauses c JOIN documents d USING (document_id)
WHERE c.kind IN ('preambular', 'operative') AND c.depth = 0
GROUP BY d.organ, d.session, d.language, c.kind, c.action
