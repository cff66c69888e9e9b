package model

// FeedRecord is a record of a directory of others as it was read, by the
// directory's name, its kind and the id that it has there. Service is our key
// of the service that it is or would be. It is no noun: it is kept so that a
// person can see what was read, and say of which type a service is.
type FeedRecord struct {
	Feed     string `gorm:"primaryKey"`
	Kind     string `gorm:"primaryKey"` // service or organization
	ID       string `gorm:"column:id;primaryKey"`
	Service  string
	Raw      string // JSON
	Revision int    // that brought it
}

// TableName is the table that holds records of directories.
func (FeedRecord) TableName() string { return "feed_records" }

// FeedChange is what an import changes in the records of directories.
type FeedChange struct {
	Keep []FeedRecord // by feed, kind and id, in place of what was there
	Drop []string     // keys of services of whose records nothing may be kept
}

// Changes says whether there is anything to change.
func (c *FeedChange) Changes() bool { return len(c.Keep)+len(c.Drop) > 0 }
