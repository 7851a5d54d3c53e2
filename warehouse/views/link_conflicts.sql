-- question: Where does a hyperlink point at another document than the words that carry it name?
-- example: SELECT document_id, text, target_symbol, link_symbol FROM link_conflicts ORDER BY document_id, position LIMIT 10
-- document_id: the document
-- position: place of the citation in it
-- clause_id: the clause, where a clause cites
-- footnote_id: the note, where a note cites
-- text: the words
-- target_symbol: what the words name
-- link_symbol: what the address names
-- link_uri: the address
-- context: the words around, 60 characters before and after
-- source_uri: link or file that the document was read from
CREATE VIEW link_conflicts AS
SELECT c.document_id, c.position, c.clause_id, c.footnote_id, c.text, c.target_symbol, c.link_symbol, c.link_uri,
       substring(d.text, greatest(c.char_start - 59, 1), least(c.char_start, 60) + (c.char_end - c.char_start) + 60) AS context, d.source_uri
FROM citations c JOIN documents d USING (document_id)
WHERE c.link_status = 'conflicts'
