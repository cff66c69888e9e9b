package model

import "time"

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
