package words

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"
	templates "text/template/parse"
)

func templateUses(t *testing.T) []use {
	var out []use
	files(t, "frontend/pages", ".html", func(path string, content []byte) {
		tree := templates.New(path)
		tree.Mode = templates.SkipFuncCheck
		trees := map[string]*templates.Tree{}
		if _, err := tree.Parse(string(content), "", "", trees); err != nil {
			t.Error(err)
			return
		}
		for _, one := range trees {
			walk(one.Root, func(c *templates.CommandNode) {
				if u, ok := templateUse(c); ok {
					line := 1 + bytes.Count(content[:c.Position()], []byte("\n"))
					u.where = path + ":" + strconv.Itoa(line)
					out = append(out, u)
				}
			})
		}
	})
	return out
}

func templateUse(c *templates.CommandNode) (use, bool) {
	method := methodOf(c.Args[0])
	if method != "Say" && method != "Term" || len(c.Args) < 2 {
		return use{}, false
	}
	u := use{all: method == "Say"}
	switch key := c.Args[1].(type) {
	case *templates.StringNode:
		u.key = key.Text
	case *templates.PipeNode:
		format, ok := printed(key)
		if !ok {
			return use{}, false
		}
		u.key, u.made = format, true
	default:
		return use{}, false // a field: its keys are literals elsewhere
	}
	if method == "Term" {
		u.key, u.made = u.key+".", true
	}
	for i := 2; i < len(c.Args); i += 2 {
		name, ok := c.Args[i].(*templates.StringNode)
		if !ok {
			u.all = false
			continue
		}
		u.values = append(u.values, name.Text)
	}
	return u, true
}

// methodOf is the last name of .Page.Say or $.Say.
func methodOf(n templates.Node) string {
	var names []string
	switch n := n.(type) {
	case *templates.FieldNode:
		names = n.Ident
	case *templates.VariableNode:
		names = n.Ident
	case *templates.ChainNode:
		names = n.Field
	}
	if len(names) == 0 {
		return ""
	}
	return names[len(names)-1]
}

// printed is the beginning of (printf "status.%s" .Status).
func printed(pipe *templates.PipeNode) (beginning string, ok bool) {
	if len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) < 2 || pipe.Cmds[0].Args[0].String() != "printf" {
		return "", false
	}
	format, ok := pipe.Cmds[0].Args[1].(*templates.StringNode)
	if !ok {
		return "", false
	}
	beginning, _, _ = strings.Cut(format.Text, "%")
	return beginning, true
}

// walk calls f for every command of a template.
func walk(n templates.Node, f func(*templates.CommandNode)) {
	switch n := n.(type) {
	case *templates.ListNode:
		if n != nil {
			for _, one := range n.Nodes {
				walk(one, f)
			}
		}
	case *templates.ActionNode:
		walk(n.Pipe, f)
	case *templates.PipeNode:
		if n != nil {
			for _, c := range n.Cmds {
				walk(c, f)
			}
		}
	case *templates.CommandNode:
		f(n)
		for _, arg := range n.Args {
			walk(arg, f)
		}
	case *templates.ChainNode:
		walk(n.Node, f)
	case *templates.IfNode:
		walkBranch(&n.BranchNode, f)
	case *templates.RangeNode:
		walkBranch(&n.BranchNode, f)
	case *templates.WithNode:
		walkBranch(&n.BranchNode, f)
	case *templates.TemplateNode:
		walk(n.Pipe, f)
	}
}

func walkBranch(n *templates.BranchNode, f func(*templates.CommandNode)) {
	walk(n.Pipe, f)
	walk(n.List, f)
	walk(n.ElseList, f)
}

// own are the words that pages say alike in both languages: the names of the
// languages, and a command.
var own = []string{"English", "Cymraeg", "catchment demo demo.db"}

var (
	actions = regexp.MustCompile(`(?s)\{\{.*?\}\}|<!--.*?-->`)
	told    = regexp.MustCompile(`(?:aria-label|alt|title|placeholder)="([^"]*)"`)
	tags    = regexp.MustCompile(`(?s)<[^>]*>`)
	letters = regexp.MustCompile(`\pL{3,}`)
)

// Pages have no words of their own: all come from the catalogue.
func TestPagesHaveNoWordsOfTheirOwn(t *testing.T) {
	files(t, "frontend/pages", ".html", func(path string, content []byte) {
		page := actions.ReplaceAllString(string(content), "")
		texts := []string{tags.ReplaceAllString(page, "\n")}
		for _, attribute := range told.FindAllStringSubmatch(page, -1) {
			texts = append(texts, attribute[1])
		}
		text := strings.Join(texts, "\n")
		for _, known := range own {
			text = strings.ReplaceAll(text, known, "")
		}
		for _, line := range strings.Split(text, "\n") {
			if letters.MatchString(line) && !strings.Contains(line, `="`) {
				t.Errorf("%s says %q itself", path, strings.TrimSpace(line))
			}
		}
	})
}
