package ogc

import (
	"bytes"
	"io"

	lru "github.com/hashicorp/golang-lru/v2"
)

// An answer depends on what its tag is made of and on nothing else, so that one
// which was put together once is kept under its tag, packed or plain as it was
// sent. Nothing has to be thrown away by hand: of an older revision nobody
// knows the tag.
const (
	keptAnswers   = 32
	longestAnswer = 1 << 20
)

func newAnswers() *lru.Cache[string, []byte] {
	answers, err := lru.New[string, []byte](keptAnswers)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return answers
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
