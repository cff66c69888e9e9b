package parts

import (
	"math"
	"strconv"
	"strings"

	"catchment/frontend/words"
)

// Matrix is coverage at the standard, tiers by indicators: a table where there
// is room, a list for each tier on a phone. Template "part-matrix", which
// takes its legend and the places to start with it.
type Matrix struct {
	ID                 string // of the table, unique on the page
	Caption            string
	Corner, CornerHint string
	Columns            []MatrixColumn
	Rows               []MatrixRow
	Legend             MatrixLegend
	Starts             []Start
	StartsTitle        string
}

// MatrixColumn is an indicator.
type MatrixColumn struct {
	Code, Name, URL string
}

// MatrixRow is a tier. Lines are need, its range, share met with types.
type MatrixRow struct {
	Tier, Name string // "Tier 4", "Acute/restorative"
	URL        string
	Lines      []string
	Line       string // the same on one line, for a phone
	Summary    string // "2 not known, 6 partial", while the list is closed
	Closed     bool   // on a phone
	Cells      []MatrixCell
}

// MatrixCell is one tier and indicator.
type MatrixCell struct {
	Place    string // "Tier 3, screening", heard before the rest
	Name     string // of the indicator, for a phone
	URL      string // its terms
	Status   Status
	Range    string // "7–21"
	Unit     string // "%" or ""
	Spoken   string // "7 to 21 per cent"
	Bar      Bar
	Assessed string
	Disc     string // number of the start that speaks of it
}

// Start is a place to start: the sentence behind a numbered disc.
type Start struct {
	Number      string
	Title, Text string
	Link        Link
}

// TierHead is what a row of the matrix says of its tier.
type TierHead struct {
	Tier              int
	Name, URL         string
	Need              Estimate
	Met               Share
	Present, Expected int // service types
}

// CellFigure is what a cell shows. Coverage is the share met at all; Known the
// share of practice that has been assessed.
type CellFigure struct {
	State                      State
	Low, High, Coverage, Known float64
}

// NewMatrix sets up the words around the rows, and closes the lists of all
// tiers but the first two. Thresholds are the settings of the method.
func NewMatrix(v *words.Voice, id string, columns []MatrixColumn, rows []MatrixRow, gap, sufficient float64) Matrix {
	m := Matrix{
		ID: id, Columns: columns, Rows: rows,
		Caption: v.Say("parts.matrix_caption"), Corner: v.Say("parts.matrix_corner"),
		CornerHint: v.Say("parts.matrix_corner_hint"), StartsTitle: v.Say("parts.start_here"),
		Legend: NewMatrixLegend(v, gap, sufficient),
	}
	for i := range m.Rows {
		m.Rows[i].Closed = i >= 2
		m.Rows[i].Summary = summary(v, m.Rows[i].Cells)
	}
	return m
}

// NewMatrixRow heads a row.
func NewMatrixRow(v *words.Voice, head TierHead, cells []MatrixCell) MatrixRow {
	r := MatrixRow{Tier: v.Say("parts.tier", "Tier", head.Tier), Name: head.Name, URL: head.URL, Cells: cells}
	need := v.Say("parts.in_need", "Children", head.Need.Text(v))
	met := v.Say("parts.share_met", "Share", head.Met.Text(v))
	types := v.Say("parts.types", "Present", strconv.Itoa(head.Present), "Expected", strconv.Itoa(head.Expected))
	if spread := head.Need.Range(v); spread != "" {
		r.Lines = []string{need, spread, met + " · " + types}
		r.Line = need + ", " + spread + " · " + met + " · " + types
		return r
	}
	r.Lines = []string{need, met + " · " + types}
	r.Line = strings.Join([]string{need, met, types}, " · ")
	return r
}

// NewMatrixCell says a cell. Place is the tier in words, as "Tier 3".
func NewMatrixCell(v *words.Voice, tier int, indicator, url string, f CellFigure, sufficient float64) MatrixCell {
	c := MatrixCell{
		Place: v.Say("parts.cell_place", "Tier", tier, "Indicator", indicator), Name: indicator, URL: url,
		Status: NewStatus(v, f.State), Assessed: assessed(v, f.Known),
	}
	if f.State == Suppressed {
		c.Range, c.Spoken, c.Assessed = "*", v.Say("parts.suppressed_why"), ""
		c.Bar = CoverageBar(0, 0, 0, sufficient)
		return c
	}
	c.Bar = CoverageBar(f.Low, f.High, f.Coverage, sufficient)
	c.Range, c.Unit = v.PercentRange(f.Low, f.High), ""
	if cut, found := strings.CutSuffix(c.Range, "%"); found {
		c.Range, c.Unit = cut, "%"
	}
	c.Spoken = spoken(v, c.Range)
	return c
}

func spoken(v *words.Voice, text string) string {
	text = strings.ReplaceAll(text, "%", "")
	low, high, ranged := strings.Cut(text, "–")
	switch {
	case ranged && low != "":
		return v.Say("parts.spoken_range", "Low", low, "High", high)
	case ranged:
		return v.Say("parts.spoken_unknown")
	}
	return v.Say("parts.spoken_share", "Share", text)
}

// assessed never rounds a part up to all, nor down to none.
func assessed(v *words.Voice, known float64) string {
	switch {
	case math.IsNaN(known):
		return ""
	case known >= 1:
		return v.Say("parts.assessed_all")
	case known <= 0:
		return v.Say("parts.assessed_none")
	}
	return v.Say("parts.assessed", "Share", v.Percent(math.Min(known, 0.99)))
}

// summary counts the states of a closed list, the most needful first.
func summary(v *words.Voice, cells []MatrixCell) string {
	counts, texts := map[string]int{}, []string{}
	for _, c := range cells {
		counts[c.Status.Shape]++
	}
	for _, state := range []State{Gap, NotKnown, Partial, Sufficient, Suppressed} {
		status := NewStatus(v, state)
		if n := counts[status.Shape]; n > 0 {
			texts = append(texts, v.Say("parts.status_count", "Number", strconv.Itoa(n), "Word", strings.ToLower(status.Word)))
		}
	}
	return strings.Join(texts, ", ")
}
