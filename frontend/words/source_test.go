package words

import (
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"catchment/model"
)

const root = "../.."

// ogcResources are what a GIS program finds.
var ogcResources = []string{"coverage", "tiers", "practice", "gaps", "sites", "areas_served", "queryables", "schema"}

// families are keys made of a fixed beginning and a value. A place that makes
// keys so must be listed here with every value that can come.
var families = map[string][]string{
	"month.":           numbered(12),
	"month_short.":     numbered(12),
	"kind.":            model.AreaKind("").Values(),
	"status.":          statuses,
	"status_text.":     statuses,
	"status_what.":     statuses,
	"gap_kind.":        gapKinds,
	"gap_kind_what.":   gapKinds,
	"gaps.title_":      gapKinds,
	"gaps.group.":      groups,
	"group.":           groups,
	"gaps.why_ends_":   {"contract", "licence", "service"},
	"band.":            bands,
	"band_what.":       bands,
	"tier_what.":       numbered(4),
	"mode.":            model.Mode("").Values(),
	"sector.":          model.Sector("").Values(),
	"unit.":            model.Unit("").Values(),
	"measure.":         model.Measure("").Values(),
	"measure_what.":    model.Measure("").Values(),
	"decay.":           model.DecayName("").Values(),
	"decay_what.":      model.DecayName("").Values(),
	"type_audience.":   model.Audience("").Values(),
	"audience.":        {"commissioner", "public"},
	"audience_what.":   {"commissioner", "public"},
	"disclosure.":      model.Disclosure("").Values(),
	"disclosure_what.": model.Disclosure("").Values(),
	"level.":           append([]string{"unknown"}, model.Level("").Values()...),
	"level_digit.":     model.Level("").Values(),
	"confidence.":      model.Confidence("").Values(),
	"confidence_what.": model.Confidence("").Values(),
	"subject_kind.":    append([]string{"service_type"}, model.SubjectKind("").Values()...),
	"flag.":            flags,
	"flag_what.":       flags,
	"setting.":         model.SettingNames,
	"setting_what.":    model.SettingNames,
	"way.":             ways,
	"binding.":         bindings,
	"binding_what.":    bindings,
	"attribute.":       attributes,
	"attribute_short.": attributes,
	"ending.":          {"contract", "licence", "service"},
	"change.":          model.ChangeKind("").Values(),
	"run.":             {"low", "central", "high"},
	"language.":        {"en", "cy"},

	"shell.nav_":           {"home", "areas", "compare", "gaps", "services", "programmes", "plans", "import", "method"},
	"shell.audience_":      {"commissioner", "public"},
	"shell.show_for_":      {"commissioner", "public"},
	"shell.rounding_":      {"commissioner", "public"},
	"register.indicators_": {"quality", "assurance"},
	"register.services_":   {"access", "capacity", "quality", "assurance", "continuity", "equity", "parallel"},

	"parts.tick_":            {"jan", "jul"},
	"parts.operator_":        {"times", "divided", "plus", "minus", "at_most", "checked", "equals"},
	"parts.legend_":          {"solid", "hatch", "pale", "white", "gap", "partial", "sufficient", "unknown"},
	"parts.levels_":          {"0", "1", "2", "3", "moderated", "unknown", "na"},
	"parts.sorted_":          {"ascending", "descending"},
	"parts.status_":          {"gap", "partial", "sufficient", "unknown", "suppressed"},
	"parts.step_":            {"demand", "unreached", "ineligible", "waiting", "met"},
	"edit.title_":            editable,
	"edit.new_":              editable,
	"edit.end_":              editable,
	"edit.end_confirm_":      editable,
	"edit.last_day_hint_":    editable,
	"edit.subject_":          {"providers", "services", "sites"},
	"edit.group_":            {"provider", "what", "who", "where", "capacity", "dates", "money", "site"},
	"edit.row_":              {"create", "update", "remove"},
	"edit.fault_":            {"required", "number", "date", "choice", "taken", "place", "reason", "areas", "authority", "order", "dates", "half", "area", "unknown", "names_place", "text"},
	"edit.hint_":             {"code", "programme", "parallel_service", "age_min", "age_max", "school_year_min", "excludes", "by_and_for", "areas_served", "capacity", "caseload", "area_code", "lon", "lat", "postcode"},
	"edit.label_":            {"code", "provider", "name", "name_cy", "sector", "website", "charity_number", "service", "service_type", "programme", "mode", "parallel_service", "age_min", "age_max", "school_year_min", "excludes", "languages", "by_and_for", "areas_served", "capacity", "capacity_unit", "cohorts_per_year", "places_per_cohort", "parent_places_per_cohort", "caseload", "weeks_per_case", "bed_spaces", "average_stay_days", "start", "end", "contract_end", "licence_start", "licence_end", "funder", "annual_cost", "site", "disclosure", "area_code", "lon", "lat", "postcode", "boundary", "minutes"},
	"intake.stage_":          {"looking", "mapping", "reading", "checking", "refused", "ready", "writing", "done", "overtaken", "failed"},
	"intake.did_":            {"import", "create", "edit", "end", "adopt"},
	"plans.hint_":            {"site", "disclosure", "area_code", "close_end", "resize_capacity", "accept_excludes"},
	"plans.title_":           model.ChangeKind("").Values(),
	"plans.lead_":            model.ChangeKind("").Values(),
	"plans.matrix_":          {"much", "rises", "may", "falls"},
	"plans.cell_":            {"rises", "may", "falls", "little"},
	"plans.noted_":           {"owner", "comment", "withdrawn"},
	"intake.why_":            {"first", "undone_by", "touched", "not_kept", "nothing", "method"},
	"intake.row_":            {"create", "update", "remove"},
	"intake.table_":          tables,
	"guide.":                 guide("boundaries", "claims", "documents", "figures", "files", "flags", "frameworks", "indicators", "levels", "rates", "programme_rules", "indicator_scored", "programme_services", "settings", "shares", "standing", "tiers", "types", "uptake", "variants", "versions", "welsh", "accessibility", "privacy", "glossary", "help", "method", "sources", "indicator", "programme", "programmes"),
	"guide.connect_snippet_": {"qgis_features", "qgis_tiles", "gdal", "gdal_key", "python", "python_key", "python_geopandas", "r_sf", "r_httr2", "excel", "excel_key", "power_bi", "power_bi_key"},
	"guide.fault_":           {"400", "403", "404", "409", "500", "507"},
	"guide.head_other_":      {"en", "cy"},
	"guide.term_":            glossary(),
	"guide.column_":          columnsOf(model.Programme{}),
	"guide.claims_":          {"benchmark", "figure", "disagreement", "disputed", "agreed", "none"},
	"guide.claim.":           cited("claims.csv", "attribute"),
	"guide.claim_status.":    cited("claims.csv", "status"),
	"guide.basis.":           cited("claims.csv", "basis"),
	"guide.row_kind.":        cited("tier_rows.csv", "kind"),
	"guide.framework.":       cited("framework_items.csv", "framework"),
	"guide.table.":           tables,
	"server.title_":          refused,
	"server.detail_":         refused,

	"ogc.name_":      ogcResources,
	"ogc.what_":      ogcResources,
	"ogc.parameter_": {"f", "f_tileset", "on", "for", "crs", "limit", "offset", "after", "bbox", "bbox_crs", "datetime", "filter", "filter_lang", "filter_crs", "property", "feature"},
	"ogc.type_":      {"text", "integer", "number", "date"},
	"ogc.column_":    {"code", "name", "name_cy", "kind", "parents", "valid_from", "valid_to", "area_code", "area_name", "area_kind", "tier", "service_type", "demand", "unreached", "not_eligible", "waiting", "met", "met_high", "coverage", "demand_low", "demand_high", "services", "weakest_service_type", "types_present", "types_expected", "status", "indicator", "quality_low", "quality_high", "assessed", "rank", "children_low", "children", "children_high", "why", "since", "closes_with", "as_of", "suppressed", "site", "service", "service_name", "service_name_cy", "provider", "provider_name", "mode", "postcode"},
	"ogc.title_":     {"id", "geometry", "code", "name", "name_cy", "kind", "parents", "valid_from", "valid_to", "area_code", "area_name", "area_kind", "tier", "service_type", "demand", "unreached", "not_eligible", "waiting", "met", "met_high", "coverage", "demand_low", "demand_high", "services", "weakest_service_type", "types_present", "types_expected", "status", "indicator", "quality_low", "quality_high", "assessed", "rank", "children_low", "children", "children_high", "why", "since", "closes_with", "as_of", "suppressed", "site", "service", "service_name", "service_name_cy", "provider", "provider_name", "mode", "postcode"},

	"designer.group_":   {"what", "group", "length", "readiness", "costs", "what_text", "group_text", "length_text", "readiness_text", "costs_text"},
	"designer.field_":   {"variant", "area", "places", "groups", "cohorts", "parents", "attended", "weeks", "sessions", "hours", "usable", "facilitators", "rooms", "coordinators", "partners", "people", "training_days", "licence", "parallel", "facilitator_hour", "preparation", "room_hour", "licence_cost", "training_day", "place_cost", "coordination"},
	"designer.hint_":    {"variant", "area", "groups", "parents", "attended", "usable", "preparation"},
	"designer.tick_":    {"licence", "parallel"},
	"designer.verdict_": {"kept", "missing", "refused"},
	"designer.line_":    {"staff", "rooms", "licence", "training", "places", "coordination"},
	"designer.term_":    {"cohorts", "groups", "places", "parents", "attended", "sessions", "at_once", "facilitators", "staff_hours", "hours", "facilitator_hour", "room_hour", "licence", "licence_years", "people", "training_days", "training_day", "places_a_year", "place", "coordination"},
	"designer.":         {"runs_at_most", "at_once", "staff_hours_a_year", "room_hours_a_year", "demand_own", "demand_wanted", "demand_filled"},
	"scarcity.":         {"key_demand", "key_places", "key_met", "key_best", "key_spare"},
	"scarcity.what_":    {"places", "reach", "exclusion", "age", "date"},
	"scarcity.says_":    {"places", "reach", "exclusion", "younger", "older", "date"},

	"siting.stage_":          {"waiting", "searching", "found"},
	"siting.field_":          {"number", "budget", "places", "cost", "limit", "seed", "age_min", "age_max"},
	"siting.point_":          {"at", "name", "places", "cost", "programme", "age_min", "age_max"},
	"siting.objective_":      {"advise", "reach", "met", "worst-off"},
	"siting.objective_what_": {"advise", "reach", "met", "worst-off"},
	"siting.binds_":          {"location", "eligibility", "capacity", "none"},
	"siting.chosen_":         {"reach", "met", "worst-off"},
	"siting.adds_":           {"reach", "met", "worst-off", "share"},
	"siting.ending_":         {"proven", "effort", "time", "stopped"},
	"siting.method_":         {"none", "best_single", "lazy_greedy_by_gain", "lazy_greedy_by_gain_per_cost", "iterated_exchange", "lagrangian_bound", "lagrangian_repair", "branch_and_bound"},
	"areas.action_":          {"import", "edit", "create", "end", "undo", "adopt"},
	"register.":              {"refused_title", "refused_what", "refused_empty", "unreached_title", "unreached_what", "unreached_empty"},
	"areas.indicator_":       numbered(8),
	"directory.":             {"north", "south", "east", "west", "term_stated", "term_cohorts", "term_places", "term_caseload", "term_weeks_a_case", "term_beds", "term_stay"},
	"directory.limits_":      {"contract", "licence", "service"},
	"directory.ended_":       {"contract", "licence", "service"},
	"directory.ends_by_":     {"contract", "licence", "service"},
	"directory.dates_":       {"contract", "licence", "service", "evidence"},
	"directory.dates_to_":    {"contract", "licence", "service", "evidence"},
	"directory.reach_":       model.DecayName("").Values(),
	"directory.unit_":        {"km", "minutes"},
	"directory.reach_class_": {"0", "1", "2", "3", "4"},
	"directory.column_":      columnsOf(model.Service{}),
	"directory.provider_":    columnsOf(model.Provider{}),
	"directory.no_places_":   {"adults", "presence"},
	"directory.way_short_":   ways,
	"directory.sites_":       model.Disclosure("").Values(),
	"directory.head_":        {"name", "sector", "services", "types", "type", "takes", "places", "until", "state"},
}

