package directory

import (
	"strconv"

	"catchment/model"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// sites is where a service is given, as far as the system holds it: a public
// site has a place, an area-only one its area, a protected one nothing.
type sites struct {
	Rows  []siteRow
	Empty string
	New   *parts.Link
}

type siteRow struct {
	Key, Name, Disclosure, What string
	Place                       []string
	Area                        *parts.Link
	Edit                        *parts.Link
}

func (p *servicePage) sites() sites {
	var out sites
	if p.full() {
		out.New = &parts.Link{Text: p.Say("directory.new_site"), URL: p.Link(shell.Path("services", p.is.Key, "sites", "new"))}
	}
	if len(p.is.Sites) == 0 {
		out.Empty = p.Say("directory.no_sites")
		if p.is.Protected {
			out.Empty = p.Say("directory.no_sites_protected")
		}
		return out
	}
	for i := range p.is.Sites {
		out.Rows = append(out.Rows, p.siteRow(&p.is.Sites[i]))
	}
	return out
}

func (p *servicePage) siteRow(site *model.Site) siteRow {
	row := siteRow{Key: site.Key, Name: site.Name, Disclosure: p.Term("disclosure", site.Disclosure), What: p.Term("disclosure_what", site.Disclosure)}
	if site.Disclosure == model.Public {
		if site.Placed() {
			row.Place = append(row.Place, p.degrees(*site.Lat, "north", "south")+", "+p.degrees(*site.Lon, "east", "west"))
		}
		if site.Postcode != "" {
			row.Place = append(row.Place, p.Say("directory.postcode", "Postcode", site.Postcode))
		}
	} else {
		row.Place = []string{p.Say("directory.no_place_held")}
	}
	if p.full() {
		row.Edit = &parts.Link{Text: p.Say("edit"), URL: p.Link(shell.Path("sites", site.Key, "edit")), Hidden: site.Key}
	}
	if site.AreaCode != "" {
		link := p.areaLink(site.AreaCode)
		row.Area = &link
	}
	return row
}

// degrees writes a coordinate: "51.2° north".
func (p *servicePage) degrees(x float64, up, down string) string {
	if x < 0 {
		up, x = down, -x
	}
	return strconv.FormatFloat(x, 'f', -1, 64) + "° " + p.Say("directory."+up)
}

// sitesKey counts sites by what may be shown of them.
func (p *servicePage) sitesKey() parts.KeyNumber {
	k := parts.KeyNumber{Label: p.Say("directory.site"), Headline: &parts.Link{}}
	counts := map[model.Disclosure]int{}
	for _, site := range p.is.Sites {
		counts[site.Disclosure]++
	}
	var words []string
	for _, kind := range []model.Disclosure{model.Public, model.AreaOnly, model.Protected} {
		if n := counts[kind]; n > 0 {
			words = append(words, p.Say("directory.sites_"+string(kind), "Count", n))
		}
	}
	switch {
	case p.is.Protected:
		k.Headline.Text, k.Lines = p.Say("directory.protected"), []string{p.Say("directory.protected_what")}
	case len(words) == 0:
		k.Headline.Text, k.Lines = p.Say("directory.none"), []string{p.Say("directory.no_sites")}
	default:
		k.Headline.Text = p.List(words)
		if counts[model.AreaOnly] > 0 {
			k.Lines = []string{p.Say("directory.area_only_what", "Count", counts[model.AreaOnly])}
		}
	}
	return k
}
