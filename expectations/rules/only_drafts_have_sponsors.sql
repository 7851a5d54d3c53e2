-- table: sponsors
-- severity: critical
-- reason: the sponsor line stands on drafts
SELECT s.document_id AS document, s.name
FROM sponsors s JOIN documents d USING (document_id)
WHERE d.kind NOT IN ('draft_resolution', 'draft_decision')
