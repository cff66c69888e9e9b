package intake

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	intakes "catchment/model/exchange/intake"
	"catchment/model/exchange/recipes"
	"catchment/model/planner/desk"
	"catchment/server/page/shell"
)

const (
	accepted    = ".csv,.xlsx,.geojson,.json,.gpkg"
	walesRecipe = "recipe:wales"
	savedPrefix = "saved:"
	longestText = 500
)

// uploadForm is what the form says beside its files.
type uploadForm struct {
	Layout, Source, Licence, Attribution string

	left []string // names of files that are not read
}

func (d *door) upload(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	files, form, err := received(c.Request())
	left := form.left
	if err == nil {
		var mapping *intakes.Mapping
		if mapping, err = d.mappingOf(c, form.Layout); err == nil {
			var id string
			id, err = d.desk.Open(files, desk.Terms{Actor: actor, Mapping: mapping, Source: form.Source, Licence: form.Licence, Attribution: form.Attribution})
			if err == nil {
				return shell.Redirect(c, visit.Link(shell.Path("import", id)))
			}
		}
	}
	if sentence := uploadFault(visit, err, left); sentence != "" {
		return d.showHome(c, http.StatusUnprocessableEntity, form, sentence)
	}
	return err
}

// uploadFault says in the reader's language what the desk refuses.
func uploadFault(visit *shell.Visit, err error, left []string) string {
	switch model.CodeOf(err) {
	case model.Conflict:
		return visit.Say("intake.no_room")
	case model.Invalid:
		switch {
		case errors.Is(err, errNoForm):
			return visit.Say("intake.no_form")
		case strings.HasPrefix(err.Error(), "Choose") && len(left) > 0:
			return visit.Say("intake.not_read", "Names", visit.List(left))
		case strings.HasPrefix(err.Error(), "Choose"):
			return visit.Say("intake.no_files")
		case strings.HasPrefix(err.Error(), "Two files"):
			return visit.Say("intake.same_name")
		}
		return visit.Say("intake.too_much", "Most", desk.MaxDraft>>20, "Files", desk.MaxFiles)
	case model.NotFound:
		return visit.Say("intake.no_mapping")
	}
	return ""
}

var errNoForm = &model.Error{Code: model.Invalid, Field: "files", Sentence: model.Say("The form did not arrive whole. Choose the files and send it again.")}

// received reads the form part by part, so that no file is written to disk on
// the way: it may hold places that must not be.
func received(r *http.Request) (files []desk.File, form uploadForm, err error) {
	reader, err := r.MultipartReader()
	if err != nil {
		return nil, form, errNoForm
	}
	left := int64(desk.MaxDraft) + 1
	for {
		part, err := reader.NextPart()
		if err == io.EOF {
			return files, form, nil
		}
		if err != nil {
			return nil, form, partFault(err)
		}
		if left, err = form.take(part, &files, left); err != nil {
			return nil, form, partFault(err)
		}
	}
}

// partFault leaves a body that is too large to the server, which says so.
func partFault(err error) error {
	if errors.As(err, new(*http.MaxBytesError)) {
		return err
	}
	return errNoForm
}

// take reads one part; of all files together no more than the bytes left, one
// byte of which is beyond what the desk takes.
func (form *uploadForm) take(part *multipart.Part, files *[]desk.File, left int64) (int64, error) {
	name, named := nameOf(part)
	if name != "files" && name != "folder" {
		text, err := io.ReadAll(io.LimitReader(part, longestText))
		form.set(name, strings.TrimSpace(string(text)))
		return left, err
	}
	name = path.Base(strings.ReplaceAll(named, `\`, "/"))
	data, err := io.ReadAll(io.LimitReader(part, left))
	if err != nil || named == "" || name == "datapackage.json" {
		return left, err
	}
	if notData(name) {
		form.left = append(form.left, name)
		return left, nil
	}
	if len(*files) <= desk.MaxFiles {
		*files = append(*files, desk.File{Name: name, Data: data})
	}
	return left - int64(len(data)), nil
}

// nameOf gives the names of a part and of its file, also where a quotation
// mark in the latter makes the header one that cannot be parsed.
func nameOf(part *multipart.Part) (name, file string) {
	header := part.Header.Get("Content-Disposition")
	if _, _, err := mime.ParseMediaType(header); err == nil {
		return part.FormName(), part.FileName()
	}
	_, rest, _ := strings.Cut(header, ` name="`)
	name, _, _ = strings.Cut(rest, `"`)
	_, file, _ = strings.Cut(header, ` filename="`)
	return name, strings.TrimSuffix(file, `"`)
}

// notData says whether a name is that of a hidden file, as folders have them
// beside the data.
func notData(name string) bool {
	hidden := strings.HasPrefix(name, "._") || strings.HasPrefix(name, ".") && !slices.Contains(strings.Split(accepted, ","), strings.ToLower(path.Ext(name)))
	return hidden || name == ".." || name == "/"
}

func (form *uploadForm) set(name, text string) {
	switch name {
	case "layout":
		form.Layout = text
	case "source":
		form.Source = text
	case "licence":
		form.Licence = text
	case "attribution":
		form.Attribution = text
	}
}

// mappingOf gives the mapping that the layout names, nil to guess.
func (d *door) mappingOf(c echo.Context, layout string) (*intakes.Mapping, error) {
	if layout == "" {
		return nil, nil
	}
	if layout == walesRecipe {
		mapping, problems := intakes.ReadMapping("wales.json", recipes.Wales)
		if len(problems) > 0 {
			return nil, errors.New(problems[0].Sentence())
		}
		return mapping, nil
	}
	saved, err := d.house.Planner.Mappings(c.Request().Context())
	if err != nil {
		return nil, err
	}
	for _, m := range saved {
		if layout == savedPrefix+m.Name {
			return m.Mapping, nil
		}
	}
	return nil, &model.Error{Code: model.NotFound, Field: "layout", Sentence: model.Say("There is no such mapping.")}
}
