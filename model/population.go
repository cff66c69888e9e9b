package model

// AgeCount is the number of single years of age that need is computed for:
// 0 to 24. Children are aged 0 to LastChildAge.
const (
	AgeCount     = 25
	LastChildAge = 17
)

// Ages holds persons by single year of age, 0 to 24.
type Ages [AgeCount]float64

// Children is the number of persons aged 0 to 17.
func (a *Ages) Children() float64 {
	sum := 0.0
	for _, n := range a[:LastChildAge+1] {
		sum += n
	}
	return sum
}

// Population is one area's people in one year. Total counts all ages.
type Population struct {
	AreaCode string   `file:"area_code,key" gorm:"primaryKey"`
	Year     int      `file:"year,key" bounds:"1900..2200" gorm:"primaryKey;autoIncrement:false"`
	Total    *float64 `file:"total" bounds:"0.." most:"1000000000"`
	Ages     Ages     `file:"age_,required" bounds:"0.." most:"100000000" gorm:"serializer:ages"`
}

// TableName is the table and the file that hold populations.
func (Population) TableName() string { return "population" }

// Observed is a count of children known to be in need in a base area and
// tier; it replaces the estimate (METHOD 2).
type Observed struct {
	AreaCode string  `file:"area_code,key" gorm:"primaryKey"`
	Tier     int     `file:"tier,key" bounds:"2..4" gorm:"primaryKey;autoIncrement:false"`
	Count    float64 `file:"count,required" bounds:"0.." most:"10000000"`
	Year     int     `file:"year,key" bounds:"1900..2200" gorm:"primaryKey;autoIncrement:false"`
	Source   string  `file:"source,required"`
}

// TableName is the table and the file that hold observed counts.
func (Observed) TableName() string { return "observed" }
