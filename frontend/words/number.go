package words

import (
	"math"
	"strconv"
	"strings"
)

// none is written where there is no number.
const none = "–"

// Number writes a number with separators and a minus sign: 12,345.6. What is
// not a number is a dash.
func (v *Voice) Number(x float64, decimals int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return none
	}
	digits := strconv.FormatFloat(math.Abs(x), 'f', max(0, decimals), 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	out := grouped(whole)
	if fraction != "" {
		out += "." + fraction
	}
	if x < 0 && strings.Trim(digits, "0.") != "" {
		return "−" + out
	}
	return out
}

// upTo writes a number with as many decimals as it needs, at most so many.
func (v *Voice) upTo(x float64, decimals int) string {
	text := v.Number(x, decimals)
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func grouped(digits string) string {
	head := len(digits) % 3
	if len(digits) <= 3 {
		return digits
	}
	var b strings.Builder
	b.WriteString(digits[:head])
	for i := head; i < len(digits); i += 3 {
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(digits[i : i+3])
	}
	return b.String()
}

// Children writes modelled children, to the nearest 5 (halves go up): "585". More than none
// but less than 2.5 is "under 5".
func (v *Voice) Children(n float64) string {
	if n > 0 && n < 2.5 {
		return v.Say("under_5")
	}
	return v.Number(math.Floor(n/5+0.5)*5, 0)
}

// Range writes children from low to high: "140 to 290". One figure where both
// are the same when rounded.
func (v *Voice) Range(low, high float64) string {
	from, to := v.Children(low), v.Children(high)
	if from == to {
		return from
	}
	return v.Say("range", "Low", from, "High", to)
}

// Percent writes a part of 1 in whole per cent: "31%". More than none but
// less than half a per cent is "under 1%".
func (v *Voice) Percent(x float64) string {
	if x > 0 && x < 0.005 {
		return v.Say("under_1_percent")
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return none
	}
	return v.Number(100*x, 0) + "%"
}

// PercentRange writes parts of 1 from low to high: "7–21%". One figure where
// both are the same when rounded.
func (v *Voice) PercentRange(low, high float64) string {
	from, to := v.Percent(low), v.Percent(high)
	switch {
	case from == to || from == none || to == none:
		if from == none {
			return none
		}
		return to
	case low < 0 || high < 0:
		return v.Say("range", "Low", from, "High", to)
	}
	return v.Number(100*low, 0) + "–" + v.Number(100*high, 0) + "%"
}

// Money writes pounds: £12,500, and pence where there are some.
func (v *Voice) Money(x float64) string {
	decimals := 0
	if math.Abs(x-math.Round(x)) >= 0.005 {
		decimals = 2
	}
	text := v.Number(x, decimals)
	if after, negative := strings.CutPrefix(text, "−"); negative {
		return "−£" + after
	}
	if text == none {
		return none
	}
	return "£" + text
}
