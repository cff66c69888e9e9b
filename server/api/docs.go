package api

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"catchment/frontend"
	"catchment/frontend/words"
	"catchment/server/respond"
)

//go:embed docs.html
var docsSource string

var docsPage = template.Must(template.New("docs").Parse(docsSource))

// guide is what the page shows of the description.
type guide struct {
	Voice   *words.Voice
	Style   string // "" where no styles were built
	Home    string
	Title   string
	Intro   []string
	Groups  []guideGroup
	Schemas []guideSchema
}

type guideGroup struct {
	Name, Description string
	Operations        []guideOperation
}

type guideOperation struct {
	ID, Method, Path, Summary, Description string
	Parameters                             []guideParameter
	Answers                                []guideAnswer
}

type guideParameter struct {
	Name, In, Description, Values string
	Required                      bool
}

type guideAnswer struct{ Status, Description, Schema string }

type guideSchema struct {
	Name    string
	Members []guideMember
}

type guideMember struct{ Name, Type, Schema, Description, Values string }

// docs shows the description of the API as a page that needs no script.
func (d *door) docs(c echo.Context) error {
	voice := respond.Voice(c)
	page := guideOf(d.huma.OpenAPI())
	page.Voice, page.Style, page.Home = voice, frontend.Asset("styles/main.scss"), "/"
	if voice.Language() == words.Welsh {
		page.Home = "/cy"
	}
	var body bytes.Buffer
	if err := docsPage.Execute(&body, page); err != nil {
		return err
	}
	return c.HTMLBlob(http.StatusOK, body.Bytes())
}

func guideOf(api *huma.OpenAPI) *guide {
	page := &guide{Title: api.Info.Title, Intro: strings.Split(api.Info.Description, "\n\n")}
	for _, tag := range api.Tags {
		group := guideGroup{Name: tag.Name, Description: tag.Description}
		for _, op := range operations(api) {
			if slices.Contains(op.Tags, tag.Name) {
				group.Operations = append(group.Operations, guideOperationOf(op))
			}
		}
		page.Groups = append(page.Groups, group)
	}
	schemas := api.Components.Schemas.Map()
	for _, name := range sortedKeys(schemas) {
		page.Schemas = append(page.Schemas, guideSchema{name, membersFrom(schemas[name])})
	}
	return page
}

// operations lists every operation by path and method.
func operations(api *huma.OpenAPI) []*huma.Operation {
	var out []*huma.Operation
	for _, path := range sortedKeys(api.Paths) {
		for _, op := range []*huma.Operation{api.Paths[path].Get, api.Paths[path].Post} {
			if op != nil {
				out = append(out, op)
			}
		}
	}
	return out
}

func guideOperationOf(op *huma.Operation) guideOperation {
	out := guideOperation{ID: op.OperationID, Method: op.Method, Path: op.Path, Summary: op.Summary, Description: op.Description}
	for _, p := range op.Parameters {
		out.Parameters = append(out.Parameters, guideParameter{p.Name, p.In, p.Description, valuesOf(p.Schema), p.Required})
	}
	if op.RequestBody != nil {
		for _, content := range op.RequestBody.Content {
			for _, m := range membersFrom(content.Schema) {
				out.Parameters = append(out.Parameters, guideParameter{m.Name, "form", m.Description, m.Values, slices.Contains(content.Schema.Required, m.Name)})
			}
		}
	}
	for _, status := range sortedKeys(op.Responses) {
		answer := guideAnswer{Status: status, Description: op.Responses[status].Description}
		for _, content := range op.Responses[status].Content {
			answer.Schema = schemaName(content.Schema)
		}
		out.Answers = append(out.Answers, answer)
	}
	return out
}

func membersFrom(schema *huma.Schema) []guideMember {
	var out []guideMember
	for _, name := range sortedKeys(schema.Properties) {
		member := schema.Properties[name]
		kind, of := member.Type, schemaName(member)
		if member.Items != nil {
			kind, of = strings.TrimSpace("list of "+member.Items.Type), schemaName(member.Items)
		}
		if member.Nullable {
			kind += " or null"
		}
		out = append(out, guideMember{name, kind, of, member.Description, valuesOf(member)})
	}
	return out
}

// schemaName is the name that a reference leads to.
func schemaName(schema *huma.Schema) string {
	if schema == nil {
		return ""
	}
	return schema.Ref[strings.LastIndex(schema.Ref, "/")+1:]
}

// valuesOf says which values are allowed, and which holds where none is given.
func valuesOf(schema *huma.Schema) string {
	var parts []string
	var allowed []string
	for _, value := range schema.Enum {
		if text := fmt.Sprint(value); text != "" {
			allowed = append(allowed, text)
		}
	}
	switch {
	case allowed != nil:
		parts = append(parts, "one of "+strings.Join(allowed, ", "))
	case schema.Minimum != nil && schema.Maximum != nil:
		parts = append(parts, fmt.Sprintf("%.0f to %.0f", *schema.Minimum, *schema.Maximum))
	}
	if schema.Default != nil {
		parts = append(parts, fmt.Sprintf("default %v", schema.Default))
	}
	return strings.Join(parts, "; ")
}
