package planner

import (
	"errors"
	"strings"
	"testing"

	"catchment/model"
)

// hiding is a provider in an area, and the types group work and refuge, of
// which the second is protected.
func hiding() *model.Batch {
	return batch(groupWork(), types("refuge"), row("areas", &model.Area{Code: "L1", Name: "North", Kind: "local_authority"}, "code", "name", "kind"), provider("Helping Hands"))
}

func groupWork() tableRow {
	return row("service_types", &model.ServiceType{Key: "group_work", Measure: model.Places}, "service_type", "measure")
}

func siteOf(d model.Disclosure) tableRow {
	return row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: d, AreaCode: "L1"}, "site", "service", "disclosure", "area_code")
}

func edited(table, key string, columns map[string]string) func(t *testing.T, p *Planner) error {
	return func(t *testing.T, p *Planner) error {
		_, err := p.Put(t.Context(), Edit{Table: table, Key: key, Columns: columns, Base: p.Atlas().Revision.Revision})
		return err
	}
}

func imported(rows ...tableRow) func(t *testing.T, p *Planner) error {
	return func(t *testing.T, p *Planner) error {
		_, err := p.Import(t.Context(), batch(rows...), "mari")
		return err
	}
}

func site(d model.Disclosure) map[string]string {
	return map[string]string{"site": "x", "service": "s1", "disclosure": string(d), "area_code": "L1"}
}

// What is protected, be it by its type alone, is not opened by a file, a form
// or an undo, nor by taking it away and bringing it again.
func TestProtectionIsNotLowered(t *testing.T) {
	for name, c := range map[string]struct {
		before []*model.Batch
		undo   bool // the last of them
		change func(t *testing.T, p *Planner) error
		says   string // "" where it may be
	}{
		"another type, by a file":              {[]*model.Batch{batch(ofType("refuge"))}, false, imported(ofType("group_work")), staysHidden.String()},
		"another type, by a form":              {[]*model.Batch{batch(ofType("refuge"))}, false, edited("services", "s1", map[string]string{"service_type": "group_work"}), staysHidden.String()},
		"a first site, by a file":              {[]*model.Batch{batch(ofType("refuge"))}, false, imported(siteOf(model.AreaOnly)), staysHidden.String()},
		"a first public site, by a file":       {[]*model.Batch{batch(ofType("refuge"))}, false, imported(siteOf(model.Public)), staysHidden.String()},
		"a first site, by a form":              {[]*model.Batch{batch(ofType("refuge"))}, false, edited("sites", "", site(model.AreaOnly)), staysHidden.String()},
		"a first public site, by a form":       {[]*model.Batch{batch(ofType("refuge"))}, false, edited("sites", "", site(model.Public)), staysHidden.String()},
		"a type that nobody uses, by a method": {nil, false, imported(groupWork(), types()), ""},
		"a type, by a method":                  {[]*model.Batch{batch(ofType("refuge"))}, false, imported(groupWork(), types()), keepsType.String()},
		"a type without the column":            {[]*model.Batch{batch(ofType("refuge"))}, false, imported(groupWork(), row("service_types", &model.ServiceType{Key: "refuge", Measure: model.Places}, "service_type", "measure")), keepsType.String()},
		"a type, taken away and again":         {[]*model.Batch{batch(groupWork())}, false, imported(groupWork(), types()), keepsType.String()},
		"a service, again as another":          {[]*model.Batch{batch(ofType("refuge"))}, true, imported(ofType("group_work")), wasProtected.String()},
		"a service, again by a form":           {[]*model.Batch{batch(ofType("refuge"))}, true, edited("services", "", map[string]string{"service": "s1", "provider": "p1", "name": "One", "service_type": "group_work", "mode": "group"}), wasProtected.String()},
		"a service, again with an open site":   {[]*model.Batch{batch(ofType("refuge"))}, true, imported(ofType("refuge"), siteOf(model.AreaOnly)), wasProtected.String()},
		"a protected site, again":              {[]*model.Batch{batch(ofType("group_work"), siteOf(model.Protected))}, true, imported(ofType("group_work"), siteOf(model.AreaOnly)), wasProtected.String()},
		"a service without its site":           {[]*model.Batch{batch(ofType("group_work"), siteOf(model.Protected))}, true, imported(ofType("group_work")), wasProtected.String()},
		"a protected site":                     {[]*model.Batch{batch(ofType("group_work"), siteOf(model.Protected))}, false, imported(siteOf(model.Public)), staysProtected.String()},
		"a service and its site, at once":      {nil, false, imported(ofType("refuge"), siteOf(model.AreaOnly)), ""},
		"again as it was":                      {[]*model.Batch{batch(ofType("refuge"))}, true, imported(ofType("refuge")), ""},
		"again, and open before":               {[]*model.Batch{batch(ofType("refuge"), siteOf(model.AreaOnly))}, true, imported(ofType("refuge"), siteOf(model.AreaOnly)), ""},
		"again of an open type":                {[]*model.Batch{batch(ofType("group_work"))}, true, imported(ofType("group_work"), siteOf(model.AreaOnly)), ""},
		"another type with a protected site":   {[]*model.Batch{batch(ofType("refuge"))}, false, imported(ofType("group_work"), siteOf(model.Protected)), ""},
		"a first site that is protected":       {[]*model.Batch{batch(ofType("refuge"))}, false, edited("sites", "", site(model.Protected)), ""},
		"a second site of what is shown":       {[]*model.Batch{batch(ofType("refuge"), siteOf(model.AreaOnly))}, false, imported(row("sites", &model.Site{Key: "y", Service: "s1", Disclosure: model.AreaOnly, AreaCode: "L1"}, "site", "service", "disclosure", "area_code")), ""},
		"a type that comes to be protected":    {[]*model.Batch{batch(ofType("group_work"))}, false, imported(row("service_types", &model.ServiceType{Key: "group_work", Measure: model.Places, ProtectedByDefault: new(true)}, "service_type", "measure", "protected_by_default"), types("refuge")), ""},
		"the undo of a site that was removed":  {[]*model.Batch{batch(ofType("refuge"), siteOf(model.AreaOnly))}, false, removedAndBack, staysHidden.String()},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			take(t, p, hiding())
			for _, b := range c.before {
				take(t, p, b)
			}
			if c.undo {
				undo(t, p, p.Atlas().Revision.Revision)
			}
			err := c.change(t, p)
			if c.says == "" {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			var refused *Refused
			text := ""
			if err != nil {
				text = err.Error()
			}
			if errors.As(err, &refused) {
				text = told(refused.Problems)
			} else if err != nil && model.CodeOf(err) != model.Forbidden {
				t.Errorf("%v is not forbidden", err)
			}
			if !strings.Contains(strings.ToLower(text), c.says) {
				t.Errorf("got %q, want %q", text, c.says)
			}
		})
	}
}

// removedAndBack takes the site of a service away, which protects it, and
// takes that back.
func removedAndBack(t *testing.T, p *Planner) error {
	made := end(t, p).Revision.Revision
	_, err := p.Undo(t.Context(), made, "mari")
	return err
}
