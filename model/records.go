package model

// Records is every noun of one revision. Slices are ordered by key; the five
// method tables hold the rows of the current method version.
type Records struct {
	Areas        []Area
	Population   []Population
	Observed     []Observed
	ServiceTypes []ServiceType
	Uptake       []Uptake
	Rates        []Rate
	Shares       []Share
	Settings     []Setting
	Providers    []Provider
	Programmes   []Programme
	Services     []Service
	Sites        []Site
	Assessments  []Assessment
	Travel       []TravelTime
	Scenarios    []ScenarioChange

	Tiers          []Tier
	TierRows       []TierRow
	Indicators     []Indicator
	Criteria       []Criterion
	Levels         []LevelDescriptor
	FrameworkItems []FrameworkItem
	Variants       []Variant
	Claims         []Claim
	Sources        []Source
}

// Batch is what was read from files, before it is checked against the rest.
// Rows are in order of reading, by table name.
type Batch struct {
	Rows     map[string][]Row
	Problems Problems
	Files    []File
	Feed     FeedChange // records of directories, as they were read
}

// Row is one row of one file. Noun points to the noun it speaks of, e.g.
// *Service; Given names the columns that the file has ("boundary" for a
// geometry): a column not given leaves what is known as it is.
type Row struct {
	Noun   any
	Given  map[string]bool
	File   string
	Number int
}

// File names a file that was read: SHA-256 of its bytes in hex, the table it
// went into, and what must be said of it wherever its figures are shown.
type File struct {
	Revision    int `gorm:"primaryKey;autoIncrement:false"`
	Place       int `gorm:"primaryKey;autoIncrement:false"`
	Name        string
	Digest      string
	Into        string
	Rows        int
	Source      string
	Licence     string
	Attribution string
}

// TableName is the table that holds the files imported.
func (File) TableName() string { return "imported_files" }
