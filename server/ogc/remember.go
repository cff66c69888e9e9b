package ogc

import (
	"bytes"
	"io"

	lru "github.com/hashicorp/golang-lru/v2"
)

// An answer depends on what its tag is made of and on nothing else, so that one
// which is asked for a second time is kept under its tag, packed or plain as it
// was sent. Nothing has to be thrown away by hand: of an older revision nobody
// knows the tag. Most answers are asked for once, and cost no copy.
const (
	keptAnswers   = 32
	longestAnswer = 1 << 20
	knownTags     = 512
)

type answers struct {
	kept *lru.Cache[string, []byte]
	seen *lru.Cache[string, bool] // false of one that is too long to keep
}

func newAnswers() *answers {
	kept, err := lru.New[string, []byte](keptAnswers)
	if err != nil {
		panic(err) // only for a size below 1
	}
	seen, err := lru.New[string, bool](knownTags)
	if err != nil {
		panic(err)
	}
	return &answers{kept, seen}
}

// worth says whether the answer of a tag is worth keeping: it has been asked for
// before, and was not too long.
func (m *answers) worth(tag string) bool {
	worth, before, _ := m.seen.PeekOrAdd(tag, true)
	return before && worth
}

// keep keeps an answer, or notes that it cannot be.
func (m *answers) keep(tag string, answer *keeping) {
	if answer.long {
		m.seen.Add(tag, false)
		return
	}
	m.kept.Add(tag, bytes.Clone(answer.copy.Bytes()))
}

// keeping passes on what is written, and keeps a copy until it is too long.
type keeping struct {
	io.Writer
	copy bytes.Buffer
	long bool
}

func (k *keeping) Write(part []byte) (int, error) {
	if k.long = k.long || k.copy.Len()+len(part) > longestAnswer; k.long {
		k.copy = bytes.Buffer{}
	} else {
		k.copy.Write(part)
	}
	return k.Writer.Write(part)
}
