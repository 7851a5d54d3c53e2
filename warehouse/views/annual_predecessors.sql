-- question: Which resolution of an earlier session does a resolution renew, and how much of the text is new?
-- example: SELECT symbol, earlier_symbol, title, kept, changed, added, dropped FROM annual_predecessors WHERE language = 'en' ORDER BY symbol LIMIT 10
-- symbol: the later resolution
-- earlier_symbol: the one that it renews
-- language: language in which the texts were compared
-- title: title of the later
-- session: session of the later
-- earlier_session: session of the earlier
-- cites: whether the later cites the earlier
-- kept: clauses with the same words
-- changed: clauses with other words
-- added: new clauses
-- dropped: clauses that are gone
-- share_kept: clauses kept, of all clauses of the later
CREATE VIEW annual_predecessors AS
SELECT p.symbol, p.earlier_symbol, d.language, d.title, d.session, e.session AS earlier_session, p.cites,
       count(*) FILTER (t.status = 'kept') AS kept, count(*) FILTER (t.status = 'changed') AS changed,
       count(*) FILTER (t.status = 'added') AS added, count(*) FILTER (t.status = 'dropped') AS dropped,
       count(*) FILTER (t.status = 'kept') / count(*) FILTER (t.status <> 'dropped') AS share_kept
FROM document_pairs p
JOIN documents d ON d.symbol = p.symbol
JOIN documents e ON e.symbol = p.earlier_symbol AND e.language = d.language
JOIN text_changes t ON t.document_id = d.document_id AND t.earlier_document_id = e.document_id
WHERE p.relation = 'annual'
GROUP BY ALL
