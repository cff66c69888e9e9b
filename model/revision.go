package model

import (
	"strings"
	"time"
)

// Revision is one state of all data. Each change makes the next one.
type Revision struct {
	Revision int `gorm:"primaryKey;autoIncrement:false"`
	At       time.Time
	Actor    string
	Action   string
	Source   string // what the change came from, e.g. the names of files
	Digest   string // of the source, SHA-256 in hex
	Method   int    // method version in force after the change
	Undoes   int    // the revision that this one takes back, else 0
}

// TableName is the table that holds revisions.
func (Revision) TableName() string { return "revisions" }

// From says what the change came from, as Source has it: files, a revision, or
// a row of a form with the reason that was given.
func (r Revision) From() Sentence {
	table, row, _ := strings.Cut(r.Source, " ")
	switch {
	case r.Undoes > 0:
		return Say("revision %d", r.Undoes)
	case r.Action == "import":
	case table == "providers":
		return Say("providers %s", row)
	case table == "services":
		return Say("services %s", row)
	case table == "sites":
		return Say("sites %s", row)
	}
	return Said(r.Source)
}

// The actors of changes that nobody signed, while there are no accounts. They
// are kept as they are and said in the reader's language: see ActorOf.
const (
	InBrowser     = "Browser on this machine"
	ByAPI         = "API on this machine"
	OnCommandLine = "command line"
)

// ActorOf names who made a change.
func ActorOf(actor string) Sentence {
	switch actor {
	case InBrowser:
		return Say("Browser on this machine")
	case ByAPI:
		return Say("API on this machine")
	case OnCommandLine:
		return Say("command line")
	}
	return Said(actor)
}

// MethodVersion is one version of the five method tables.
type MethodVersion struct {
	Method   int `gorm:"primaryKey;autoIncrement:false"`
	Revision int
}

// TableName is the table that holds method versions.
func (MethodVersion) TableName() string { return "methods" }

// AuditEntry says what one change did to one noun. Before and After hold the
// columns that differ as a JSON object of texts; a boundary is given by its
// digest.
type AuditEntry struct {
	Entry    int64 `gorm:"primaryKey;autoIncrement:false"`
	Revision int
	Place    int
	Action   string // create, update, remove
	Noun     string // table name
	Subject  string // key
	Before   string
	After    string
}

// TableName is the table that holds the audit trail.
func (AuditEntry) TableName() string { return "audit" }
