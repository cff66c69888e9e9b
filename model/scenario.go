package model

// ScenarioChange is one line of a scenario: what it does to one service.
// Sets holds the columns of services.csv and sites.csv that the change sets,
// as text by column name, a list that is to have nothing in it as ";"; Place is the line's place in its scenario.
type ScenarioChange struct {
	Scenario string `gorm:"primaryKey"`
	Place    int    `gorm:"primaryKey;autoIncrement:false"`
	Change   ChangeKind
	Service  string
	Sets     map[string]string `gorm:"serializer:json"`
	Cost     *float64
}

// TableName is the table that holds scenario changes.
func (ScenarioChange) TableName() string { return "scenario_changes" }

// ChangeKind says what a change does.
type ChangeKind string

// Values lists what a file may say.
func (ChangeKind) Values() []string {
	return []string{"open", "close", "resize", "move", "serve", "accept", "renew"}
}
