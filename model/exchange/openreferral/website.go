package openreferral

import (
	"regexp"
	"strings"

	"catchment/model"
)

// scheme is what stands before an address, also as it is often mistyped.
var scheme = regexp.MustCompile(`^(?i)(?:h?t{1,3}ps?[:;.]?/{1,3}|https?:)`)

// another is the scheme of what is no address of the web.
var another = regexp.MustCompile(`^(?i)[a-z][a-z0-9+.-]*:(?:[^0-9]|$)`)

const longestAddress = 2000

// website reads the address of an organisation; one without a scheme, or with
// one that is mistyped, is given one.
func (r *reader) website(o object) string {
	for _, name := range []string{"website", "url"} {
		text := textAt(o, name)
		if text == "" {
			if _, empty := o[name].(string); empty {
				r.warn(name, model.Say("an address or nothing is expected; an empty text is taken for nothing"))
			}
			continue
		}
		found, repaired := address(text)
		switch {
		case found == "":
			r.warn(name, model.Say("an address of the web is expected; this one is left out"))
			continue
		case repaired:
			r.warn(name, model.Say("an address with https:// is expected; it is put before this one"))
		}
		return found
	}
	return ""
}

// address reads an address of the web, and says whether it had to be put
// right; "" where it is none.
func address(text string) (found string, repaired bool) {
	if len(text) > longestAddress {
		return "", false
	}
	if found = website(text); hasHost(found) {
		return found, false
	}
	if strings.ContainsAny(text, " @<>\"") {
		return "", false
	}
	if typed := scheme.FindString(text); typed != "" {
		text = text[len(typed):]
	} else if another.MatchString(text) {
		return "", false
	}
	if found = website("https://" + strings.TrimLeft(text, "/")); hasHost(found) {
		return found, true
	}
	return "", false
}

// host is a name with a point in it, and perhaps a port.
var host = regexp.MustCompile(`^https?://[^/?#:.]+(?:\.[^/?#:.]+)+\.?(?::[0-9]{1,5})?(?:[/?#]|$)`)

func hasHost(address string) bool { return host.MatchString(address) }
