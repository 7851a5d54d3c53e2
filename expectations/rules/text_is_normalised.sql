-- table: clauses
-- severity: critical
-- reason: white space is single, and soft hyphens and bidi controls are no part of any text
SELECT document_id AS document, path, text
FROM clauses
WHERE text <> trim(text) OR contains(text, '  ') OR regexp_matches(text, '[\x{00AD}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}\n\t]')
