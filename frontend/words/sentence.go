package words

import (
	"fmt"
	"io/fs"

	"github.com/BurntSushi/toml"

	"catchment/model"
)

// faultsFile holds, for each English form of a model.Sentence, the Welsh one.
// The English form is the key, as in the catalogues of gettext: it stands where
// the fault is found.
const faultsFile = "faults.cy.toml"

func readForms(files fs.FS) (map[string]string, error) {
	content, err := fs.ReadFile(files, "catalogue/"+faultsFile)
	if err != nil {
		return nil, err
	}
	forms := map[string]string{}
	if err := toml.Unmarshal(content, &forms); err != nil {
		return nil, fmt.Errorf("%s: %w", faultsFile, err)
	}
	return forms, nil
}

// Sentence says what the model has to tell. A form that the catalogue lacks is
// said in English.
func (v *Voice) Sentence(s model.Sentence) string { return s.In(v.turned, v.shown) }

func (v *Voice) turned(form string) string {
	if turned, ok := v.forms[form]; ok {
		return turned
	}
	return form
}

func (v *Voice) shown(value any) any {
	if day, ok := value.(model.LongDate); ok {
		return v.Date(model.Date(day))
	}
	return value
}

// Problem says what is wrong with a file, so that a person can act on it.
func (v *Voice) Problem(p model.Problem) string { return v.Sentence(p.Told()) }

// Fault says what an error tells a person.
func (v *Voice) Fault(err error) string { return v.Sentence(model.SentenceOf(err)) }
