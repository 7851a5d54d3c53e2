-- table: documents
-- severity: warning
-- reason: the notes of a document are the same in every language
WITH signatures AS (
    SELECT d.symbol, d.document_id, coalesce(list(n.marker ORDER BY n.position) FILTER (n.marker IS NOT NULL), []) AS markers
    FROM documents d LEFT JOIN footnotes n USING (document_id)
    WHERE d.symbol IS NOT NULL AND d.kind <> 'other' GROUP BY ALL
), common AS (
    SELECT symbol, markers, row_number() OVER (PARTITION BY symbol ORDER BY count(*) DESC, markers) AS rank, sum(count(*)) OVER (PARTITION BY symbol) AS languages
    FROM signatures GROUP BY symbol, markers
)
SELECT s.document_id AS document, len(s.markers) AS notes, len(c.markers) AS in_most_languages
FROM signatures s JOIN common c ON c.symbol = s.symbol AND c.rank = 1 AND c.languages > 1
WHERE s.markers <> c.markers
