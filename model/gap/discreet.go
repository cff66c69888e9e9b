package gap

import "fmt"

// discreetWhy puts a discreet gap into words where its kind would otherwise
// name or count services or their dates.
func (g *Gap) discreetWhy() (string, bool) {
	if !g.Discreet {
		return "", false
	}
	area, kind := g.Area.Name, g.Type.Label()
	switch g.Kind {
	case Capacity:
		return fmt.Sprintf("Provision of the type %s that reaches %s would accept %s more than it has a place for.", kind, area, children(g.Central)), true
	case Parallel:
		return "No women's service that counts is linked to a programme; its places are never added to children's.", true
	}
	return "", false
}

// discreetEnd does so for what would close the gap.
func (g *Gap) discreetEnd() (string, bool) {
	if !g.Discreet {
		return "", false
	}
	switch g.Kind {
	case Capacity:
		return fmt.Sprintf("About %s more places a year, or capacity that is not stated.", figure(g.Facts.Places)), true
	case Quality:
		return fmt.Sprintf("Bring %s to the standard.", indicators(g.Facts.Indicators)), true
	case Assurance:
		return "Assess what is not known.", true
	}
	return "", false
}

// conceal takes out what names, counts or dates services and providers.
func (f *Facts) conceal() {
	f.Services, f.Ends, f.Unknown, f.Provider, f.ByProvider = nil, nil, 0, "", 0
}
