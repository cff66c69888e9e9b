package model

// Sector says what kind of body a provider is.
type Sector string

// Values lists what a file may say.
func (Sector) Values() []string {
	return []string{"womens_aid", "children", "statutory", "health", "police", "education", "probation", "other"}
}

// Provider is a body that runs services.
type Provider struct {
	Key           string `file:"provider,key" gorm:"column:provider;primaryKey"`
	Name          string `file:"name,required"`
	NameCy        string `file:"name_cy"`
	Sector        Sector `file:"sector,required"`
	Website       string `file:"website"`
	CharityNumber string `file:"charity_number"`
}

// TableName is the table and the file that hold providers.
func (Provider) TableName() string { return "providers" }

// Programme is a way of working that services can run, with the rules that
// its authors give. A bound that a service does not state is its programme's.
type Programme struct {
	Key                   string   `file:"programme,key" gorm:"column:programme;primaryKey"`
	Name                  string   `file:"name,required"`
	NameCy                string   `file:"name_cy"`
	Weeks                 *float64 `file:"weeks" bounds:">0" most:"5200"`
	Sessions              *float64 `file:"sessions" bounds:"0.." most:"100000"`
	SessionHours          *float64 `file:"session_hours" bounds:"0.." most:"10000"`
	AgeMin                *int     `file:"age_min" bounds:"0..24"`
	AgeMax                *int     `file:"age_max" bounds:"0..24"`
	MinGroup              *float64 `file:"min_group" bounds:"0.." most:"100000"`
	MaxGroup              *float64 `file:"max_group" bounds:"0.." most:"100000"`
	ConcurrentParentGroup *bool    `file:"concurrent_parent_group"`
	RollingEntry          *bool    `file:"rolling_entry"`
	LicenceYears          *int     `file:"licence_years" bounds:"0.." most:"100"`
	Source                string   `file:"source"`
}

// TableName is the table and the file that hold programmes.
func (Programme) TableName() string { return "programmes" }
