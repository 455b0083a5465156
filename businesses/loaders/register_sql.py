"""How the tables of the register become businesses and their establishments, in SQL."""

# Lines of addresses mostly repeat: each is looked up once, for those who are listed.
PREPARE = r"""
DROP TABLE IF EXISTS req_meaning, req_town, req_where, req_main, req_named;
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
DELETE FROM req_firm WHERE neq LIKE '99%'
  OR status NOT IN (SELECT code FROM req_meaning
    WHERE kind = 'status' AND label LIKE 'immatricul%')
  OR form NOT IN (SELECT code FROM req_meaning
    WHERE kind = 'form' AND label NOT LIKE '%individuelle%'
      AND label NOT LIKE '%personne physique%');
DELETE FROM req_place AS p
WHERE NOT EXISTS (SELECT FROM req_firm AS f WHERE f.neq = p.neq);
ANALYZE req_meaning, req_town;
CREATE OR REPLACE FUNCTION pg_temp.town(line text) RETURNS text
  LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN line <> '' THEN
    btrim(regexp_replace(regexp_replace(lower(unaccent(line)),
    '(\(? ?quebec ?\)?|\(?qc\)?)? *([a-z][0-9][a-z] ?[0-9][a-z][0-9])? *(canada)?$',
    ''), '[^a-z0-9]+', ' ', 'g')) END $$;
CREATE TEMP TABLE req_where ON COMMIT DROP AS
SELECT line2, line3, line4, town.code AS municipality_id,
  coalesce(town.region_id, area.region_id) AS region_id,
  CASE WHEN at.by_area THEN coalesce(area.latitude, town.latitude)
    ELSE town.latitude END AS latitude,
  CASE WHEN at.by_area THEN coalesce(area.longitude, town.longitude)
    ELSE town.longitude END AS longitude
FROM (SELECT line2, line3, line4 FROM req_firm
  UNION SELECT line2, line3, line4 FROM req_place) AS l
LEFT JOIN req_town t2 ON t2.sort_name = pg_temp.town(line2)
LEFT JOIN req_town t3 ON t3.sort_name = pg_temp.town(line3)
LEFT JOIN req_town t4 ON t4.sort_name = pg_temp.town(line4)
LEFT JOIN req_town town ON town.code = coalesce(t2.code, t3.code, t4.code)
CROSS JOIN LATERAL (SELECT
  (regexp_match(upper(concat_ws(' ', line2, line3, line4)),
    '([A-Z][0-9][A-Z]) ?[0-9][A-Z][0-9]'))[1] AS fsa) AS p
LEFT JOIN classifications_postalarea area ON area.code = p.fsa AND NOT area.withdrawn
CROSS JOIN LATERAL (SELECT
  town.latitude IS NULL OR substr(p.fsa, 2, 1) > '0' AS by_area) AS at;
CREATE TEMP TABLE req_main ON COMMIT DROP AS
SELECT DISTINCT ON (neq) neq, activity, activity_text, line1, line2, line3, line4
FROM req_place WHERE main IN ('O', 'Y', '1') ORDER BY neq, number;
CREATE TEMP TABLE req_named ON COMMIT DROP AS
SELECT neq, names[1] AS name, folded[1] AS folded,
  left(array_to_string(names[2:6], ' · '), 500) AS others,
  nullif(array_to_string(folded[2:6], ' '), '') AS others_folded
FROM (
  SELECT neq, array_agg(name ORDER BY other, since NULLS FIRST, name) AS names,
    array_agg(folded ORDER BY other, since NULLS FIRST, name) AS folded
  FROM (
    SELECT n.*, (m.label LIKE 'nom%') IS NOT TRUE AS other
    FROM req_name n LEFT JOIN req_meaning m ON m.kind = 'name' AND m.code = n.kind
    WHERE until IS NULL AND folded <> '') AS n
  GROUP BY neq) AS ordered;
ANALYZE req_firm (neq, size), req_main (neq), req_named (neq), req_where;
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
  w.region_id, w.municipality_id,
  left(concat_ws(', ', nullif(l.line1, ''), nullif(l.line2, ''), nullif(l.line3, ''),
    nullif(l.line4, '')), 300),
  w.latitude, w.longitude, FALSE, FALSE
FROM req_firm f
JOIN req_named n USING (neq)
LEFT JOIN req_meaning size ON size.kind = 'size' AND size.code = f.size
LEFT JOIN req_main p USING (neq)
CROSS JOIN LATERAL (SELECT
  CASE WHEN p.neq IS NULL THEN f.line1 ELSE p.line1 END AS line1,
  CASE WHEN p.neq IS NULL THEN f.line2 ELSE p.line2 END AS line2,
  CASE WHEN p.neq IS NULL THEN f.line3 ELSE p.line3 END AS line3,
  CASE WHEN p.neq IS NULL THEN f.line4 ELSE p.line4 END AS line4) AS l
LEFT JOIN req_where w
  ON w.line2 = l.line2 AND w.line3 = l.line3 AND w.line4 = l.line4
LEFT JOIN businesses_activityclass class
  ON class.code = coalesce(nullif(f.activity, ''), p.activity, '')
ORDER BY n.folded, f.neq;
"""

PLACES_SQL = r"""
INSERT INTO staged_businesses_establishment (row_number, business_id, number, name,
  is_main, address, municipality_id, activity, activity_text, withdrawn)
SELECT p.row_number, p.neq, p.number, p.name, p.main IN ('O', 'Y', '1'),
  left(concat_ws(', ', nullif(p.line1, ''), nullif(p.line2, ''), nullif(p.line3, ''),
    nullif(p.line4, '')), 300),
  w.municipality_id, left(p.activity, 6), p.activity_text, FALSE
FROM req_place p
LEFT JOIN req_where w USING (line2, line3, line4)
WHERE p.neq IN (SELECT neq FROM staged_businesses_business)
ORDER BY p.neq, p.number;
"""

UNMATCHED = """
SELECT activity, count(*) FROM (
  SELECT activity, industry_id FROM staged_businesses_business
  UNION ALL SELECT activity, industry_id FROM {standing} AS s) AS every
WHERE activity <> '' AND industry_id IS NULL
GROUP BY activity ORDER BY count(*) DESC, activity LIMIT 100
"""
