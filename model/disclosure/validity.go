package disclosure

import "catchment/model"

// Validity says between which days the areas of a kind that stand on the day
// are all valid: the latest of their first days and the earliest of their last
// days, "" where none is stated.
func (v *View) Validity(kind model.AreaKind) (from, to model.Date) {
	day := v.result.Day
	for i := range day.Areas {
		a := &day.Areas[i]
		if a.Kind != kind || !day.Valid(int32(i)) {
			continue
		}
		from = max(from, a.ValidFrom)
		if a.ValidTo != "" && (to == "" || a.ValidTo < to) {
			to = a.ValidTo
		}
	}
	return from, to
}
