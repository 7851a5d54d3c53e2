-- question: Who is asked for a report, by which session, and for whom?
-- example: SELECT symbol, path, asked, receiver, session, languages FROM requests_for_reports ORDER BY symbol, position LIMIT 10
-- symbol: the document that asks
-- path: the paragraph or sub-paragraph
-- position: its place in the document
-- asked: the body that is asked, in most languages; null when no known body is named
-- receiver: the body that is to receive the report, when it is named
-- session: session by which it is due, when it is named
-- languages: languages in which the request was recognised: at least half of those that are held
-- agreed: whether those languages agree on who is asked and by when
-- text: the paragraph, in English where it is held
CREATE VIEW requests_for_reports AS
WITH held AS (
    SELECT symbol, count(*) AS languages FROM documents WHERE symbol IS NOT NULL GROUP BY symbol
)
SELECT d.symbol, c.path, min(c.position) AS position, mode(r.asked) AS asked, mode(r.receiver) AS receiver, mode(r.session) AS session,
       list_sort(list(d.language)) AS languages, count(DISTINCT r.asked) <= 1 AND count(DISTINCT r.session) <= 1 AS agreed,
       arg_min(c.text, CASE d.language WHEN 'en' THEN '' ELSE d.language END) AS text
FROM report_requests r
JOIN clauses c ON c.clause_id = r.clause_id
JOIN documents d ON d.document_id = r.document_id
JOIN held h ON h.symbol = d.symbol
GROUP BY d.symbol, c.path
HAVING 2 * count(*) >= min(h.languages)
