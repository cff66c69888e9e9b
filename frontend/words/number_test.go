package words

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNumbers(t *testing.T) {
	en, cy, nan := In(English), In(Welsh), math.NaN()
	cases := []struct{ name, got, want string }{
		{"separators", en.Number(12_345.6, 1), "12,345.6"},
		{"Welsh writes numbers alike", cy.Number(1_234_567, 0), "1,234,567"},
		{"three digits", en.Number(999.4, 0), "999"},
		{"rounded into a separator", en.Number(999.5, 0), "1,000"},
		{"minus", en.Number(-1234, 0), "−1,234"},
		{"no minus before nothing", en.Number(-0.04, 1), "0.0"},
		{"decimals below none", en.Number(1.5, -1), "2"},
		{"not a number", en.Number(nan, 1), "–"},
		{"without end", en.Number(math.Inf(-1), 0), "–"},

		{"children", en.Children(584), "585"},
		{"halves go up", en.Children(7.5), "10"},
		{"thousands of children", en.Children(12_343), "12,345"},
		{"few", en.Children(2.4), "under 5"},
		{"few, in Welsh", cy.Children(0.1), "llai na 5"},
		{"few that make five", en.Children(2.5), "5"},
		{"none", en.Children(0), "0"},
		{"children not known", en.Children(nan), "–"},
		{"fewer than before", en.Children(-12), "−10"},

		{"range", en.Range(139, 290.2), "140 to 290"},
		{"range, in Welsh", cy.Range(140, 290), "140 i 290"},
		{"range of one figure", en.Range(139, 141), "140"},
		{"range from few", en.Range(1, 12), "under 5 to 10"},

		{"per cent", en.Percent(0.314), "31%"},
		{"hardly any", en.Percent(0.0049), "under 1%"},
		{"hardly any, in Welsh", cy.Percent(0.0049), "llai nag 1%"},
		{"half of one", en.Percent(0.0051), "1%"},
		{"nothing", en.Percent(0), "0%"},
		{"less", en.Percent(-0.07), "−7%"},
		{"per cent not known", en.Percent(nan), "–"},

		{"range of per cents", en.PercentRange(0.07, 0.21), "7–21%"},
		{"range of one per cent", en.PercentRange(0.304, 0.296), "30%"},
		{"range from nothing", en.PercentRange(0, 0.21), "0–21%"},
		{"range from hardly any", en.PercentRange(0.001, 0.21), "0–21%"},
		{"hardly any at either end", en.PercentRange(0.001, 0.002), "under 1%"},
		{"range below nothing", en.PercentRange(-0.03, 0.05), "−3% to 5%"},
		{"range not known", en.PercentRange(nan, nan), "–"},

		{"money", en.Money(12_500), "£12,500"},
		{"pence", en.Money(12_500.5), "£12,500.50"},
		{"money owed", en.Money(-3), "−£3"},
		{"money not known", en.Money(nan), "–"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.got != c.want {
				t.Errorf("%q, want %q", c.got, c.want)
			}
		})
	}
}

// read back, a written number is the number rounded; separators part threes;
// nothing is ever less than nothing.
func TestNumberReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-1e12, 1e12).Draw(t, "x")
		decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
		text := In(Welsh).Number(x, decimals)
		whole, fraction, _ := strings.Cut(strings.TrimPrefix(text, "−"), ".")
		if len(fraction) != decimals {
			t.Fatalf("%v has %q", x, text)
		}
		for i, group := range strings.Split(whole, ",") {
			if len(group) != 3 && (i > 0 || len(group) > 3 || group == "") {
				t.Fatalf("%v is grouped %q", x, text)
			}
		}
		back, err := strconv.ParseFloat(strings.ReplaceAll(strings.Replace(text, "−", "-", 1), ",", ""), 64)
		if err != nil || math.Abs(back-x) > 0.5*math.Pow10(-decimals)+math.Abs(x)*1e-14 {
			t.Fatalf("%v is written %q", x, text)
		}
		if math.Signbit(back) && back == 0 {
			t.Fatalf("%v is written %q", x, text)
		}
	})
}

// A part above nothing is never written 0%, and one below nothing never −0%.
func TestPercentIsNeverNothingOfSomething(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-2, 2).Draw(t, "x")
		text := In(English).Percent(x)
		if x > 0 && text == "0%" || strings.Contains(text, "−0") || strings.Contains(text, "-") {
			t.Fatalf("%v is written %q", x, text)
		}
	})
}
