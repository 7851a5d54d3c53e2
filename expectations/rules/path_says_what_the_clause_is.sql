-- table: clauses
-- severity: critical
-- reason: kind and depth of a clause can be read off its path
SELECT document_id AS document, path, kind, depth
FROM clauses
WHERE kind <> CASE
        WHEN regexp_matches(path, '(^|\.)enacting$') THEN 'enacting'
        WHEN regexp_matches(path, '(^|\.)pp\d+') THEN 'preambular'
        WHEN regexp_matches(path, '(^|\.)op\d+') THEN 'operative'
        WHEN starts_with(path, 'annex') THEN 'annex'
        ELSE 'heading' END
   OR depth <> CASE WHEN kind IN ('preambular', 'operative')
        THEN len(string_split(regexp_extract(path, '(pp|op)\d+.*$'), '.')) - 1 ELSE 0 END
