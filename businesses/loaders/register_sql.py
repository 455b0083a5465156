"""How the tables of the register become businesses and their establishments, in SQL."""

PREPARE = r"""
DROP TABLE IF EXISTS req_meaning, req_town, req_main, req_named;
CREATE INDEX ON req_firm (neq);
CREATE TEMP TABLE req_meaning ON COMMIT DROP AS
SELECT DISTINCT ON (kind, code) kind, code, label,
  CASE WHEN label LIKE 'aucun%' THEN 0
    ELSE (regexp_match(label, '[0-9]+'))[1]::int END AS low,
  CASE WHEN label LIKE 'aucun%' THEN 0
    ELSE (regexp_match(label, '[0-9]+[^0-9]+([0-9]+)'))[1]::int END AS high
FROM (
  SELECT CASE
    WHEN type LIKE '%INTVAL_EMPLO%' THEN 'size'
    WHEN type LIKE '%STAT_IMMAT%' THEN 'status'
    WHEN type LIKE '%FORME_JURI%' THEN 'form'
    WHEN type LIKE '%TYP_NOM%' THEN 'name' END AS kind,
    code, regexp_replace(translate(lower(unaccent(label)), chr(160) || chr(8239),
      '  '), '(?<=[0-9]) (?=[0-9]{3})', '', 'g') AS label
  FROM req_value) AS v
WHERE kind IS NOT NULL ORDER BY kind, code, label;
CREATE TEMP TABLE req_town ON COMMIT DROP AS
SELECT sort_name, min(code) AS code, min(region_id) AS region_id,
  min(latitude) AS latitude, min(longitude) AS longitude
FROM classifications_municipality WHERE NOT withdrawn
GROUP BY sort_name HAVING count(*) = 1;
CREATE OR REPLACE FUNCTION pg_temp.town(line text) RETURNS text
  LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN line <> '' THEN
    btrim(regexp_replace(regexp_replace(lower(unaccent(line)),
    '(\(? ?quebec ?\)?|\(?qc\)?)? *([a-z][0-9][a-z] ?[0-9][a-z][0-9])? *(canada)?$',
    ''), '[^a-z0-9]+', ' ', 'g')) END $$;
CREATE TEMP TABLE req_main ON COMMIT DROP AS
SELECT DISTINCT ON (neq) neq, activity, activity_text, line1, line2, line3, line4
FROM req_place WHERE main IN ('O', 'Y', '1') ORDER BY neq, number;
CREATE TEMP TABLE req_named ON COMMIT DROP AS
SELECT neq, (array_agg(name ORDER BY rank))[1] AS name,
  (array_agg(folded ORDER BY rank))[1] AS folded,
  left(string_agg(name, ' · ' ORDER BY rank) FILTER (WHERE rank BETWEEN 2 AND 6), 500)
    AS others,
  string_agg(folded, ' ' ORDER BY rank) FILTER (WHERE rank BETWEEN 2 AND 6)
    AS others_folded
FROM (
  SELECT n.*, row_number() OVER (PARTITION BY neq ORDER BY
    m.label IS NULL OR m.label NOT LIKE 'nom%', since NULLS FIRST, name) AS rank
  FROM req_name n LEFT JOIN req_meaning m ON m.kind = 'name' AND m.code = n.kind
  WHERE until IS NULL AND folded <> '') AS ranked
WHERE rank <= 6 GROUP BY neq;
ANALYZE req_firm; ANALYZE req_main; ANALYZE req_named; ANALYZE req_town;
"""

