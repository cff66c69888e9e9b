package model

// Level is how far a criterion is in place: "0" not in place, "1" partly,
// "2" in place, "3" embedded and reviewed, "na" not applicable, "" none.
type Level string

// NotApplicable takes a criterion out of the mean of its indicator.
const NotApplicable Level = "na"

// Values lists what a file may say.
func (Level) Values() []string { return []string{"0", "1", "2", "3", "na"} }

// Share is the level as a part of the highest, level / 3. It has no meaning
// for NotApplicable and for no level.
func (l Level) Share() float64 {
	if len(l) != 1 {
		return 0
	}
	return float64(l[0]-'0') / 3
}

// SubjectKind says what an assessment is of.
type SubjectKind string

// The three kinds of subject; an area stands for its partnership.
const (
	OfService  SubjectKind = "service"
	OfProvider SubjectKind = "provider"
	OfArea     SubjectKind = "area"
)

// Values lists what a file may say.
func (SubjectKind) Values() []string {
	return []string{string(OfService), string(OfProvider), string(OfArea)}
}

// Assessment is one judgement of one criterion on one day. Both levels are
// kept; the moderated one counts where there is one (METHOD 5).
type Assessment struct {
	SubjectKind    SubjectKind `file:"subject_kind,key" gorm:"primaryKey"`
	Subject        string      `file:"subject,key" gorm:"primaryKey"`
	Criterion      string      `file:"criterion,key" gorm:"primaryKey"`
	SelfLevel      Level       `file:"self_level"`
	ModeratedLevel Level       `file:"moderated_level"`
	Evidence       string      `file:"evidence"`
	Assessor       string      `file:"assessor"`
	AssessedOn     Date        `file:"assessed_on,key" gorm:"primaryKey"`
	ReviewBy       Date        `file:"review_by"`
}

// TableName is the table and the file that hold assessments.
func (Assessment) TableName() string { return "assessments" }

// Level is the level that counts: the moderated one, else the self level.
func (a *Assessment) Level() Level {
	if a.ModeratedLevel != "" {
		return a.ModeratedLevel
	}
	return a.SelfLevel
}