var (
	editable   = []string{"providers", "services", "sites"}
	refused    = []string{"400", "401", "403", "404", "405", "406", "409", "413", "414", "415", "421", "422", "429", "500", "503", "507"}
	statuses   = []string{"gap", "partial", "sufficient", "not_known"}
	gapKinds   = []string{"provision", "access", "eligibility", "capacity", "quality", "assurance", "continuity", "equity", "parallel"}
	tables     = []string{"areas", "population", "observed", "service_types", "uptake", "rates", "shares", "settings", "providers", "programmes", "services", "sites", "assessments", "travel", "scenario", "scenario_changes", "tiers", "tier_rows", "indicators", "criteria", "levels", "framework_items", "variants", "claims", "sources"}
	ways       = []string{"stated", "cohorts", "caseload", "beds", "other_unit", "none"}
	groups     = []string{"welsh_medium", "by_and_for", "disabled_children"}
	bands      = []string{"demand", "unreached", "not_eligible", "waiting", "met"}
	bindings   = []string{"reach", "eligibility", "capacity", "none"}
	attributes = []string{"living_with_perpetrator", "child_protection_no_safe_contact", "high_trauma", "parent_substance_misuse", "parent_personality_disorder"}
	flags      = []string{"no_population", "later_population", "need_scaled", "observed_nobody", "point_outside", "no_point",
		"capacity_unit", "serves_everywhere", "reaches_nobody", "site_not_mapped", "km_as_minutes", "no_catchment", "straight_line"}
)

