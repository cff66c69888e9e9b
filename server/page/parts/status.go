package parts

import "catchment/frontend/words"

// State is how a figure stands. The first four are the words of
// coverage.Status; a suppressed figure may not be told.
type State string

// The states, each with its own word, shape and colour.
const (
	Gap        State = "gap"
	Partial    State = "partial"
	Sufficient State = "sufficient"
	NotKnown   State = "not known"
	Suppressed State = "suppressed"
)

var stateKeys = map[State]string{
	Gap: "gap", Partial: "partial", Sufficient: "sufficient", NotKnown: "unknown", Suppressed: "suppressed",
}

// Status is a word beside its shape. Template "part-status".
type Status struct {
	Word  string
	Shape string // gap, partial, sufficient, unknown or suppressed: names the shape and the class
}

// NewStatus says a state; one that it does not know is not known.
func NewStatus(v *words.Voice, state State) Status {
	key, known := stateKeys[state]
	if !known {
		key = stateKeys[NotKnown]
	}
	return Status{Word: v.Say("parts.status_" + key), Shape: key}
}
