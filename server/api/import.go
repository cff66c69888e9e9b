package api

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/exchange"
	"catchment/model/planner"
	"catchment/server/respond"
)

// actor is the name that the audit trail keeps, while there are no accounts.
const actor = model.ByAPI

// Spoken is what an operation that changes something can be asked.
type Spoken struct {
	Lang string `query:"lang" enum:"en,cy" doc:"The language of sentences: en (English) or cy (Welsh)."`

	c echo.Context
}

// Resolve takes over the request itself.
func (s *Spoken) Resolve(ctx huma.Context) []error {
	s.c = humaecho.Unwrap(ctx)
	return nil
}

type importInput struct {
	Spoken
	RawBody huma.MultipartFormFiles[importForm]
	DryRun  string `query:"dry_run" enum:"yes,no" default:"no" doc:"yes says what the import would do, and writes nothing."`
	Base    int    `query:"base" minimum:"0" default:"0" doc:"The revision that the files were prepared over: where it is no longer the latest, the import is refused with 409. 0 takes any."`
}

type importForm struct {
	Files       []huma.FormFile `form:"files" required:"true" doc:"One or more CSV, XLSX or GeoJSON files, each under its name in FILES, like services.csv."`
	Source      string          `form:"source" required:"false" maxLength:"500" doc:"Where the files come from; exports carry it."`
	Licence     string          `form:"licence" required:"false" maxLength:"500" doc:"Their licence."`
	Attribution string          `form:"attribution" required:"false" maxLength:"1000" doc:"The words that must stand wherever their figures are shown."`
}

type importReport struct {
	Revision int        `json:"revision" doc:"The revision in force after the import, or now, where it is a dry run."`
	Method   int        `json:"method" doc:"The method version in force."`
	Changed  bool       `json:"changed" doc:"Whether there was anything to change."`
	DryRun   bool       `json:"dry_run" doc:"Whether nothing was written."`
	Tables   []tableRow `json:"tables" nullable:"false" doc:"What becomes of the rows, by table."`
	Warnings []string   `json:"warnings" nullable:"false" doc:"What does not stop an import, a sentence each."`
}

type importOutput struct {
	Status int
	Body   importReport
}

func (d *door) importing() {
	huma.Register(d.huma, huma.Operation{OperationID: "import", Method: http.MethodPost, Path: Base + "/imports", Tags: []string{"history"}, Summary: "Import files",
		Description:   "Takes CSV, XLSX and GeoJSON files, in any order, as one transaction: all rows or none. Every fault is told at once (422), with file, row, column, what was expected and what was found. What is known already changes nothing.",
		DefaultStatus: http.StatusCreated, MaxBodyBytes: -1, BodyReadTimeout: -1,
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusInsufficientStorage},
	}, func(ctx context.Context, in *importInput) (*importOutput, error) {
		out, err := d.take(ctx, in)
		if err != nil {
			return nil, d.problem(in.c, told(err, respond.Voice(in.c)))
		}
		return out, nil
	})
	answers := d.huma.OpenAPI().Paths[Base+"/imports"].Post.Responses
	answers["200"] = &huma.Response{Description: "What the import would do: a dry run, nothing was written.", Content: answers["201"].Content}
	form := d.huma.OpenAPI().Paths[Base+"/imports"].Post.RequestBody.Content["multipart/form-data"].Schema.Properties["files"]
	form.Description = form.Items.Description // huma describes the single file alone
}

func (d *door) take(ctx context.Context, in *importInput) (*importOutput, error) {
	form := in.RawBody.Data()
	files, err := filesOf(form.Files)
	if err != nil {
		return nil, err
	}
	batch, err := exchange.ReadFiles(files, exchange.Options{})
	if err != nil {
		return nil, err
	}
	for i := range batch.Files {
		batch.Files[i].Source, batch.Files[i].Licence, batch.Files[i].Attribution = form.Source, form.Licence, form.Attribution
	}
	if in.DryRun == "yes" {
		preview, err := d.planner.Preview(ctx, batch)
		if err != nil {
			return nil, err
		}
		return &importOutput{http.StatusOK, importReport{preview.Base.Revision, preview.Base.Method, preview.Changes(), true,
			mapped(preview.Tables, tableRowOf), sentences(preview.Warnings, respond.Voice(in.c))}}, nil
	}
	report, err := d.planner.ImportOver(ctx, batch, in.Base, actor)
	if err != nil {
		return nil, err
	}
	return &importOutput{http.StatusCreated, reportOf(report, respond.Voice(in.c))}, nil
}

func reportOf(r *planner.Report, voice *words.Voice) importReport {
	return importReport{r.Revision.Revision, r.Revision.Method, r.Changed, false, mapped(r.Tables, tableRowOf), sentences(r.Warnings, voice)}
}

// filesOf reads every file of a form into memory; the body's limit bounds it.
func filesOf(form []huma.FormFile) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, f := range form {
		content, err := io.ReadAll(f)
		_ = f.Close() // was only read
		if err != nil {
			return nil, err
		}
		if _, twice := files[f.Filename]; twice {
			return nil, &model.Error{Code: model.Invalid, Field: "files", Sentence: model.Say("Two files are named %s.", model.Quoted(f.Filename))}
		}
		files[f.Filename] = content
	}
	return files, nil
}

func sentences(problems model.Problems, voice *words.Voice) []string {
	return mapped(problems, func(p *model.Problem) string { return voice.Problem(*p) })
}

type undoInput struct {
	Spoken
	Revision int `path:"revision" minimum:"1" doc:"The revision to undo."`
}

func (d *door) undoing() {
	huma.Register(d.huma, huma.Operation{OperationID: "undo-import", Method: http.MethodPost, Path: Base + "/imports/{revision}/undo", Tags: []string{"history"}, Summary: "Undo a revision",
		Description:   "Takes one revision back by a new one. It is refused with 409 where a later revision touched the same rows, which would be lost. An undo can be undone.",
		DefaultStatus: http.StatusCreated,
		Errors:        []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusInsufficientStorage},
	}, func(ctx context.Context, in *undoInput) (*importOutput, error) {
		report, err := d.planner.Undo(ctx, in.Revision, actor)
		if err != nil {
			return nil, d.problem(in.c, told(err, respond.Voice(in.c)))
		}
		return &importOutput{http.StatusCreated, reportOf(report, respond.Voice(in.c))}, nil
	})
}

// told turns the refusal of an import into a problem that lists every fault.
func told(err error, voice *words.Voice) error {
	var refused *planner.Refused
	if !errors.As(err, &refused) {
		return err
	}
	p := respond.New(http.StatusUnprocessableEntity, voice)
	p.Detail = voice.Sentence(refused.Told())
	for _, fault := range refused.Problems.Errors() {
		p.Errors = append(p.Errors, respond.Fault{Detail: voice.Problem(fault), Field: fault.Column})
	}
	return p
}
