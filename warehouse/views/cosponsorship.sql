-- question: Which pairs of States sponsor texts together, how often, and in which sessions?
-- example: SELECT iso3, other_iso3, texts, sessions FROM cosponsorship ORDER BY texts DESC, iso3, other_iso3 LIMIT 10
-- iso3: one State, the first by code
-- other_iso3: the other
-- texts: number of texts that both sponsor; a draft, its revisions and the lists of sponsors that joined later are one text
-- sessions: sessions of those texts
-- share: texts of both as a share of the texts of either (Jaccard)
CREATE VIEW cosponsorship AS
WITH own AS (SELECT draft, iso3, min(session) AS session FROM sponsorship GROUP BY draft, iso3),
totals AS (SELECT iso3, count(*) AS texts FROM own GROUP BY iso3),
pairs AS (
    SELECT a.iso3, b.iso3 AS other_iso3, count(*) AS texts, list_sort(list(DISTINCT a.session) FILTER (a.session IS NOT NULL)) AS sessions
    FROM own a JOIN own b ON a.draft = b.draft AND a.iso3 < b.iso3
    GROUP BY a.iso3, b.iso3
)
SELECT p.iso3, p.other_iso3, p.texts, p.sessions, p.texts / (x.texts + y.texts - p.texts) AS share
FROM pairs p JOIN totals x ON x.iso3 = p.iso3 JOIN totals y ON y.iso3 = p.other_iso3
