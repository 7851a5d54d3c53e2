-- question: Which clauses, in any language, hold these words (each of them, as parts of words too; from the fifth on as one phrase), the exact phrase first?
-- example: SELECT symbol, path, excerpt FROM search('droits de l''enfant', lang := 'fr', most := 5)
-- symbol: the document
-- language: its language
-- path: the clause
-- kind: what the clause is
-- action: lemma of its lead
-- phrase: whether it holds the words as one phrase
-- excerpt: about 240 characters around the first of the words
-- text: the clause
-- title: title of the document
-- dated: date of adoption, else of issue
-- clause_id: key of the clause
CREATE MACRO search(words, lang := NULL, most := 100) AS TABLE
WITH found AS (
    SELECT s.clause_id, s.document_id, contains(s.folded, trim(fold(words))) AS phrase,
           strpos(s.folded, CASE WHEN contains(s.folded, trim(fold(words))) THEN trim(fold(words)) ELSE string_split_regex(trim(fold(words)), '\s+')[1] END) AS place
    FROM clause_search s
    WHERE trim(fold(words)) <> ''
      AND contains(s.folded, string_split_regex(trim(fold(words)), '\s+')[1])
      AND contains(s.folded, coalesce(string_split_regex(trim(fold(words)), '\s+')[2], ''))
      AND contains(s.folded, coalesce(string_split_regex(trim(fold(words)), '\s+')[3], ''))
      AND contains(s.folded, coalesce(string_split_regex(trim(fold(words)), '\s+')[4], ''))
      AND contains(s.folded, coalesce(array_to_string(string_split_regex(trim(fold(words)), '\s+')[5:], ' '), ''))
      AND (lang IS NULL OR ends_with(s.document_id, '@' || lang))
), hits AS (
    SELECT f.phrase, f.place, c.*, f.place > 90 AND length(c.text) > 240 AS cut_before,
           length(c.text) > CASE WHEN f.place > 90 THEN f.place + 180 ELSE 240 END AS cut_behind
    FROM found f JOIN clauses c ON c.clause_id = f.clause_id
)
SELECT d.symbol, d.language, h.path, h.kind, h.action, h.phrase,
       CASE WHEN h.cut_before THEN '…' || regexp_replace(substring(h.text, h.place - 60, 240), '^\S{0,19}\s+', '') ELSE left(h.text, 240) END
           || CASE WHEN h.cut_behind THEN '…' ELSE '' END AS excerpt,
       h.text, d.title, coalesce(d.adopted_on, d.issued_on) AS dated, h.clause_id
FROM hits h JOIN documents d ON d.document_id = h.document_id
ORDER BY h.phrase DESC, dated DESC NULLS LAST, d.symbol, d.language, h.position
LIMIT most
