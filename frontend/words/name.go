package words

import (
	"fmt"
	"strings"

	"catchment/model"
)

// Kind names a kind of area: "ward" for one, else "wards".
func (v *Voice) Kind(kind model.AreaKind, count int) string {
	return v.Say("kind."+string(kind), "Count", count)
}

// Term names a value of a fixed list: Term("mode", "one_to_one") says the key
// "mode.one_to_one". A value that the catalogue does not know is shown as it
// is, with spaces for underscores.
func (v *Voice) Term(family string, value any) string {
	text := fmt.Sprint(value)
	key := family + "." + strings.ReplaceAll(text, " ", "_")
	if v.Has(key) {
		return v.Say(key)
	}
	return strings.ReplaceAll(text, "_", " ")
}
