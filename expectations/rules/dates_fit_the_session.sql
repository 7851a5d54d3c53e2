-- table: documents
-- severity: warning
-- reason: the regular session N of the General Assembly opens in September of 1945 + N and closes a year later; documents are issued a few months around it
SELECT document_id AS document, session, adopted_on, issued_on
FROM documents
WHERE organ = 'general_assembly' AND regexp_matches(session, '^\d+$')
  AND (adopted_on NOT BETWEEN make_date(1945 + session::INTEGER, 9, 1) AND make_date(1946 + session::INTEGER, 9, 30)
    OR issued_on NOT BETWEEN make_date(1945 + session::INTEGER, 1, 1) AND make_date(1947 + session::INTEGER, 3, 31))
