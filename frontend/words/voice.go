package words

import (
	"fmt"
	"io/fs"
	"sync"

	"golang.org/x/text/language"
)

// Language is a language that people read Catchment in.
type Language string

// The two languages.
const (
	English Language = "en"
	Welsh   Language = "cy"
)

// Languages lists the languages, the one without a prefix in addresses first.
var Languages = []Language{English, Welsh}

// Voice speaks one language. It is shared and never changes.
type Voice struct {
	language Language
	tag      language.Tag
	messages map[string]*message
	forms    map[string]string // of the model's sentences, from the English form to this language's; nil in English
	order    *sync.Pool
}

var voices = sync.OnceValue(func() map[Language]*Voice { return speak(catalogue) })

// speak makes the voices. It panics, naming the file, where one of the
// catalogue is broken: that is part of the program, which must not start
// without its words.
func speak(files fs.FS) map[Language]*Voice {
	out := map[Language]*Voice{}
	for _, l := range Languages {
		tag := language.MustParse(string(l))
		messages, err := read(files, l)
		if err != nil {
			panic(fmt.Sprintf("words: %v", err))
		}
		out[l] = &Voice{language: l, tag: tag, messages: messages, order: newOrder(tag)}
	}
	forms, err := readForms(files)
	if err != nil {
		panic(fmt.Sprintf("words: %v", err))
	}
	out[Welsh].forms = forms
	return out
}

// In gives the voice of a language; English for one that is not spoken here.
func In(l Language) *Voice {
	if v, ok := voices()[l]; ok {
		return v
	}
	return voices()[English]
}

// Language is the language spoken.
func (v *Voice) Language() Language { return v.language }

// Has says whether the catalogue holds the key.
func (v *Voice) Has(key string) bool { return v.messages[key] != nil }

// Say gives the message of a key with values put in: pairs are a name and a
// value, and so on. Numbers are written as Number does (up to two decimals),
// dates as Date does. The value named Count chooses the plural form. A key
// that the catalogue lacks is shown in brackets.
func (v *Voice) Say(key string, pairs ...any) string {
	m := v.messages[key]
	switch {
	case m == nil:
		return "⟦" + key + "⟧"
	case len(m.other.parts) == 1 && m.forms == nil:
		return m.other.plain
	}
	return v.filled(m.form(v, pairs), pairs)
}

// Name gives a thing's name for the reader and the language that it is in:
// in Welsh the Welsh name, where there is one.
func (v *Voice) Name(en, cy string) (text string, in Language) {
	if v.language == Welsh && cy != "" {
		return cy, Welsh
	}
	return en, English
}
