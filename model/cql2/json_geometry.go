package cql2

import "github.com/paulmach/orb"

func (b *builder) bbox(at int, members map[string]element) (operand, error) {
	numbers, err := list(members["bbox"], "a list of 4 or 6 numbers", numberOfElement)
	if err != nil {
		return operand{}, err
	}
	return b.box(at, numbers)
}

func (b *builder) geoJSON(e element) (operand, error) {
	g, err := shapeOfElement(e, true)
	if err != nil {
		return operand{}, err
	}
	return b.geometry(e.at, g)
}

// shapes read the coordinates of each GeoJSON type.
var shapes = map[string]func(element) (orb.Geometry, error){
	"Point":           func(e element) (orb.Geometry, error) { return one(pointOf(e)) },
	"LineString":      func(e element) (orb.Geometry, error) { return one(lineOf(e)) },
	"Polygon":         func(e element) (orb.Geometry, error) { return one(polygonOf(e)) },
	"MultiPoint":      func(e element) (orb.Geometry, error) { return every[orb.MultiPoint](e, pointOf) },
	"MultiLineString": func(e element) (orb.Geometry, error) { return every[orb.MultiLineString](e, lineOf) },
	"MultiPolygon":    func(e element) (orb.Geometry, error) { return every[orb.MultiPolygon](e, polygonOf) },
}

// shapeOfElement reads a GeoJSON geometry; collections do not nest.
func shapeOfElement(e element, collection bool) (orb.Geometry, error) {
	members, _ := e.value.(map[string]element)
	kind, _ := members["type"].value.(string)
	if kind == "GeometryCollection" && collection {
		return every[orb.Collection](member(e, members, "geometries"), func(part element) (orb.Geometry, error) {
			return shapeOfElement(part, false)
		})
	}
	read := shapes[kind]
	if read == nil {
		return nil, expected(max(e.at, members["type"].at), `a GeoJSON geometry with the "type" Point, LineString, Polygon or a Multi form`, element{value: members["type"].value}.found())
	}
	return read(member(e, members, "coordinates"))
}

// member is a member of an object; where it lacks, null in the object's place.
func member(e element, members map[string]element, name string) element {
	if m, ok := members[name]; ok {
		return m
	}
	return element{at: e.at}
}

// list reads each element of a list that is not empty.
func list[T any](e element, what string, read func(element) (T, error)) ([]T, error) {
	elements, err := listOfElement(e, what)
	if err != nil {
		return nil, err
	}
	if len(elements) == 0 {
		return nil, expected(e.at, what, "an empty list")
	}
	var all []T
	for _, element := range elements {
		one, err := read(element)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func every[M interface {
	~[]G
	orb.Geometry
}, G any](e element, read func(element) (G, error)) (orb.Geometry, error) {
	parts, err := list(e, "a list of coordinates or geometries", read)
	return one(M(parts), err)
}

// pointOf reads a position of two or more numbers and leaves heights out.
func pointOf(e element) (orb.Point, error) {
	numbers, err := list(e, "a position of two numbers", numberOfElement)
	if err != nil {
		return orb.Point{}, err
	}
	if len(numbers) < 2 {
		return orb.Point{}, expected(e.at, "a position of two numbers", "one number")
	}
	return orb.Point{numbers[0], numbers[1]}, nil
}

func numberOfElement(e element) (float64, error) {
	if x, ok := e.value.(float64); ok {
		return x, nil
	}
	return 0, expected(e.at, "a number", e.found())
}

func lineOf(e element) (orb.LineString, error) {
	points, err := list(e, "a list of positions", pointOf)
	if err == nil && len(points) < 2 {
		return nil, expected(e.at, "a line of at least 2 points", "1 point")
	}
	return points, err
}

func polygonOf(e element) (orb.Polygon, error) {
	return list(e, "a list of rings", func(ring element) (orb.Ring, error) {
		return list(ring, "a list of positions", pointOf)
	})
}