func numbered(to int) []string {
	var out []string
	for i := range to {
		out = append(out, strconv.Itoa(i+1))
	}
	return out
}

// columnsOf are the columns of a noun in its file.
func columnsOf(noun any) []string {
	var out []string
	for _, field := range reflect.VisibleFields(reflect.TypeOf(noun)) {
		name, _, _ := strings.Cut(field.Tag.Get("file"), ",")
		out = append(out, name)
	}
	return out
}

// guide are the words of articles: the key itself, its title and lead, and
// what is numbered behind it, as far as the numbers go.
func guide(articles ...string) []string {
	var out []string
	for key := range In(English).messages {
		name, ok := strings.CutPrefix(key, "guide.")
		article := numberedPart.ReplaceAllString(name, "")
		told := slices.Contains(articles, article) || strings.HasPrefix(name, "help_") || strings.HasPrefix(name, "connect_") || strings.HasPrefix(name, "method_") ||
			strings.HasPrefix(name, "accessibility_") || strings.HasPrefix(name, "privacy_")
		if ok && told {
			out = append(out, name)
		}
	}
	return out
}

var numberedPart = regexp.MustCompile(`(_formula|_item)?_[0-9]+$|_title$|_lead$`)

// glossary are the words that the glossary lists, each with its meaning.
func glossary() []string {
	source, _ := os.ReadFile(root + "/server/page/guide/glossary.go")
	_, list, _ := strings.Cut(string(source), "strings.Fields(`")
	list, _, _ = strings.Cut(list, "`")
	var out []string
	for _, term := range strings.Fields(list) {
		out = append(out, term, term+"_what")
	}
	return out
}

