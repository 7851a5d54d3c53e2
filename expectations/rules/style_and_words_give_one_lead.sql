-- table: lead_conflicts
-- severity: warning
-- reason: the printed style and the language data agree on the action phrase
SELECT document_id AS document, clause_id, lead, phrase
FROM lead_conflicts
