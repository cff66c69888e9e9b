package openreferral

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const published = "../../../shared/data/openreferral/oruk-3.0/schema"

// compile reads the schemas of the specification by the addresses that they
// use for one another.
func compile(t *testing.T) func(name string) *jsonschema.Schema {
	t.Helper()
	files, err := filepath.Glob(published + "/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("skipped: ../shared/data/openreferral is not here, so that answers are not held to the schemas of Open Referral UK")
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	for _, file := range files {
		if strings.HasSuffix(file, "open_api.json") || strings.HasSuffix(file, "empy_list_response.json") { // no schemas
			continue
		}
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(f)
		f.Close()
		if err == nil {
			err = c.AddResource(schemas+filepath.Base(file), doc)
		}
		if err != nil {
			t.Fatal(file, err)
		}
	}
	return func(name string) *jsonschema.Schema {
		schema, err := c.Compile(schemas + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		return schema
	}
}

var schemaOf = map[string]string{"services": "service", "organizations": "organization", "service_at_locations": "service_at_location", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}

// Every page, in each form, and every record is as the schemas say.
func TestAnswersAreAsTheSchemasSay(t *testing.T) {
	schema := compile(t)
	checked := 0
	hold := func(s *jsonschema.Schema, url string) {
		checked++
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(site.Body(t, url)))
		if err == nil {
			err = s.Validate(doc)
		}
		if err != nil {
			t.Errorf("%s: %v", url, err)
		}
	}
	for _, prefix := range []string{"", "/cy"} {
		hold(schema("api_details"), prefix+"/oruk/v3")
		for _, name := range collections {
			of := schemaOf[name]
			list, one := schema(of+"_list"), schema(of)
			for _, form := range []string{"", "&full=true", "&full_service=true"} {
				base := prefix + "/oruk/v3/" + name + "?per_page=20" + form
				if form != "" && site.Get(base).Code == 400 {
					continue
				}
				for page := range pagesOf(t, base) {
					hold(list, base+"&page="+string(rune('1'+page)))
				}
			}
			for _, record := range recordsOf(t, prefix+"/oruk/v3/"+name) {
				hold(one, prefix+"/oruk/v3/"+name+"/"+record["id"].(string))
			}
		}
	}
	t.Logf("%d answers", checked)
}

// The schemas tell faults: a service without a name, a list with a wrong total.
func TestTheSchemasRefuse(t *testing.T) {
	schema := compile(t)
	for name, wrong := range map[string]string{
		"service":      `{"id": "6b1f0c52-9d3e-4c88-a417-2e60d3957ab1", "status": "active"}`,
		"service_list": `{"total_items": "ten", "contents": []}`,
		"taxonomy":     `{"id": "tier", "name": "Tiers", "description": "Tiers"}`,
	} {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
		if err != nil {
			t.Fatal(err)
		}
		if schema(name).Validate(doc) == nil {
			t.Errorf("%s takes %s", name, wrong)
		}
	}
}