// cited are the values of a column of the reference data.
func cited(file, column string) []string {
	source, err := os.Open(root + "/seed/reference/" + file)
	if err != nil {
		return []string{file + " is not there"}
	}
	defer source.Close()
	rows, err := csv.NewReader(source).ReadAll()
	if err != nil {
		return []string{file + " cannot be read"}
	}
	var out []string
	for _, row := range rows[1:] {
		out = append(out, row[slices.Index(rows[0], column)])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestFamilies(t *testing.T) {
	for prefix, values := range families {
		for _, value := range values {
			if !In(English).Has(prefix + value) {
				t.Errorf("%s%s is not in the catalogue", prefix, value)
			}
		}
	}
}

// use is one place in the source that says something. Where the key is made
// of a beginning and a value, key is the beginning.
type use struct {
	where, key string
	made       bool
	values     []string
	all        bool // all values are read off the source
}

// Everything that pages and packages say is in the catalogue, with the values
// that it takes.
func TestSourceSaysWhatIsThere(t *testing.T) {
	uses := append(goUses(t), templateUses(t)...)
	if len(uses) < 40 {
		t.Fatalf("%d places found", len(uses))
	}
	seen := map[string]bool{}
	for _, u := range uses {
		line := u.where[:strings.LastIndex(u.where, ":")]
		if seen[line+u.key] && !u.all {
			continue // the same key, seen as a bare one
		}
		seen[line+u.key] = true
		m := In(English).messages[u.key]
		switch {
		case u.made && families[u.key] == nil:
			t.Errorf("%s: keys %s… are made here; list their values in families", u.where, u.key)
		case u.made, m == nil && families[u.key+"."] != nil:
		case m == nil:
			t.Errorf("%s: %q is not in the catalogue", u.where, u.key)
		case u.all && !takes(u.values, m):
			t.Errorf("%s: %q takes %v and is given %v", u.where, u.key, m.values(), u.values)
		}
	}
}

// takes says whether all values of the message are given, and no others (a
// count chooses the form even where no form shows it).
func takes(given []string, m *message) bool {
	for _, value := range m.values() {
		if !slices.Contains(given, value) {
			return false
		}
	}
	for _, value := range given {
		if value != "Count" && !slices.Contains(m.values(), value) {
			return false
		}
	}
	return true
}

// files calls f for each file of the product with one of the endings.
func files(t *testing.T, below, ending string, f func(path string, content []byte)) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(root, below), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ending) || strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := os.ReadFile(path)
		f(path, content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Nothing lies in the catalogue that nobody says.
func TestNothingLiesUnsaid(t *testing.T) {
	said := map[string]bool{}
	for prefix, values := range families {
		for _, value := range values {
			said[prefix+value] = true
		}
	}
	literal := regexp.MustCompile("[\"`]#?([\\w.]+)[\"`]")
	for _, below := range []string{"server", "model", "cmd", "frontend/words", "frontend/pages"} {
		for _, ending := range []string{".go", ".html"} {
			files(t, below, ending, func(_ string, content []byte) {
				for _, found := range literal.FindAllSubmatch(content, -1) {
					said[string(found[1])] = true
				}
			})
		}
	}
	for key := range In(English).messages {
		if !said[key] {
			t.Errorf("nobody says %s", key)
		}
	}
}
