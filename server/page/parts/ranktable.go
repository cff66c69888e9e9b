package parts

import "catchment/frontend/words"

// RankTable lists areas from the one that needs attention first, in step with
// a map that numbers the same rows. Template "part-rank-table".
type RankTable struct {
	ID      string
	Caption string
	Heads   RankHeads
	Within  bool // there is a column for the authority that an area lies in
	Rows    []RankRow
	Empty   *Empty // shown instead, where there are no rows
	More    *Link
	Note    *Inset
}

// RankHeads are the heads of the columns.
type RankHeads struct {
	Rank, Area, Within, Need, Share, Interval string
}

// RankRow is an area. Code ties the row to its shape on the map; Say is what
// is announced when either is chosen.
type RankRow struct {
	Code      string
	Say       string
	Value     string // the share as a plain number, for a chart; "" where not known
	Rank      string
	Disc      bool // the map numbers it
	Selected  bool
	Area      Link
	Other     string // its name in the other language, "" where both are the same
	OtherLang string
	Within    string
	Need      string
	Bar       Bar
	Share     string
	Interval  string  // of the rank: "1 to 3"
	Unknown   *Figure // in place of share and interval
}

// NewRankTable heads the table. An empty list must say why and what to do.
func NewRankTable(v *words.Voice, id, caption string, within bool, rows []RankRow, empty *Empty) RankTable {
	return RankTable{ID: id, Caption: caption, Within: within, Rows: rows, Empty: empty, Heads: RankHeads{
		Rank: v.Say("parts.rank"), Area: v.Say("parts.area"), Within: v.Say("parts.authority"),
		Need: v.Say("parts.need"), Share: v.Say("parts.coverage"), Interval: v.Say("parts.rank_interval"),
	}}
}
