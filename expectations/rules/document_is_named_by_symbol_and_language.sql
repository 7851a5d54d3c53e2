-- table: documents
-- severity: critical
-- reason: a document_id is made of symbol and language, or of the hash where no symbol is known
SELECT document_id AS document, symbol, language
FROM documents
WHERE document_id <> coalesce(symbol, 'sha256-' || left(content_sha256, 12)) || '@' || language
