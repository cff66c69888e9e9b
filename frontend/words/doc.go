// Package words puts everything that people read into English and Welsh:
// messages from the catalogue, numbers, dates, lists, names and their order.
//
// The catalogue is the TOML files beside this package, two for each name,
// catalogue/{name}.en.toml and catalogue/{name}.cy.toml, in the form of
// go-i18n. A key begins with the name of its file: "gaps.title".
//
//	["gaps.count"]
//	one   = "{{.Count}} gap"
//	other = "{{.Count}} gaps"
//
// A message says {{.Name}} where a value goes; the value named Count chooses
// the plural form. Welsh has six forms (zero one two few many other): those
// that are not written are other.
//
//	v := words.In(words.Welsh)
//	v.Say("gaps.count", "Count", 12)
package words
