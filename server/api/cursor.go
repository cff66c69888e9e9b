package api

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"

	"catchment/model"
)

// order is how a list is sorted: by a key of numbers and texts that no two
// rows share, the first part of which can be turned round. A page that begins
// after a key begins at the same row however many came or went before it.
type order[R any] struct {
	name string // of what can be sorted in several ways
	down bool
	key  func(R) []any
}

func byKey[R any](key func(R) []any) order[R] { return order[R]{key: key} }

func (o order[R]) compare(x, y []any) int {
	for i := range min(len(x), len(y)) {
		if out := compare(x[i], y[i], i == 0 && o.down); out != 0 {
			return out
		}
	}
	return len(x) - len(y)
}

func (o order[R]) sort(rows []R) {
	slices.SortStableFunc(rows, func(x, y R) int { return o.compare(o.key(x), o.key(y)) })
}

// after finds the first row behind a key, in sorted rows.
func (o order[R]) after(rows []R, key []any) int {
	at, _ := slices.BinarySearchFunc(rows, key, func(row R, key []any) int {
		if o.compare(o.key(row), key) <= 0 {
			return -1
		}
		return 1
	})
	return at
}

// seal hides what a cursor says: the figures that a list is sorted by may be
// more exact than those that its reader may see. The secret is made anew with
// each start of the program.
type seal struct {
	secret []byte
	cipher cipher.AEAD
}

func newSeal() seal {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	block, err := aes.NewCipher(secret)
	if err != nil {
		panic(err) // only for a key of another length
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // only for a block of another length
	}
	return seal{secret, aead}
}

// close writes a key as a cursor of one list. The same key gives the same
// cursor, so that the same page has the same address.
func (s seal) close(list string, key []any) (string, error) {
	plain, err := json.Marshal(key)
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte(list + "\n"))
	mac.Write(plain)
	nonce := mac.Sum(nil)[:s.cipher.NonceSize()]
	return base64.RawURLEncoding.EncodeToString(s.cipher.Seal(nonce, nonce, plain, []byte(list))), nil
}

// open reads the cursor of a list.
func (s seal) open(list, cursor string) (key []any, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(cursor)
	if size := s.cipher.NonceSize(); err == nil && len(sealed) >= size {
		var plain []byte
		if plain, err = s.cipher.Open(nil, sealed[:size], sealed[size:], []byte(list)); err == nil {
			err = json.Unmarshal(plain, &key)
		}
	}
	if err != nil || key == nil {
		return nil, &model.Error{Code: model.Invalid, Field: "after", Cause: err,
			Sentence: model.Say("after is no place in this list, or one from before the server was started again. Take it from the member next, or begin again without it.")}
	}
	return key, nil
}

// begin says where in sorted rows the page that was asked for begins.
func begin[R any](d *door, a *Asked, p Paging, rows []R, o order[R]) (int, error) {
	if p.After == "" {
		return min(p.Offset, len(rows)), nil
	}
	if a.url.Query().Has("offset") {
		return 0, &model.Error{Code: model.Invalid, Field: "after", Sentence: model.Say("after and offset do not go together: each says where the page begins.")}
	}
	key, err := d.seal.open(a.list(o.name), p.After)
	if err != nil {
		return 0, err
	}
	return o.after(rows, key), nil
}

// list names the list that was asked for: its cursors are of no other.
func (a *Asked) list(order string) string {
	return a.url.Path + "\n" + string(a.audience) + "\n" + order
}
