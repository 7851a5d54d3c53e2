-- a paragraph that requests, in which a report is to be given; its sub-paragraphs count each for itself
WITH paragraphs AS (
    SELECT d.symbol, d.language, c.document_id, c.clause_id, c.path, c.position, fold(c.text) AS own, fold(root.text) AS lead
    FROM clauses c
    JOIN documents d ON d.document_id = c.document_id
    JOIN clauses root ON root.clause_id = c.document_id || '#' || regexp_extract(c.path, '^(?:[A-Z]+\.)?op\d+')
    WHERE c.kind = 'operative' AND root.action = 'request'
), asking AS (
    SELECT p.* FROM paragraphs p
    WHERE EXISTS (SELECT 1 FROM report_words w WHERE w.role = 'asks' AND w.language = p.language AND contains(p.own, w.phrase))
      AND EXISTS (SELECT 1 FROM report_words w WHERE w.role = 'report' AND w.language = p.language AND contains(p.own, w.phrase))
), asked AS (  -- the body named right after the verb is asked; one named later is asked along with it, or is to receive
    SELECT a.clause_id, arg_min(w.code, strpos(a.lead, w.phrase)) AS asked
    FROM asking a JOIN report_words w ON w.role = 'body' AND w.language = a.language AND contains(a.lead, w.phrase)
    WHERE strpos(a.lead, w.phrase) <= (CASE WHEN w.code IN (SELECT code FROM report_words WHERE role = 'receiver') THEN 24 ELSE 36 END)
          / (CASE a.language WHEN 'zh' THEN 3 ELSE 1 END)
    GROUP BY a.clause_id
), receiving AS (
    SELECT a.clause_id, arg_min(w.code, strpos(a.own, w.phrase)) AS receiver
    FROM asking a JOIN report_words w ON w.role = 'receiver' AND w.language = a.language AND contains(a.own, w.phrase)
    LEFT JOIN asked k ON k.clause_id = a.clause_id
    WHERE w.code IS DISTINCT FROM k.asked
    GROUP BY a.clause_id
), due AS (  -- of “eighth session” within “seventy-eighth session” the longer is meant
    SELECT a.clause_id, arg_max(w.code, length(w.phrase)) AS session
    FROM asking a JOIN report_words w ON w.role = 'session' AND w.language = a.language AND contains(a.own, w.phrase)
    GROUP BY a.clause_id
)
SELECT a.clause_id, a.document_id, k.asked, r.receiver, due.session
FROM asking a
LEFT JOIN asked k ON k.clause_id = a.clause_id
LEFT JOIN receiving r ON r.clause_id = a.clause_id
LEFT JOIN due ON due.clause_id = a.clause_id
ORDER BY a.clause_id
