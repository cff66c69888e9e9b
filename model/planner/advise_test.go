package planner

import (
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
)

// Advice and joint commissioning are refused where there is no such area or
// type, and to the public always.
func TestAdviseAndJoinRefuse(t *testing.T) {
	p := open(t)
	take(t, p, batch(provider("One")))
	kind := p.Atlas().Types[0].Key
	const on model.Date = "2026-04-01"
	for name, c := range map[string]struct {
		ask  func(audience disclosure.Audience) error
		code string
	}{
		"advice on no type": {func(a disclosure.Audience) error {
			_, err := p.Advise(t.Context(), on, a, AdviceWish{ServiceType: "nothing"})
			return err
		}, model.NotFound},
		"advice on no area": {func(a disclosure.Audience) error {
			_, err := p.Advise(t.Context(), on, a, AdviceWish{ServiceType: kind, Area: "nowhere"})
			return err
		}, model.NotFound},
		"a joint design of no type": {func(a disclosure.Audience) error {
			_, err := p.Join(t.Context(), on, a, JointWish{Service: model.Service{ServiceType: "nothing"}, Area: "nowhere"})
			return err
		}, model.NotFound},
		"a joint design of no area": {func(a disclosure.Audience) error {
			_, err := p.Join(t.Context(), on, a, JointWish{Service: model.Service{ServiceType: kind}, Area: "nowhere"})
			return err
		}, model.NotFound},
	} {
		if err := c.ask(disclosure.Commissioner); model.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
		if err := c.ask(disclosure.Public); model.CodeOf(err) != model.Forbidden {
			t.Errorf("%s, for the public: %v", name, err)
		}
	}
}
