package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"catchment/model"
)

// verb is where a form takes a value: as fmt has it, or by its number, %[2]s.
var verb = regexp.MustCompile(`%(?:\[([0-9]+)\])?([a-z%])`)

// valuesOf gives the kind of each value that a form takes, by its number.
func valuesOf(form string) map[int]string {
	taken, next := map[int]string{}, 1
	for _, found := range verb.FindAllStringSubmatch(form, -1) {
		if found[2] == "%" {
			continue
		}
		if found[1] != "" {
			next, _ = strconv.Atoi(found[1])
		}
		taken[next] = found[2]
		next++
	}
	return taken
}

// Every form that the model says is in the Welsh catalogue, with the same
// values, and the catalogue holds no other.
func TestWelshHasEveryForm(t *testing.T) {
	welsh, err := readForms(catalogue)
	if err != nil {
		t.Fatal(err)
	}
	said := saidForms(t)
	if len(said) < 150 {
		t.Fatalf("%d forms found", len(said))
	}
	for _, form := range slices.Sorted(maps.Keys(said)) {
		cy, ok := welsh[form]
		switch {
		case !ok:
			t.Errorf("%s: %q is not in %s", said[form], form, faultsFile)
		case !maps.Equal(valuesOf(form), valuesOf(cy)):
			t.Errorf("%q takes %v and %q takes %v", form, valuesOf(form), cy, valuesOf(cy))
		case cy == form && len(strings.Fields(verb.ReplaceAllString(form, ""))) > 3:
			t.Errorf("%q is not translated", form)
		}
	}
	for _, form := range slices.Sorted(maps.Keys(welsh)) {
		if said[form] == "" {
			t.Errorf("nobody says %q", form)
		}
	}
}

// saidForms gives the forms that the source gives to model.Say, each with a
// place where it stands.
func saidForms(t *testing.T) map[string]string {
	said := map[string]string{}
	for _, below := range []string{"model", "server", "cmd", "seed", "frontend/words"} {
		files(t, below, ".go", func(path string, content []byte) {
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, content, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || !saysForm(call.Fun, file.Name.Name) {
					return true
				}
				at := set.Position(call.Pos()).String()
				form, ok := constant(call.Args[0])
				if !ok {
					t.Errorf("%s: a form that is written here is expected, so that its Welsh can be found", at)
				} else if values := valuesOf(form); call.Ellipsis == token.NoPos && len(values) != len(call.Args)-1 || len(values) > model.MostValues {
					t.Errorf("%s: %q takes %d values", at, form, len(values))
				}
				said[form] = at
				return true
			})
		})
	}
	return said
}

func saysForm(f ast.Expr, pkg string) bool {
	if name, ok := f.(*ast.Ident); ok {
		return pkg == "model" && name.Name == "Say"
	}
	selector, ok := f.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "Say" {
		return false
	}
	from, ok := selector.X.(*ast.Ident)
	return ok && from.Name == "model"
}

// constant reads a text that is written in one or more pieces.
func constant(e ast.Expr) (string, bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(x.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, ok := constant(x.X)
		right, also := constant(x.Y)
		return left + right, ok && also && x.Op == token.ADD
	}
	return "", false
}

func TestSentence(t *testing.T) {
	day := model.Say("There is no gap %s on %s; it may have been closed by a later revision.", model.Quoted("g1"), model.LongDate("2026-04-01"))
	cases := []struct {
		name     string
		sentence model.Sentence
		en, cy   string
	}{
		{"values", model.Say("a number from %s to %s", "0", "24"), "a number from 0 to 24", "rhif o 0 i 24"},
		{"a sentence inside", model.Say("%s is expected", model.Say("a text")), "a text is expected", "disgwylir testun"},
		{"a whole one", model.Say("this code is in use already; another is expected").Whole(),
			"This code is in use already; another is expected.", "Mae’r cod hwn mewn defnydd eisoes; disgwylir un arall."},
		{"a date", day, `There is no gap "g1" on 1 April 2026; it may have been closed by a later revision.`,
			`Nid oes bwlch "g1" ar 1 Ebrill 2026; efallai fod diwygiad diweddarach wedi’i gau.`},
		{"a text as it is", model.Said("50%s"), "50%s", "50%s"},
		{"a form that is not there", model.Say("not there %d", 1), "not there 1", "not there 1"},
		{"nothing", model.Sentence{}, "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := In(English).Sentence(c.sentence); got != c.en || got != c.sentence.String() {
				t.Errorf("%q, want %q", got, c.en)
			}
			if got := In(Welsh).Sentence(c.sentence); got != c.cy {
				t.Errorf("%q, want %q", got, c.cy)
			}
		})
	}
}

func TestProblem(t *testing.T) {
	cell := model.Problem{File: model.SheetOf("book.xlsx", "rates"), Row: 2, Column: model.ColumnAt(3), Found: model.Quoted(""), Expected: model.Say("%s is expected", model.Say("a number"))}
	stored := model.Problem{Where: model.Say("In the database as it would be, %s %s", "rates", model.Quoted("2")), Expected: model.Say("%s is expected", model.Say("a text"))}
	for got, want := range map[string]string{
		In(English).Problem(cell):   `book.xlsx, sheet rates row 2, "column 3" is empty; a number is expected.`,
		In(Welsh).Problem(cell):     `book.xlsx, dalen rates, rhes 2, "colofn 3": yn wag; disgwylir rhif.`,
		In(English).Problem(stored): `In the database as it would be, rates "2": a text is expected.`,
		In(Welsh).Problem(stored):   `Yn y gronfa ddata fel y byddai, rates "2": disgwylir testun.`,
	} {
		if got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}
