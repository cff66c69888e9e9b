package cql2

// timeRelation is how two spans of time may lie, after the W3C and OGC Time
// Ontology. The relations that need length are for intervals only.
type timeRelation struct {
	name      string
	intervals bool
	holds     func(a, b span) bool
}

var timeRelations = []timeRelation{
	{"t_after", false, after},
	{"t_before", false, before},
	{"t_disjoint", false, func(a, b span) bool { return before(a, b) || after(a, b) }},
	{"t_equals", false, func(a, b span) bool { return starts(a, b) == 0 && ends(a, b) == 0 }},
	{"t_intersects", false, func(a, b span) bool { return !before(a, b) && !after(a, b) }},
	{"t_contains", true, func(a, b span) bool { return starts(a, b) < 0 && ends(a, b) > 0 }},
	{"t_during", true, func(a, b span) bool { return starts(a, b) > 0 && ends(a, b) < 0 }},
	{"t_finishedBy", true, func(a, b span) bool { return starts(a, b) < 0 && ends(a, b) == 0 }},
	{"t_finishes", true, func(a, b span) bool { return starts(a, b) > 0 && ends(a, b) == 0 }},
	{"t_meets", true, meets},
	{"t_metBy", true, func(a, b span) bool { return meets(b, a) }},
	{"t_overlappedBy", true, func(a, b span) bool { return overlaps(b, a) }},
	{"t_overlaps", true, overlaps},
	{"t_startedBy", true, func(a, b span) bool { return starts(a, b) == 0 && ends(a, b) > 0 }},
	{"t_starts", true, func(a, b span) bool { return starts(a, b) == 0 && ends(a, b) < 0 }},
}

func starts(a, b span) int { return a.start.Compare(b.start) }

func ends(a, b span) int { return a.end.Compare(b.end) }

func after(a, b span) bool { return a.start.After(b.end) }

func before(a, b span) bool { return after(b, a) }

func meets(a, b span) bool { return a.end.Equal(b.start) }

// overlaps: a starts first, b starts before a ends, and b ends last.
func overlaps(a, b span) bool {
	return starts(a, b) < 0 && a.end.After(b.start) && ends(a, b) < 0
}
