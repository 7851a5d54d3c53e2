-- table: citations
-- severity: critical
-- reason: a row refers to clauses and notes of its own document only
SELECT document_id AS document, citation_id AS row_id, coalesce(clause_id, footnote_id, ibid_of) AS refers_to
FROM citations
WHERE NOT starts_with(coalesce(clause_id, document_id || '#'), document_id || '#')
   OR NOT starts_with(coalesce(footnote_id, document_id || '#'), document_id || '#')
   OR NOT starts_with(coalesce(ibid_of, document_id || '#'), document_id || '#')
UNION ALL
SELECT document_id, marker, coalesce(clause_id, footnote_id)
FROM footnote_refs
WHERE NOT starts_with(coalesce(clause_id, document_id || '#'), document_id || '#')
   OR NOT starts_with(coalesce(footnote_id, document_id || '#'), document_id || '#')
