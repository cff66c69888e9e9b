package openreferral

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"catchment/model"
)

// Options say how a directory is taken over.
type Options struct {
	Feed   string            // what the directory is called; keys are made of it
	Rules  Rules             // of which type services are
	Tags   map[string]string // types that persons chose, by our keys of services
	Public bool              // places may be shown, of services that are not protected
}

// Key is our key of a record of a directory. It says nothing of the record:
// ids of others may hold anything.
func Key(feed, kind, id string) string {
	sum := sha256.Sum256([]byte(feed + "\x00" + kind + "\x00" + id))
	return "oruk-" + hex.EncodeToString(sum[:8])
}

// Batch lays a directory over what is known. Organisations become providers,
// services services, and locations sites.
//
// Of what a person may have set (type, mode, sector, disclosure) nothing is
// changed where the noun is there already. A service that no rule and no tag
// gives a type is kept as a record alone, for a person to tag.
//
// No place is kept of a service that is protected, and no record either; nor
// is one of another service that is at the same place. Of others, places are
// kept where the options allow it; else a site stands for its local authority,
// and records are kept without what tells of places.
func (d *Directory) Batch(known *model.Records, protected map[string]bool, o Options) *model.Batch {
	l := &laying{d: d, g: groundOf(known, protected), o: o, organizations: map[string]bool{},
		batch: &model.Batch{Rows: map[string][]model.Row{}, Files: d.Files, Problems: slices.Clone(d.Problems)}}
	l.batch.Problems = append(l.batch.Problems, o.Rules.unknown(l.g.types)...)
	var offers []*offer
	for _, s := range d.services {
		of := l.offer(s)
		if of.hidden {
			l.secret = append(l.secret, s.places...)
		}
		offers = append(offers, of)
	}
	for _, of := range offers {
		l.service(of)
	}
	l.idle()
	return l.batch
}

// laying is one call of Batch on its way.
type laying struct {
	d             *Directory
	g             *ground
	o             Options
	batch         *model.Batch
	secret        []place         // where protected services are
	organizations map[string]bool // that have a row
}

// idle tells of organisations that no service is of.
func (l *laying) idle() {
	busy, idle := map[string]bool{}, map[string]int{}
	for _, s := range l.d.services {
		busy[s.organization] = true
	}
	for id, o := range l.d.organizations {
		if !busy[id] {
			idle[o.file]++
		}
	}
	for _, f := range l.d.Files {
		if n := idle[f.Name]; n > 0 {
			l.batch.Problems = append(l.batch.Problems, model.Problem{File: f.Name, Warning: true, Expected: model.Say("organisations of which a service is listed are expected; those without are not taken over: %d", n)})
			delete(idle, f.Name)
		}
	}
}

func (l *laying) warn(s *service, column string, expected model.Sentence) {
	l.batch.Problems = append(l.batch.Problems, model.Problem{File: s.at.file, Row: s.at.row, Column: column, Expected: expected, Warning: true})
}

func (l *laying) row(s *service, table string, noun any, given ...string) {
	columns := map[string]bool{}
	for _, name := range given {
		columns[name] = true
	}
	l.batch.Rows[table] = append(l.batch.Rows[table], model.Row{Noun: noun, Given: columns, File: s.at.file, Number: s.at.row})
}

// keep keeps a record: whole, or without what tells of places.
func (l *laying) keep(kind, id, service string, raw object, whole bool) {
	var kept any = raw
	if !whole {
		kept = placeless(raw)
	}
	l.batch.Feed.Keep = append(l.batch.Feed.Keep, model.FeedRecord{Feed: l.o.Feed, Kind: kind, ID: id, Service: service, Raw: textOfRaw(kept)})
}

// byItself is the record of a service as it is kept: with the name of its
// organisation, so that it can be read again, and with nothing else of that
// organisation and no service but itself, because these may be protected.
func byItself(raw object, name string, org *organization) object {
	out := alone(raw).(object)
	delete(out, "organization")
	out["name"] = name
	if !org.made {
		out["organization"] = object{"id": org.id, "name": org.name}
	}
	return out
}

// alone is a value without services that stand in it.
func alone(value any) any {
	switch v := value.(type) {
	case object:
		out := object{}
		for name, member := range v {
			if name != "services" && name != "service" {
				out[name] = alone(member)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = alone(item)
		}
		return out
	}
	return value
}

func distinct(list []string) []string {
	var out []string
	for _, one := range list {
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}
