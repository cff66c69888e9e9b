package openreferral

import (
	"strings"
	"testing"
	"unicode/utf16"

	"catchment/model"
)

// wide writes a text in UTF-16.
func wide(text string, mark, big bool) string {
	var b strings.Builder
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	for _, u := range units {
		if big {
			b.WriteByte(byte(u >> 8))
		}
		b.WriteByte(byte(u))
		if !big {
			b.WriteByte(byte(u >> 8))
		}
	}
	return b.String()
}

// Files as programs write them: what is put right is told, and what is as it
// should be is not.
func TestTexts(t *testing.T) {
	record := func(name string) string {
		return `{"id": "a1000000-0000-4000-8000-000000000001", "name": "` + name + `", "description": "d", "status": "active", "organization": {"id": "b1000000-0000-4000-8000-000000000001", "name": "Org"}}`
	}
	const plain, accents = "MARAC Ynys", "MARAC Ŷnys Môn"
	for name, c := range map[string]struct {
		text, service string
		row           int
		told          string
	}{
		"as it should be":              {record(accents), accents, 0, ""},
		"with a mark":                  {"\ufeff" + record(accents), accents, 0, ""},
		"in lines":                     {record(accents) + "\n" + record(accents) + "\n", accents, 0, ""},
		"with a mark between":          {record(accents) + "\n\ufeff" + record(accents), accents, 0, ""},
		"in UTF-16":                    {wide(record(accents), true, false), accents, 0, "UTF-16"},
		"in UTF-16, the other order":   {wide(record(accents), true, true), accents, 0, "UTF-16"},
		"in UTF-16 without a mark":     {wide(record(accents), false, false), accents, 0, "UTF-16"},
		"the other order, no mark":     {wide(record(accents), false, true), accents, 0, "UTF-16"},
		"in Windows-1252":              {record("MARAC M\xf4n"), "MARAC Môn", 0, "Windows-1252"},
		"in both":                      {record("MARAC Môn M\xf4n"), "MARAC Môn Môn", 0, "Windows-1252"},
		"a byte that is nothing":       {record("MARAC \x81"), "MARAC \ufffd", 0, "Windows-1252"},
		"NUL as a byte":                {record("MARAC\x00Ynys"), plain, 0, "control characters"},
		"NUL between":                  {"\x00 " + record(plain) + "\x00", plain, 0, "control characters"},
		"NUL as an escape":             {record(`MARAC\u0000Ynys`), plain, 1, "control characters"},
		"an end of a line in a text":   {record("MARAC\nYnys"), plain, 0, "control characters"},
		"one as an escape":             {record(`MARAC\nYnys`), plain, 0, ""},
		"half a letter":                {record(`MARAC \ud83d`), "MARAC \ufffd", 1, "were lost"},
		"a quote and a backslash":      {record(`MARAC \"x\\`), `MARAC "x\`, 0, ""},
		"a comma too many":             {strings.Replace("["+record(plain)+",\n]", `"}}`, `",},}`, 1), plain, 0, "commas"},
		"no number":                    {strings.Replace(record(plain), `"status"`, `"x": NaN, "y": -Infinity, "status"`, 1), plain, 0, "NaN"},
		"what stands in a text stands": {record(`MARAC NaN ,]`), "MARAC NaN ,]", 0, ""},
	} {
		batch := laid(files("services.json", c.text), Options{})
		s := rowsOf[model.Service](batch, "services")
		if len(s) != 1 || s[0].Name != c.service {
			t.Errorf("%s: %+v %+v", name, s, batch.Problems)
		}
		if c.told == "" && len(batch.Problems) > 0 || c.told != "" && !tells(batch, c.row, "", c.told) {
			t.Errorf("%s: %+v", name, batch.Problems)
		}
	}
}

// Members that are not as the standard has them: what can be read is read, and
// told.
func TestMembers(t *testing.T) {
	for _, c := range []struct {
		member, column, words string
		holds                 func(*model.Service, *model.Provider) bool
	}{
		{`"status": "closed"`, "status", "is left out", nil},
		{`"status": "Temporarily Closed"`, "status", "is left out", nil},
		{`"status": "open"`, "status", "taken for an active one", func(*model.Service, *model.Provider) bool { return true }},
		{`"status": 1`, "status", "taken for an active one", func(*model.Service, *model.Provider) bool { return true }},
		{`"service_areas": "Gogledd"`, "service_areas", "taken for its name", func(s *model.Service, _ *model.Provider) bool { return len(s.AreasServed) == 1 }},
		{`"service_areas": ["http://x.example/W06000099", 1]`, "service_areas", "taken for its name", func(s *model.Service, _ *model.Provider) bool { return len(s.AreasServed) == 1 }},
		{`"languages": ["Cymraeg", {"code": "en-GB"}]`, "languages", "taken for its name", func(s *model.Service, _ *model.Provider) bool { return strings.Join(s.Languages, " ") == "cy en" }},
		{`"organization": "County"`, "organization", "taken for its name", func(_ *model.Service, p *model.Provider) bool { return p.Name == "County" }},
		{`"organization": ["County"]`, "organization.id", "taken for it", func(_ *model.Service, p *model.Provider) bool { return p.Name == "County" }},
		{`"organization": {"id": "o", "name": "County \u202eytnuoC"}`, "", "control characters", func(_ *model.Service, p *model.Provider) bool { return p.Name == "County ytnuoC" }},
		{`"organization": {"id": "o", "name": "` + strings.Repeat("County ", 60) + `"}`, "organization.name", "is cut", func(_ *model.Service, p *model.Provider) bool { return len([]rune(p.Name)) == 201 }},
		{`"organization": {"id": "o", "name": "C", "organization_identifiers": [{"identifier_scheme": "GB-CHC", "identifier": "at 7 Lane"}]}`, "organization.organization_identifiers", "left out", func(_ *model.Service, p *model.Provider) bool { return p.CharityNumber == "" }},
		{`"organization": {"id": "o", "name": "C", "website": "mailto:a@b.example"}`, "organization.website", "left out", func(_ *model.Service, p *model.Provider) bool { return p.Website == "" }},
		{`"service_at_locations": [{"location": {"name": "Hall", "latitude": 51.5, "longitude": -3.5}}]`, "service_at_locations", "taken for it", func(*model.Service, *model.Provider) bool { return true }},
		{`"id": 17.5`, "id", "taken as it is", func(*model.Service, *model.Provider) bool { return true }},
		{`"id": {"x": 1}`, "id", "the name is taken", func(*model.Service, *model.Provider) bool { return true }},
	} {
		name, _, _ := strings.Cut(c.member, ":")
		text := "{" + c.member
		for _, usual := range []string{`"id": "a1000000-0000-4000-8000-000000000001"`, `"name": "MARAC"`, `"description": "d"`, `"status": "active"`, `"organization": {"id": "o", "name": "Org"}`, `"service_areas": [{"uri": "W06000099"}]`} {
			if !strings.HasPrefix(usual, name) {
				text += ", " + usual
			}
		}
		batch := laid(files("services.json", text+"}"), Options{})
		s, p := rowsOf[model.Service](batch, "services"), rowsOf[model.Provider](batch, "providers")
		if (len(s) == 1) != (c.holds != nil) || len(s) == 1 && !c.holds(s[0], p[0]) || !tells(batch, 1, c.column, c.words) {
			t.Errorf("%s: %+v %+v %+v", c.member, s, p, batch.Problems)
		}
	}
}

func TestAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"https://a.example/x?y=1#z": "https://a.example/x?y=1#z", "HTTP://A.EXAMPLE": "http://A.EXAMPLE", "https://medium.example/@x": "https://medium.example/@x",
		"a.example": "+https://a.example", "www.a.example:8080/x": "+https://www.a.example:8080/x", "//a.example": "+https://a.example", "http:/a.example": "+https://a.example",
		"http//a.example": "+https://a.example", "http:a.example": "+https://a.example", "htp://a.example": "+https://a.example", "https;//a.example": "+https://a.example", "https://https://a.example": "",
		"http://exa mple.org": "", "mailto:a@b.example": "", "a@b.example": "", "javascript:alert(1)": "", "javascript://a.example/%0aalert(1)": "", "data:text/html,x": "", "ftp://a.example": "",
		"https://": "", "https://localhost": "", "n/a": "", "none": "", "see our page": "", "https://a.example/%zz": "", "https://u:p@a.example": "", "tel:01234": "", strings.Repeat("a", 2001) + ".example": "",
	} {
		found, repaired := address(text)
		if repaired {
			found = "+" + found
		}
		if found != want {
			t.Errorf("%.60q: %q, want %q", text, found, want)
		}
	}
}
