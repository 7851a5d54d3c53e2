-- question: Which texts did a State sponsor, with how many others?
-- example: SELECT * FROM sponsor_history('QAT')
CREATE MACRO sponsor_history(country) AS TABLE
WITH own AS (
    SELECT d.symbol, d.document_id, d.language, d.session, d.organ, d.title, coalesce(d.adopted_on, d.issued_on) AS dated, s.name, s.on_behalf_of
    FROM sponsors s JOIN documents d USING (document_id)
    WHERE s.iso3 = upper(country) AND d.symbol IS NOT NULL
), others AS (
    SELECT document_id, count(*) - 1 AS others FROM sponsors WHERE document_id IN (SELECT document_id FROM own) AND repeat_of IS NULL GROUP BY document_id
)
SELECT own.symbol, min(own.session) AS session, min(own.organ) AS organ, min(own.dated) AS dated,
       arg_min(own.title, CASE own.language WHEN 'en' THEN '' ELSE own.language END) AS title, min(own.on_behalf_of) AS on_behalf_of,
       max(others.others) AS others
FROM own LEFT JOIN others ON others.document_id = own.document_id
GROUP BY own.symbol
ORDER BY dated NULLS LAST, own.symbol
