-- question: Which State sponsored which document, all languages of the document counted once?
-- example: SELECT draft, count(DISTINCT iso3) AS sponsors FROM sponsorship GROUP BY draft ORDER BY sponsors DESC, draft LIMIT 5
-- symbol: the document: a draft, a revision of it, or a list of sponsors that joined later
-- draft: the draft, whatever its revision or addendum
-- iso3: the State
-- name_en: its UN short name, in English
-- session: session of the organ
-- organ: the organ
-- dated: date of adoption, else of issue
-- on_behalf_of: group on whose behalf it sponsored
CREATE VIEW sponsorship AS
SELECT d.symbol, regexp_replace(d.symbol, '(/(Rev|Add|Corr)\.\d+)+$', '') AS draft, s.iso3, min(s.name_en) AS name_en,
       min(d.session) AS session, min(d.organ) AS organ, min(coalesce(d.adopted_on, d.issued_on)) AS dated, min(s.on_behalf_of) AS on_behalf_of
FROM sponsors s JOIN documents d USING (document_id)
WHERE s.iso3 IS NOT NULL AND d.symbol IS NOT NULL
GROUP BY d.symbol, s.iso3
