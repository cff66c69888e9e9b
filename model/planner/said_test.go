package planner

import (
	"errors"
	"strings"
	"testing"

	"catchment/model"
)

// What is said of files that bring a protected service leads to no place, and
// no text holds what a database could not keep.
func TestWhatIsSaidOfFiles(t *testing.T) {
	const postcode, street = "LD1 5ZZ", "from 12 Castle Street"
	open1, hidden := ofType("group_work"), ofType("refuge")
	for name, c := range map[string]struct {
		service tableRow
		file    model.File
		says    string // "" where it is taken
	}{
		"a source with a postcode":                 {hidden, model.File{Source: "Returns of " + postcode}, placeInSource.String()},
		"a licence with a street":                  {hidden, model.File{Licence: street}, placeInSource.String()},
		"an attribution with coordinates":          {hidden, model.File{Attribution: "at 52.12345, -3.76543"}, placeInSource.String()},
		"a file called by a postcode":              {hidden, model.File{Name: "LD1_5ZZ.csv"}, placeInSource.String()},
		"a source that names no place":             {hidden, model.File{Name: "services-2026.csv", Source: "Commissioning returns 2026", Licence: "OGL 3.0"}, ""},
		"an open service, a source with a street":  {open1, model.File{Source: street}, ""},
		"an open service, a source with a zero":    {open1, model.File{Source: "a\x00b"}, controlInText.String()},
		"an open service, a file with a zero":      {open1, model.File{Name: "a\x00.csv"}, controlInText.String()},
		"an open service, a licence not UTF-8":     {open1, model.File{Licence: "a\xff"}, controlInText.String()},
		"an open service, an attribution of lines": {open1, model.File{Attribution: "One.\nTwo."}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			take(t, p, hiding())
			b := batch(c.service)
			c.file.Into = "services"
			b.Files = []model.File{c.file}
			_, err := p.Import(t.Context(), b, "mari")
			var refused *Refused
			switch {
			case c.says == "":
				if err != nil {
					t.Errorf("refused: %v", err)
				}
			case !errors.As(err, &refused) || !strings.Contains(told(refused.Problems), c.says):
				t.Errorf("%v; want %q", err, c.says)
			case strings.Contains(told(refused.Problems), "5ZZ") || strings.Contains(told(refused.Problems), "Castle"):
				t.Errorf("the place is repeated: %s", told(refused.Problems))
			}
		})
	}
}

func TestAReasonIsAText(t *testing.T) {
	p := open(t)
	take(t, p, hiding())
	take(t, p, batch(ofType("group_work")))
	base := p.Atlas().Revision.Revision
	_, put := p.Put(t.Context(), Edit{Table: "services", Key: "s1", Columns: map[string]string{"name": "Two"}, Base: base, Reason: "a\x00b"})
	_, end := p.End(t.Context(), Ending{Table: "services", Key: "s1", Last: "2026-05-01", Base: base, Reason: "a\x00b"})
	for what, err := range map[string]error{"an edit": put, "an ending": end} {
		var refused *Refused
		if !errors.As(err, &refused) || refused.Problems[0].Column != "reason" || refused.Problems[0].Expected != controlInText {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := p.DropMapping(t.Context(), "a\x00b"); model.CodeOf(err) != model.NotFound {
		t.Errorf("a mapping: %v", err)
	}
}
