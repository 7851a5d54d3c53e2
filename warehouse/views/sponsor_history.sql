-- question: Which texts did a State sponsor, with how many others?
-- example: SELECT * FROM sponsor_history('QAT')
-- symbol: the document whose sponsor line names the State
-- session: session of the organ
-- organ: the organ
-- dated: date of adoption, else of issue
-- title: its title, English where there is one; that of the draft where the document is a list of sponsors that joined later
-- on_behalf_of: group on whose behalf the State sponsored
-- others: other States that sponsored the text, those that joined later counted
CREATE MACRO sponsor_history(country) AS TABLE
WITH own AS (
    SELECT symbol, regexp_replace(symbol, '/Add\.\d+$', '') AS joined, session, organ, dated, on_behalf_of FROM sponsorship WHERE iso3 = upper(country)
), others AS (
    SELECT regexp_replace(symbol, '/Add\.\d+$', '') AS joined, count(DISTINCT iso3) - 1 AS others
    FROM sponsorship WHERE regexp_replace(symbol, '/Add\.\d+$', '') IN (SELECT joined FROM own) GROUP BY 1
), titles AS (
    SELECT symbol, arg_min(title, CASE language WHEN 'en' THEN '' ELSE language END) AS title FROM documents
    WHERE title IS NOT NULL AND symbol IN (SELECT unnest([symbol, joined]) FROM own) GROUP BY symbol
)
SELECT own.symbol, own.session, own.organ, own.dated, coalesce(exact.title, base.title) AS title, own.on_behalf_of, others.others
FROM own
JOIN others ON others.joined = own.joined
LEFT JOIN titles exact ON exact.symbol = own.symbol
LEFT JOIN titles base ON base.symbol = own.joined
ORDER BY own.dated NULLS LAST, own.symbol
