package trial

import (
	"slices"
	"testing"
)

// What WellFormed is for is found, one fault at a time, and nothing else.
func TestFaultsAreFound(t *testing.T) {
	for body, want := range map[string]string{
		`<main><h1>A</h1><h2 id="b">B</h2><a href="#b">b</a><input onchange="x()"></main>`: `<input> has onchange`,
		`<main><h1>A</h1><br><p aria-labelledby="n m" id="n"></p></main>`:                  `nothing has the id "m"`,
		`<h1>A</h1><a href="#c"></a>`:            `nothing has the id "c"`,
		`<h1>A</h1><p id="x"></p><p id="x"></p>`: `the id "x" stands twice`,
		`<h1>A</h1><p style="color:red"></p>`:    `<p> has style`,
		`<h1>A</h1><h3>C</h3>`:                   `a heading h3 follows h1`,
		`<h1>A</h1><h2>B</h2><h1>C</h1>`:         `a heading h1 follows h2`,
		`<h1>A</h1><p><em></p></em>`:             `</p> closes [p em]`,
		`<h1>A</h1><p>`:                          `left open: [p]; last heading h1`,
		`<p></p>`:                                `left open: []; last heading h0`,
		`<h1>⟦areas.none⟧</h1>`:                  `⟦areas.none⟧`,
		`<h1>%!d(string=x)</h1>`:                 `%!`,
		`<h1>A</h1><img src="x"><h2>B</h2><h3>C</h3><h2>D</h2><hr><svg><path/></svg>`: "",
	} {
		found := faultsOf(body)
		if want == "" && len(found) > 0 || want != "" && !slices.Contains(found, want) {
			t.Errorf("%s: found %q, want %q", body, found, want)
		}
	}
}
