package model

// Measure says how provision of a service type is counted.
type Measure string

// Places are handed out, each once; presence is there or not.
const (
	Places   Measure = "places"
	Presence Measure = "presence"
)

// Values lists what a file may say.
func (Measure) Values() []string { return []string{string(Places), string(Presence)} }

// Unit is what a capacity counts. Unlike units are never added.
type Unit string

// Child is the unit of a type that states none.
const Child Unit = "child"

// Values lists what a file may say.
func (Unit) Values() []string {
	return []string{string(Child), "family", "adult", "bed_space", "seat", "session", "hour", "fte"}
}

// DecayName names how reach falls with distance (METHOD 3).
type DecayName string

// Values lists what a file may say.
func (DecayName) Values() []string { return []string{"binary", "steps", "gaussian"} }

// Audience says whom a service type is for.
type Audience string

// Perpetrators have programmes, which never count as places for children.
const Perpetrators Audience = "perpetrators"

// Values lists what a file may say.
func (Audience) Values() []string {
	return []string{"children", "parents", "families", string(Perpetrators)}
}

// Confidence says how sure the placing of a type in a tier is.
type Confidence string

// Values lists what a file may say.
func (Confidence) Values() []string { return []string{"sure", "likely", "open"} }

// ServiceType is an entry of the taxonomy. Method is the version of the
// method that the row belongs to, as in all five method tables.
type ServiceType struct {
	Method             int       `gorm:"primaryKey;autoIncrement:false"`
	Key                string    `file:"service_type,key" gorm:"column:service_type;primaryKey"`
	Name               string    `file:"name"`
	NameCy             string    `file:"name_cy"`
	Measure            Measure   `file:"measure,required"`
	Unit               Unit      `file:"unit"`
	CatchmentKm        *float64  `file:"catchment_km" bounds:">0" most:"20000"`
	CatchmentMinutes   *float64  `file:"catchment_minutes" bounds:">0" most:"100000"`
	Decay              DecayName `file:"decay"`
	Audience           Audience  `file:"audience"`
	ProtectedByDefault *bool     `file:"protected_by_default"`
}

// TableName is the table and the file that hold service types.
func (ServiceType) TableName() string { return "service_types" }

// Label is the name, or the key where no name is stated.
func (t *ServiceType) Label() string {
	if t.Name != "" {
		return t.Name
	}
	return t.Key
}

// CapacityUnit is the unit that the type's places are counted in.
func (t *ServiceType) CapacityUnit() Unit {
	if t.Unit != "" {
		return t.Unit
	}
	return Child
}

// IsProtected says whether sites of the type are protected unless stated.
func (t *ServiceType) IsProtected() bool {
	return t.ProtectedByDefault != nil && *t.ProtectedByDefault
}

// Uptake makes a service type expected in a tier: the part of that tier's
// children who should be offered it in a year.
type Uptake struct {
	Method      int        `gorm:"primaryKey;autoIncrement:false"`
	ServiceType string     `file:"service_type,key" gorm:"primaryKey"`
	Tier        int        `file:"tier,key" bounds:"1..4" gorm:"primaryKey;autoIncrement:false"`
	Uptake      float64    `file:"uptake,required" bounds:"0..1"`
	Weight      *float64   `file:"weight" bounds:"0.." most:"1000000"`
	Confidence  Confidence `file:"confidence"`
	Source      string     `file:"source"`
}

// TableName is the table and the file that hold uptake.
func (Uptake) TableName() string { return "uptake" }

// Rate is children in need of a tier per 10,000 persons of the ages. AgeFrom
// not stated is 0, AgeTo not stated is 17.
type Rate struct {
	Method  int      `gorm:"primaryKey;autoIncrement:false"`
	Tier    int      `file:"tier,key" bounds:"2..4" gorm:"primaryKey;autoIncrement:false"`
	AgeFrom int      `file:"age_from,key,default=0" bounds:"0..24" gorm:"primaryKey;autoIncrement:false"`
	AgeTo   int      `file:"age_to,key,default=17" bounds:"0..24" gorm:"primaryKey;autoIncrement:false"`
	Low     *float64 `file:"low" bounds:"0.." most:"10000"`
	Central float64  `file:"central,required" bounds:"0.." most:"10000"`
	High    *float64 `file:"high" bounds:"0.." most:"10000"`
	Source  string   `file:"source,required"`
}

// TableName is the table and the file that hold rates.
func (Rate) TableName() string { return "rates" }

// Share is the part of a tier's children with a profile attribute.
type Share struct {
	Method    int     `gorm:"primaryKey;autoIncrement:false"`
	Tier      int     `file:"tier,key" bounds:"1..4" gorm:"primaryKey;autoIncrement:false"`
	Attribute string  `file:"attribute,key" gorm:"primaryKey"`
	Share     float64 `file:"share,required" bounds:"0..1"`
	Source    string  `file:"source"`
}

// TableName is the table and the file that hold shares.
func (Share) TableName() string { return "shares" }

// Setting is one number of the method by name; see Settings.
type Setting struct {
	Method int     `gorm:"primaryKey;autoIncrement:false"`
	Key    string  `file:"setting,key" gorm:"column:setting;primaryKey"`
	Value  float64 `file:"value,required"`
}

// TableName is the table and the file that hold settings.
func (Setting) TableName() string { return "settings" }
