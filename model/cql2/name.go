package cql2

// starters are the characters that a name may begin with: the rule
// identifierStart of annex B.
var starters = [][2]rune{
	{':', ':'}, {'_', '_'}, {'A', 'Z'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6},
	{0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFE}, {0x200C, 0x200D},
	{0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF},
	{0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}

// followers are those that it may go on with besides: identifierPart.
var followers = [][2]rune{{'.', '.'}, {'0', '9'}, {0x300, 0x36F}, {0x203F, 0x2040}}

func nameStart(r rune) bool { return among(r, starters) && r != 0x1680 }

func namePart(r rune) bool { return nameStart(r) || among(r, followers) }

func among(r rune, ranges [][2]rune) bool {
	for _, reach := range ranges {
		if r >= reach[0] && r <= reach[1] {
			return true
		}
	}
	return false
}

// reserved are the words that name a property only in double quotes.
var reserved = map[string]bool{
	"AND": true, "OR": true, "NOT": true, "LIKE": true, "BETWEEN": true, "IN": true,
	"IS": true, "NULL": true, "TRUE": true, "FALSE": true, "DIV": true,
}

// constructors are the words that make a value of what follows in brackets.
// Without brackets they may name a property.
var constructors = map[string]bool{
	"CASEI": true, "ACCENTI": true, "DATE": true, "TIMESTAMP": true, "INTERVAL": true, "BBOX": true,
	"POINT": true, "LINESTRING": true, "POLYGON": true, "MULTIPOINT": true,
	"MULTILINESTRING": true, "MULTIPOLYGON": true, "GEOMETRYCOLLECTION": true,
}

// called says whether a word in capitals is a constructor or a function.
func called(upper string) bool {
	return constructors[upper] || relationNamed(upper)
}
