package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func goUses(t *testing.T) []use {
	var out []use
	for _, below := range []string{"server", "model", "cmd", "frontend/words"} {
		files(t, below, ".go", func(path string, content []byte) {
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, content, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				u, ok := goUse(n)
				if !ok && below == "server" {
					u, ok = bareKey(n)
				}
				if ok {
					u.where = set.Position(n.Pos()).String()
					out = append(out, u)
				}
				return true
			})
		})
	}
	return out
}

// keyed is a key, or the beginning of one, that stands by itself: to be said
// where its name is.
var keyed = regexp.MustCompile(`^(\w+)\.[a-z][a-z0-9_.]*$|^(\w+)\.$`)

func bareKey(n ast.Node) (use, bool) {
	made := false
	if sum, ok := n.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		n, made = sum.X, true
	}
	literal, ok := n.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return use{}, false
	}
	text, err := strconv.Unquote(literal.Value)
	name := keyed.FindStringSubmatch(text)
	if err != nil || name == nil || !made && strings.ContainsAny(text[len(text)-1:], "._") || slices.Contains([]string{".csv", ".xlsx", ".geojson", ".json", ".html", ".ts"}, filepath.Ext(text)) {
		return use{}, false
	}
	if _, err := os.Stat("catalogue/" + name[1] + name[2] + ".en.toml"); err != nil {
		return use{}, false
	}
	return use{key: text, made: made}, true
}

func goUse(n ast.Node) (use, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return use{}, false
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"Say", "say", "Term"}, f.Sel.Name) || len(call.Args) == 0 {
		return use{}, false
	}
	if from, ok := f.X.(*ast.Ident); ok && from.Name == "model" {
		return use{}, false // a form of model.Say, which another test finds
	}
	u := use{all: call.Ellipsis == token.NoPos && f.Sel.Name == "Say"}
	switch key := call.Args[0].(type) {
	case *ast.BasicLit:
		u.key, _ = strconv.Unquote(key.Value)
	case *ast.BinaryExpr:
		left, ok := key.X.(*ast.BasicLit)
		if !ok {
			return use{}, false
		}
		u.key, _ = strconv.Unquote(left.Value)
		u.made = true
	default:
		return use{}, false // a name: its keys are literals elsewhere
	}
	if f.Sel.Name == "Term" {
		u.key, u.made = u.key+".", true
	}
	for i := 1; i < len(call.Args); i += 2 {
		name, ok := call.Args[i].(*ast.BasicLit)
		if !ok {
			u.all = false
			continue
		}
		text, _ := strconv.Unquote(name.Value)
		u.values = append(u.values, text)
	}
	return u, true
}
