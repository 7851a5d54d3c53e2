-- table: clauses
-- severity: warning
-- reason: a preambular paragraph ends in a comma or semicolon (editorial manual), a colon where points follow: else two were joined or one cut
SELECT document_id AS document, path, right(text, 30) AS ending
FROM clauses
WHERE kind = 'preambular' AND depth = 0 AND NOT regexp_matches(text, '[,;:，；：،؛]["”’»」』)）]*$')
