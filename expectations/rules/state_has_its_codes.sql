-- table: sponsors
-- severity: critical
-- reason: a State is known by ISO 3166, and has its short name
SELECT document_id AS document, name, iso3, name_en
FROM sponsors
WHERE (kind = 'state' AND (iso3 IS NULL OR name_en IS NULL)) OR (kind = 'other' AND iso3 IS NOT NULL)
