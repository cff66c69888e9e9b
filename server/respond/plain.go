package respond

import (
	"bytes"
	"html/template"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
)

// plain is the page of last resort: it needs nothing that could be broken.
var plain = template.Must(template.New("plain").Parse(`<!DOCTYPE html>
<html lang="{{.Voice.Language}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.Title}} – Catchment</title></head>
<body>
<main>
<h1>{{.Title}}</h1>
<p>{{.Detail}}</p>
{{if ge .Status 500}}<p>{{.Voice.Say "server.request" "Request" .Request}}</p>{{end}}
<p><a href="{{.Home}}">{{.Voice.Say "server.home"}}</a></p>
</main>
</body>
</html>
`))

func plainPage(c echo.Context, p *Problem) error {
	home := "/"
	if Language(c) == words.Welsh {
		home = welshPrefix
	}
	var body bytes.Buffer
	err := plain.Execute(&body, struct {
		*Problem
		Voice *words.Voice
		Home  string
	}{p, Voice(c), home})
	if err != nil {
		return err
	}
	return c.HTMLBlob(p.Status, body.Bytes())
}