# Rows stand in the order of names, so that a page of the list is a page on disk.
FIRMS_SQL = r"""
INSERT INTO staged_businesses_business (row_number, neq, name, other_names, sort_name,
  folded, registered_on, size_from, size_to, activity, activity_text, industry_id,
  region_id, municipality_id, address, latitude, longitude, demonstration, withdrawn)
SELECT f.row_number, f.neq, n.name, coalesce(n.others, ''), n.folded,
  left(concat_ws(' ', n.others_folded, f.folded), 900), f.registered::date,
  size.low, size.high, left(coalesce(nullif(f.activity, ''), p.activity, ''), 6),
  coalesce(nullif(f.activity_text, ''), p.activity_text, ''), class.industry_id,
  coalesce(town.region_id, area.region_id), town.code, left(at.address, 300),
  CASE WHEN town.latitude IS NULL OR substr(at.fsa, 2, 1) > '0'
    THEN coalesce(area.latitude, town.latitude) ELSE town.latitude END,
  CASE WHEN town.latitude IS NULL OR substr(at.fsa, 2, 1) > '0'
    THEN coalesce(area.longitude, town.longitude) ELSE town.longitude END,
  FALSE, FALSE
FROM req_firm f
JOIN req_named n USING (neq)
JOIN req_meaning status ON status.kind = 'status' AND status.code = f.status
  AND status.label LIKE 'immatricul%'
JOIN req_meaning form ON form.kind = 'form' AND form.code = f.form
  AND form.label NOT LIKE '%individuelle%' AND form.label NOT LIKE '%personne physique%'
LEFT JOIN req_meaning size ON size.kind = 'size' AND size.code = f.size
LEFT JOIN req_main p USING (neq)
CROSS JOIN LATERAL (SELECT
  CASE WHEN p.neq IS NULL THEN f.line2 ELSE p.line2 END AS second,
  CASE WHEN p.neq IS NULL THEN f.line3 ELSE p.line3 END AS third,
  CASE WHEN p.neq IS NULL THEN f.line4 ELSE p.line4 END AS fourth,
  CASE WHEN p.neq IS NULL THEN f.line1 ELSE p.line1 END AS first) AS l
CROSS JOIN LATERAL (SELECT
  concat_ws(', ', nullif(l.first, ''), nullif(l.second, ''), nullif(l.third, ''),
    nullif(l.fourth, '')) AS address,
  (regexp_match(upper(concat_ws(' ', l.second, l.third, l.fourth)),
    '([A-Z][0-9][A-Z]) ?[0-9][A-Z][0-9]'))[1] AS fsa) AS at
LEFT JOIN req_town t2 ON t2.sort_name = pg_temp.town(l.second)
LEFT JOIN req_town t3 ON t3.sort_name = pg_temp.town(l.third)
LEFT JOIN req_town t4 ON t4.sort_name = pg_temp.town(l.fourth)
LEFT JOIN req_town town ON town.code = coalesce(t2.code, t3.code, t4.code)
LEFT JOIN classifications_postalarea area ON area.code = at.fsa AND NOT area.withdrawn
LEFT JOIN businesses_activityclass class
  ON class.code = coalesce(nullif(f.activity, ''), p.activity, '')
WHERE f.neq NOT LIKE '99%'
ORDER BY n.folded, f.neq;
"""

PLACES_SQL = r"""
CREATE INDEX ON staged_businesses_business (neq);
ANALYZE staged_businesses_business;
INSERT INTO staged_businesses_establishment (row_number, business_id, number, name,
  is_main, address, municipality_id, activity, activity_text, withdrawn)
SELECT p.row_number, p.neq, p.number, p.name, p.main IN ('O', 'Y', '1'),
  left(concat_ws(', ', nullif(p.line1, ''), nullif(p.line2, ''), nullif(p.line3, ''),
    nullif(p.line4, '')), 300),
  coalesce(t2.code, t3.code, t4.code), left(p.activity, 6), p.activity_text, FALSE
FROM req_place p
LEFT JOIN req_town t2 ON t2.sort_name = pg_temp.town(p.line2)
LEFT JOIN req_town t3 ON t3.sort_name = pg_temp.town(p.line3)
LEFT JOIN req_town t4 ON t4.sort_name = pg_temp.town(p.line4)
WHERE EXISTS (SELECT FROM staged_businesses_business b WHERE b.neq = p.neq)
ORDER BY p.neq, p.number;
"""

UNMATCHED = """
SELECT activity, count(*) FROM (
  SELECT activity, industry_id FROM staged_businesses_business
  UNION ALL SELECT activity, industry_id FROM {standing} AS s) AS every
WHERE activity <> '' AND industry_id IS NULL
GROUP BY activity ORDER BY count(*) DESC, activity LIMIT 100
"""
