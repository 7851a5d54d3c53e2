-- four grounds, the surest first; a pair is kept once, with its surest ground; a draft that is named may be one that is not held
WITH held AS (
    SELECT DISTINCT symbol, kind, organ, session FROM documents WHERE symbol IS NOT NULL
), revised AS (  -- L.24/Rev.2 revises the nearest earlier revision that is held
    SELECT later.symbol, arg_max(earlier.symbol, coalesce(try_cast(nullif(regexp_extract(earlier.symbol, '/Rev\.(\d+)$', 1), '') AS INTEGER), 0)) AS earlier_symbol
    FROM held later
    JOIN held earlier
        ON regexp_replace(later.symbol, '/Rev\.\d+$', '') = regexp_replace(earlier.symbol, '/Rev\.\d+$', '')
        AND try_cast(nullif(regexp_extract(later.symbol, '/Rev\.(\d+)$', 1), '') AS INTEGER)
            > coalesce(try_cast(nullif(regexp_extract(earlier.symbol, '/Rev\.(\d+)$', 1), '') AS INTEGER), 0)
    GROUP BY later.symbol
), covers AS (
    SELECT DISTINCT d.symbol, d.proposed_in AS earlier_symbol
    FROM documents d LEFT JOIN held e ON e.symbol = d.proposed_in
    WHERE d.symbol IS NOT NULL AND d.kind IN ('resolution', 'decision') AND d.proposed_in IS NOT NULL
      AND CASE WHEN e.symbol IS NULL THEN regexp_matches(d.proposed_in, '/L\.\d+') ELSE e.kind IN ('draft_resolution', 'draft_decision') END
), listed AS (
    SELECT DISTINCT d.symbol, s.symbol AS earlier_symbol
    FROM steps s JOIN documents d USING (document_id) LEFT JOIN held e ON e.symbol = s.symbol
    WHERE d.symbol IS NOT NULL AND d.kind IN ('resolution', 'decision') AND s.step = 'draft' AND s.symbol <> d.symbol
      AND (e.symbol IS NULL OR e.kind IN ('draft_resolution', 'draft_decision'))
), titled AS (
    SELECT symbol, language, kind, organ, session, TRY_CAST(session AS INTEGER) AS number,
           trim(regexp_replace(regexp_replace(fold(title), '\d+', '', 'g'), '\s+', ' ', 'g')) AS title
    FROM documents WHERE symbol IS NOT NULL AND title IS NOT NULL AND session IS NOT NULL
), last_drafts AS (  -- of a draft and its revisions only the last can have been adopted
    SELECT * FROM titled WHERE kind IN ('draft_resolution', 'draft_decision') AND symbol NOT IN (SELECT earlier_symbol FROM revised)
), adopted AS (
    SELECT t.symbol, e.symbol AS earlier_symbol, t.language
    FROM titled t JOIN last_drafts e ON e.title = t.title AND e.language = t.language AND e.session = t.session AND e.organ IS NOT DISTINCT FROM t.organ
    WHERE (t.kind, e.kind) IN (('resolution', 'draft_resolution'), ('decision', 'draft_decision'))
), yearly AS (  -- the nearest earlier session with a resolution of that title
    SELECT t.symbol, e.symbol AS earlier_symbol, t.language
    FROM titled t JOIN titled e ON e.title = t.title AND e.language = t.language AND e.organ = t.organ AND e.kind = t.kind AND e.number < t.number
    WHERE t.kind = 'resolution'
    QUALIFY e.number = max(e.number) OVER (PARTITION BY t.symbol, t.language)
), grounds AS (
    SELECT symbol, earlier_symbol, 'revision' AS relation, 'symbol' AS basis, 1 AS rank FROM revised
    UNION ALL SELECT symbol, earlier_symbol, 'adoption', 'cover', 2 FROM covers
    UNION ALL SELECT symbol, earlier_symbol, 'adoption', 'steps', 3 FROM listed
    UNION ALL SELECT symbol, min(earlier_symbol), 'adoption', 'title', 4 FROM adopted
        WHERE symbol NOT IN (SELECT symbol FROM covers UNION ALL SELECT symbol FROM listed)
        AND earlier_symbol NOT IN (SELECT earlier_symbol FROM covers UNION ALL SELECT earlier_symbol FROM listed)
        AND earlier_symbol NOT IN (SELECT earlier_symbol FROM adopted GROUP BY earlier_symbol HAVING count(DISTINCT symbol) > 1)
        GROUP BY symbol HAVING count(DISTINCT earlier_symbol) = 1
    UNION ALL SELECT symbol, min(earlier_symbol), 'annual', 'title', 5 FROM yearly GROUP BY symbol HAVING count(DISTINCT earlier_symbol) = 1
)
SELECT g.symbol, g.earlier_symbol, g.relation, arg_min(g.basis, g.rank), bool_or(e.symbol IS NOT NULL),
       g.earlier_symbol IN (SELECT symbol FROM held)
FROM grounds g LEFT JOIN citation_edges e ON e.symbol = g.symbol AND e.target_symbol = g.earlier_symbol
GROUP BY g.symbol, g.earlier_symbol, g.relation ORDER BY g.symbol, g.earlier_symbol, g.relation
