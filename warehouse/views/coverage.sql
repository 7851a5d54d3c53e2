-- question: Which documents are held in which languages, and why is the rest missing?
-- example: SELECT symbol, held, ar, zh, en, fr, ru, es FROM coverage WHERE held < 6 ORDER BY held DESC, symbol LIMIT 10
-- symbol: a document that is held, was asked for, was met as a file, or is only cited
-- held: in how many languages it is held
-- cited_by: number of held documents that cite it
-- ar: held, or why not: status of the last reading or fetch, or never asked
-- zh: the same for Chinese
-- en: the same for English
-- fr: the same for French
-- ru: the same for Russian
-- es: the same for Spanish
CREATE VIEW coverage AS
WITH facts AS (
    SELECT symbol, language, 'held' AS status, 1 AS rank, NULL::TIMESTAMPTZ AS tried_at FROM documents WHERE symbol IS NOT NULL
    UNION ALL
    SELECT symbol, language, status, 2, NULL FROM readings WHERE symbol IS NOT NULL AND language IS NOT NULL
        AND status NOT IN ('parsed', 'superseded', 'unchanged')
    UNION ALL
    SELECT symbol, language, status, CASE WHEN status IN ('not_found', 'not_found_provisional') THEN 4 ELSE 3 END, requested_at
    FROM (  -- of each link the last attempt; a format that does not exist says less than another that was refused or cut off
        SELECT symbol, language, arg_max(status, requested_at) AS status, max(requested_at) AS requested_at
        FROM fetches WHERE symbol IS NOT NULL AND language IS NOT NULL GROUP BY symbol, language, link
    )
), last AS (
    SELECT symbol, language, arg_min(status, (rank, -epoch_ms(coalesce(tried_at, '1970-01-01'::TIMESTAMPTZ)))) AS status FROM facts GROUP BY symbol, language
), cited AS (
    SELECT target_symbol AS symbol, count(*) AS cited_by FROM citation_edges GROUP BY target_symbol
), known AS (
    SELECT symbol FROM last UNION SELECT symbol FROM cited
)
SELECT k.symbol, count(*) FILTER (l.status = 'held') AS held, coalesce(any_value(c.cited_by), 0) AS cited_by,
       coalesce(max(l.status) FILTER (l.language = 'ar'), 'never asked') AS ar,
       coalesce(max(l.status) FILTER (l.language = 'zh'), 'never asked') AS zh,
       coalesce(max(l.status) FILTER (l.language = 'en'), 'never asked') AS en,
       coalesce(max(l.status) FILTER (l.language = 'fr'), 'never asked') AS fr,
       coalesce(max(l.status) FILTER (l.language = 'ru'), 'never asked') AS ru,
       coalesce(max(l.status) FILTER (l.language = 'es'), 'never asked') AS es
FROM known k LEFT JOIN last l ON l.symbol = k.symbol LEFT JOIN cited c ON c.symbol = k.symbol
GROUP BY k.symbol
