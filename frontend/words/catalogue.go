package words

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
)

//go:embed catalogue/*.toml
var catalogue embed.FS

// read merges the catalogue files of a language. Errors name every file and
// message at fault; the others are there all the same.
func read(files fs.FS, l Language) (map[string]*message, error) {
	entries, err := fs.ReadDir(files, "catalogue")
	if err != nil {
		return nil, err
	}
	out := map[string]*message{}
	var faults []error
	for _, file := range entries {
		if ok, _ := path.Match("*."+string(l)+".toml", file.Name()); ok && file.Name() != faultsFile {
			faults = append(faults, readFile(out, files, file.Name()))
		}
	}
	return out, errors.Join(faults...)
}

func readFile(out map[string]*message, files fs.FS, name string) error {
	content, err := fs.ReadFile(files, "catalogue/"+name)
	if err != nil {
		return err
	}
	file, err := i18n.ParseMessageFileBytes(content, name, map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var faults []error
	for _, raw := range file.Messages {
		m, err := newMessage(raw)
		switch {
		case err != nil:
			faults = append(faults, fmt.Errorf("%s: %s: %w", name, raw.ID, err))
		case out[raw.ID] != nil:
			faults = append(faults, fmt.Errorf("%s: %s: another file has this key", name, raw.ID))
		default:
			out[raw.ID] = m
		}
	}
	return errors.Join(faults...)
}

func newMessage(raw *i18n.Message) (*message, error) {
	if raw.Other == "" {
		return nil, errors.New("it has no text for the form other")
	}
	m := &message{}
	for form, written := range formsOf(raw) {
		t, err := newText(written)
		switch {
		case err != nil:
			return nil, err
		case written == "":
		case form == plural.Other:
			m.other = t
		default:
			if m.forms == nil {
				m.forms = map[plural.Form]text{}
			}
			m.forms[form] = t
		}
	}
	return m, nil
}

func formsOf(raw *i18n.Message) map[plural.Form]string {
	return map[plural.Form]string{
		plural.Zero: raw.Zero, plural.One: raw.One, plural.Two: raw.Two,
		plural.Few: raw.Few, plural.Many: raw.Many, plural.Other: raw.Other,
	}
}
