-- table: unmapped_phrases
-- severity: warning
-- reason: an opening phrase without lemma is to be added to the language data
SELECT document_id AS document, side, phrase, count AS times
FROM unmapped_phrases
