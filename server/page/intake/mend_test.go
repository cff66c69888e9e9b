package intake

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"catchment/model/planner/desk"
)

func TestADoubleClickOnImportLeadsToTheImport(t *testing.T) {
	s := open(t)
	sent := s.upload("/import", nil, "providers.csv", providers)
	s.settle(sent.location)
	var clicks sync.WaitGroup
	statuses := make([]int, 6)
	for i := range statuses {
		clicks.Go(func() { statuses[i] = s.post(sent.location+"/commit", nil).status })
	}
	clicks.Wait()
	for _, status := range statuses {
		if status != 303 {
			t.Errorf("statuses %v", statuses)
		}
	}
	s.settle(sent.location).want(t, 200, "Imported as revision 2")
	if s.Planner.Revision().Revision != 2 {
		t.Errorf("revision %d", s.Planner.Revision().Revision)
	}
}

// named sends one file with the header of its part as it is given.
func (s *site) named(header string) answer {
	s.Helper()
	body := "--b\r\n" + header + "\r\nContent-Type: text/csv\r\n\r\n" + providers + "\r\n--b--\r\n"
	r := httptest.NewRequest(http.MethodPost, "/import", strings.NewReader(body))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	return s.send(r)
}

func TestFileNamesOfAllKindsAreRead(t *testing.T) {
	for _, name := range []string{`a"b.csv`, `%22providers%22.csv`, `..providers.csv`, `../../providers.csv`, `.providers.CSV`, `it's.csv`, `C:\data\providers.csv`} {
		s := open(t)
		sent := s.named(`Content-Disposition: form-data; name="files"; filename="` + name + `"`)
		if sent.status != 303 {
			t.Errorf("%s: %d\n%s", name, sent.status, sent.body)
			continue
		}
		s.settle(sent.location)
	}
	s := open(t)
	for _, name := range []string{"..", ".DS_Store", "._providers.csv"} {
		s.named(`Content-Disposition: form-data; name="files"; filename="`+name+`"`).want(t, 422, "These were left out: "+name)
	}
}

func TestTooManyRowsAreSaid(t *testing.T) {
	s := open(t)
	var text strings.Builder
	text.WriteString("provider,name,sector\n")
	for i := range desk.MaxRows + 1 {
		fmt.Fprintf(&text, "p%d,N,other\n", i)
	}
	sent := s.upload("/cy/import", nil, "providers.csv", text.String())
	sent.want(t, 303)
	s.settle(sent.location).want(t, 409, "fwy na 100,000 o resi")
	s.settle(strings.TrimPrefix(sent.location, "/cy")).want(t, 409, "more than 100,000 rows", "Cancel this upload")
}

func TestRefusalsOfUndoAreWelsh(t *testing.T) {
	s := open(t)
	for i, name := range []string{"One", "Two"} {
		sent := s.upload("/import", nil, "providers.csv", "provider,name,sector\nhh,"+name+",children\n")
		s.settle(sent.location)
		s.post(sent.location+"/commit", nil).want(t, 303)
		s.settle(sent.location).want(t, 200, fmt.Sprintf("Imported as revision %d", i+2))
	}
	s.get("/cy/import/undo/2").want(t, 409, "Ni ellir dadwneud diwygiad 2: newidiodd Porwr ar y peiriant hwn providers &#34;hh&#34; wedyn, yn niwygiad 3 ar ", " UTC. Dadwnewch hwnnw’n gyntaf.")
	s.post("/import/undo/3", nil).want(t, 303)
	s.get("/cy/import/undo/3").want(t, 409, "Mae diwygiad 3 wedi’i ddadwneud eisoes, gan ddiwygiad 4.")
	s.get("/cy/import").want(t, 200, "Porwr ar y peiriant hwn", "Dadwneud diwygiad 3")
}
