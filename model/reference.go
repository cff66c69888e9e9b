package model

// Tier is one of the four tiers of need. The table label and the prose label
// of the source differ, and both say "complex" of different tiers: neither is
// ever matched on.
type Tier struct {
	Tier         int    `file:"tier,key" bounds:"1..4" gorm:"primaryKey;autoIncrement:false"`
	Code         string `file:"code,required"`
	TableLabel   string `file:"table_label,required"`
	TableLabelCy string `file:"table_label_cy"`
	ProseLabel   string `file:"prose_label,required"`
	ProseLabelCy string `file:"prose_label_cy"`
	Who          string `file:"who"`
	WhoCy        string `file:"who_cy"`
	Source       string `file:"source,required"`
}

// TableName is the table that holds tiers.
func (Tier) TableName() string { return "tiers" }

// TierRow is a line of the source's table of services by tier, as printed.
// Kind is service or policy; a policy has no service type.
type TierRow struct {
	Key         string     `file:"row,key" gorm:"column:row;primaryKey"`
	Tier        int        `file:"tier,required" bounds:"1..4"`
	Label       string     `file:"label,required"`
	LabelCy     string     `file:"label_cy"`
	LocalAlias  string     `file:"local_alias"`
	Kind        string     `file:"kind,required"`
	ServiceType string     `file:"service_type"`
	Confidence  Confidence `file:"confidence,required"`
	Note        string     `file:"note"`
	Source      string     `file:"source,required"`
}

// TableName is the table that holds the tier rows.
func (TierRow) TableName() string { return "tier_rows" }

// Indicator is one of the eight good-practice indicators GP1 to GP8.
type Indicator struct {
	Key         string `file:"indicator,key" gorm:"column:indicator;primaryKey"`
	Name        string `file:"name,required"`
	NameCy      string `file:"name_cy"`
	Statement   string `file:"statement"`
	StatementCy string `file:"statement_cy"`
	Source      string `file:"source,required"`
}

// TableName is the table that holds indicators.
func (Indicator) TableName() string { return "indicators" }

// Criterion is a part of an indicator that can be assessed. Partnership
// marks those that an area's partnership answers for (METHOD 5).
type Criterion struct {
	Key         string `file:"criterion,key" gorm:"column:criterion;primaryKey"`
	Indicator   string `file:"indicator,required"`
	Text        string `file:"text,required"`
	TextCy      string `file:"text_cy"`
	Partnership *bool  `file:"partnership,required"`
	SubjectType string `file:"subject_type"`
	Source      string `file:"source,required"`
}

// TableName is the table that holds criteria.
func (Criterion) TableName() string { return "criteria" }

// LevelDescriptor says what one level of one criterion looks like.
type LevelDescriptor struct {
	Criterion string `file:"criterion,key" gorm:"primaryKey"`
	Level     Level  `file:"level,key" gorm:"primaryKey"`
	Text      string `file:"text,required"`
	TextCy    string `file:"text_cy"`
}

// TableName is the table that holds level descriptors.
func (LevelDescriptor) TableName() string { return "levels" }

// FrameworkItem is an entry of one of the source's short lists: risk
// assessment areas RA and their principles RP, characteristics of effective
// services EC, underlying principles UP, intervention areas IA, features of
// perpetrator programmes PF, provider sectors PS.
type FrameworkItem struct {
	Framework string `file:"framework,key" gorm:"primaryKey"`
	Key       string `file:"item,key" gorm:"column:item;primaryKey"`
	Text      string `file:"text,required"`
	TextCy    string `file:"text_cy"`
	Note      string `file:"note"`
	Source    string `file:"source,required"`
}

// TableName is the table that holds framework items.
func (FrameworkItem) TableName() string { return "framework_items" }

// Variant is a way in which a programme is delivered, with its own rules as
// printed and as a predicate.
type Variant struct {
	Programme     string   `file:"programme,key" gorm:"primaryKey"`
	Key           string   `file:"variant,key" gorm:"column:variant;primaryKey"`
	Name          string   `file:"name,required"`
	NameCy        string   `file:"name_cy"`
	Modes         []string `file:"modes" gorm:"serializer:list"`
	AgeMin        *int     `file:"age_min" bounds:"0..24"`
	AgeMax        *int     `file:"age_max" bounds:"0..24"`
	SchoolYearMin *int     `file:"school_year_min" bounds:"0..14"`
	Excludes      []string `file:"excludes" gorm:"serializer:list"`
	Printed       string   `file:"printed"`
	Source        string   `file:"source,required"`
}

// TableName is the table that holds programme variants.
func (Variant) TableName() string { return "variants" }

// Claim is one value that one source states of one subject: an attribute of
// a programme, a dated figure F1 to F12, a benchmark B1 to B21. Two claims of
// one attribute may disagree; the planner chooses, and exports name the one.
type Claim struct {
	SubjectKind string `file:"subject_kind,key" gorm:"primaryKey"`
	Subject     string `file:"subject,key" gorm:"primaryKey"`
	Attribute   string `file:"attribute,key" gorm:"primaryKey"`
	Place       int    `file:"place,key" bounds:"1.." most:"1000000" gorm:"primaryKey;autoIncrement:false"`
	Value       string `file:"value,required"`
	ValueCy     string `file:"value_cy"`
	Low         string `file:"low"`
	High        string `file:"high"`
	Unit        string `file:"unit"`
	Geography   string `file:"geography"`
	AsOf        string `file:"as_of"`
	Status      string `file:"status,required"`
	Basis       string `file:"basis,required"`
	Source      string `file:"source,required"`
	Section     string `file:"section"`
	Address     string `file:"address"`
	Note        string `file:"note"`
}

// TableName is the table that holds claims.
func (Claim) TableName() string { return "claims" }

// Source is a document that reference data cite by code.
type Source struct {
	Key     string `file:"source,key" gorm:"column:source;primaryKey"`
	Title   string `file:"title,required"`
	What    string `file:"what"`
	Dated   string `file:"dated"`
	Address string `file:"address"`
}

// TableName is the table that holds sources.
func (Source) TableName() string { return "sources" }
