package planner

import (
	"maps"
	"slices"

	"catchment/model"
)

// trail is the revisions, the latest first, and for each that is undone the
// revision that did it.
type trail struct {
	revisions []model.Revision
	by        map[int]int
}

func trailOf(latestFirst []model.Revision) trail { return trail{latestFirst, inForce(latestFirst)} }

// inForce gives, for each revision that is undone, the revision that did it.
func inForce(latestFirst []model.Revision) map[int]int {
	by := map[int]int{}
	for _, r := range latestFirst {
		if r.Undoes > 0 && by[r.Revision] == 0 {
			by[r.Undoes] = r.Revision
		}
	}
	return by
}

func (t trail) undone() []int { return slices.Sorted(maps.Keys(t.by)) }

// stands says whether a later revision is in the way of undoing a target. One
// that was undone is not, nor is its undo, since the two take each other away;
// an undo of what came before the target, or of the target, is.
func (t trail) stands(later model.Revision, target int) bool {
	return t.by[later.Revision] == 0 && later.Undoes <= target
}

// methodAfter is the last method version in the way of undoing a target, 0
// where there is none.
func (t trail) methodAfter(target int) int {
	for i, r := range t.revisions {
		if r.Revision <= target {
			break
		}
		if r.Method != t.revisions[i+1].Method && t.stands(r, target) {
			return r.Method
		}
	}
	return 0
}
