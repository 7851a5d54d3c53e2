-- question: Which clauses, in any language, hold these words (each of them, as parts of words too; from the fifth on as one phrase), the exact phrase first?
-- example: SELECT symbol, path, text FROM search('droits de l''enfant', lang := 'fr', most := 5)
CREATE MACRO search(words, lang := NULL, most := 100) AS TABLE
WITH found AS (
    SELECT s.clause_id, s.document_id, contains(s.folded, trim(fold(words))) AS phrase
    FROM clause_search s
    WHERE trim(fold(words)) <> ''
      AND contains(s.folded, string_split_regex(trim(fold(words)), '\s+')[1])
      AND contains(s.folded, coalesce(string_split_regex(trim(fold(words)), '\s+')[2], ''))
      AND contains(s.folded, coalesce(string_split_regex(trim(fold(words)), '\s+')[3], ''))
      AND contains(s.folded, coalesce(string_split_regex(trim(fold(words)), '\s+')[4], ''))
      AND contains(s.folded, coalesce(array_to_string(string_split_regex(trim(fold(words)), '\s+')[5:], ' '), ''))
      AND (lang IS NULL OR ends_with(s.document_id, '@' || lang))
)
SELECT d.symbol, d.language, c.path, c.kind, c.action, f.phrase, c.text, d.title, coalesce(d.adopted_on, d.issued_on) AS dated, f.clause_id
FROM found f JOIN clauses c ON c.clause_id = f.clause_id JOIN documents d ON d.document_id = f.document_id
ORDER BY f.phrase DESC, dated DESC NULLS LAST, d.symbol, d.language, c.position
LIMIT most
