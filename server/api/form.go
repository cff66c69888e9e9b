package api

import (
	"errors"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/server/respond"
)

// formFault reads the form of an import, which is read once only, and says
// what is wrong with it.
func formFault(c echo.Context, op *huma.Operation) *respond.Problem {
	r := c.Request()
	kind := r.Header.Get(echo.HeaderContentType)
	if kind == "" {
		return refuse(c, "files", "server.form_none")
	}
	if media, _, err := mime.ParseMediaType(kind); err != nil || media != echo.MIMEMultipartForm {
		return respond.Refusal(c, http.StatusUnsupportedMediaType, "", "server.form_kind", "Found", model.Quoted(kind))
	}
	err := r.ParseMultipartForm(humaecho.MultipartMaxMemory)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return respond.New(http.StatusRequestEntityTooLarge, respond.Voice(c))
	case err != nil:
		return refuse(c, "", "server.form_broken")
	case len(r.MultipartForm.File["files"]) == 0:
		return refuse(c, "files", "server.form_no_files")
	}
	members := op.RequestBody.Content[echo.MIMEMultipartForm].Schema.Properties
	for _, name := range sortedKeys(members) {
		if p := tooLong(c, name, r.PostFormValue(name), members[name].MaxLength); p != nil {
			return p
		}
	}
	return nil
}
