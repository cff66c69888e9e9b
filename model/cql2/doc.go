// Package cql2 reads a filter in the Common Query Language of the Open
// Geospatial Consortium (CQL2, OGC 21-065r2), as text or as JSON, checks it
// against the properties that may be filtered by, says of a feature in memory
// whether it matches, and writes the filter back as text or as JSON.
//
//	tier = 3 AND gap IN ('none', 'partial') AND S_INTERSECTS(geometry, BBOX(-5.3, 51.3, -2.6, 53.5))
//	T_AFTER(reviewed, DATE('2026-04-01')) AND CASEI(name) LIKE CASEI('%caerdydd%')
//
// The requirements classes of the standard, with their clauses:
//
//   - 6 Basic CQL2: = <> < > <= >=, IS NULL, AND, OR, NOT, TRUE and FALSE,
//     texts, numbers, truth values, DATE and TIMESTAMP
//   - 7.2 Advanced comparison operators: LIKE, BETWEEN, IN. BETWEEN takes texts,
//     dates and timestamps besides numbers
//   - 7.3 and 7.4 Case-insensitive and accent-insensitive comparison: CASEI and
//     ACCENTI; ŵ is then as w, ŷ as y
//   - 7.5 Basic spatial functions: S_INTERSECTS with POINT and BBOX
//   - 7.6 the same with additional literals: LINESTRING, POLYGON, their MULTI
//     forms, GEOMETRYCOLLECTION
//   - 7.7 Spatial functions: S_CONTAINS, S_CROSSES, S_DISJOINT, S_EQUALS,
//     S_OVERLAPS, S_TOUCHES, S_WITHIN
//   - 7.8 Temporal functions: the fifteen T_ functions
//   - 7.10 Property-property comparisons
//   - 7.12 Arithmetic expressions: + - * / % div ^
//   - 8.2 CQL2 text and 8.3 CQL2 JSON
//
// Array functions (7.9) and functions of one's own (7.11) are not here.
//
// Where the standard leaves a choice:
//
//   - What is unknown is NULL. A comparison with NULL is NULL, and so is a sum
//     that has no finite result (5 / 0). Only TRUE is a match (the truth table
//     of clause 6.2).
//   - Kinds are not cast: '5' > 4 is refused, and so is a date beside a
//     timestamp under = or <. The T_ functions take both: there a date beside a
//     timestamp is the whole day in UTC.
//   - Texts compare by code point in composed form (NFC).
//   - Intervals contain both ends. '..' is an open end; an end that is NULL, or
//     ends the wrong way round, make the interval NULL.
//   - Geometries lie on the plane of longitude and latitude, and contain their
//     borders. Heights are left out. A BBOX whose west is east of its east
//     crosses the antimeridian. A geometry with no part touches nothing.
//   - A name that is a reserved word, or begins otherwise than a name may, stands
//     in double quotes; "" within them is one.
//   - Keywords and names of functions may be in any case; names of properties
//     not.
//
// A filter has at most 64 KiB, 64 levels and 10,000 points in its geometries,
// whose edges may not lie across each other too often. A comparison of a long
// literal with one feature can take milliseconds: whoever asks many features
// watches the time.
package cql2
