package model

import (
	"slices"

	"github.com/paulmach/orb"
)

// AreaKind says what an area is. Kinds stand in a fixed order, largest first.
type AreaKind string

// Kinds lists the area kinds, largest first.
var Kinds = []AreaKind{
	"nation", "region", "health_board", "safeguarding_region", "police_force",
	LocalAuthority, "ward", "msoa", "lsoa", "small_area",
}

// LocalAuthority is the smallest kind that a protected service may name.
const LocalAuthority AreaKind = "local_authority"

// Values lists what a file may say.
func (AreaKind) Values() []string { return textOf(Kinds) }

// Order is the place of the kind in Kinds: 0 is the largest.
func (k AreaKind) Order() int { return slices.Index(Kinds, k) }

// AuthorityOrLarger says whether places that need protection may be named at
// this kind (METHOD 3).
func (k AreaKind) AuthorityOrLarger() bool {
	return k.Order() >= 0 && k.Order() <= LocalAuthority.Order()
}

// Area is a piece of geography that children live in and plans are made for.
// Parents names areas above it in any hierarchy. Boundary is WGS 84, rings
// wound as RFC 7946 asks; nil where only attributes are known.
type Area struct {
	Code      string           `file:"code,key" gorm:"primaryKey"`
	Name      string           `file:"name,required"`
	NameCy    string           `file:"name_cy"`
	Kind      AreaKind         `file:"kind,required"`
	Parents   []string         `file:"parents" gorm:"serializer:list"`
	PointLon  *float64         `file:"point_lon" bounds:"-180..180"`
	PointLat  *float64         `file:"point_lat" bounds:"-90..90"`
	NeedIndex *float64         `file:"need_index" bounds:"0.." most:"1000000"`
	ValidFrom Date             `file:"valid_from"`
	ValidTo   Date             `file:"valid_to"`
	Boundary  orb.MultiPolygon `gorm:"serializer:wkb"`
}

// TableName is the table and the file that hold areas.
func (Area) TableName() string { return "areas" }

// TravelTime is the journey in minutes from an area's representative point
// to a site, by one mode of travel.
type TravelTime struct {
	AreaCode string  `file:"area_code,key" gorm:"primaryKey"`
	Site     string  `file:"site,key" gorm:"primaryKey"`
	Minutes  float64 `file:"minutes,required" bounds:"0.." most:"100000"`
	Mode     string  `file:"mode,key,optional" gorm:"primaryKey"`
}

// TableName is the table and the file that hold travel times.
func (TravelTime) TableName() string { return "travel" }
