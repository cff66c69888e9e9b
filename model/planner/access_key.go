package planner

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/field"
	"catchment/model/store"
)

// AccessKey is a key with which a program reads what an audience may see, and
// changes nothing.
type AccessKey struct {
	ID       string
	Name     string
	Audience disclosure.Audience
	Made     time.Time
	Until    model.Date // the last day that it holds; "" where it has none
	Revoked  *time.Time
}

// SecretPrefix lets people, and programs that look for leaked secrets, see what
// a secret is for.
const SecretPrefix = "catchment_"

// IssueKey makes a key. Its secret is given this once: only its hash is kept.
func (p *Planner) IssueKey(ctx context.Context, name string, audience disclosure.Audience, until model.Date) (secret string, k AccessKey, err error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "" || utf8.RuneCountInString(name) > longestName:
		return "", k, &model.Error{Code: model.Invalid, Field: "name", Sentence: model.Say("A name of 1 to 80 letters is expected for a key: whose program it is for.")}
	case field.NamesPlace(name):
		return "", k, &model.Error{Code: model.Invalid, Field: "name", Sentence: model.Say("The name of a key must hold no postcode, coordinates, grid reference or street and house number.")}
	case audience != disclosure.Commissioner && audience != disclosure.Public:
		return "", k, &model.Error{Code: model.Invalid, Field: "audience", Sentence: model.Say("A key is for the audience commissioner or public.")}
	case until != "" && until < model.DateOf(p.now()):
		return "", k, &model.Error{Code: model.Invalid, Field: "until", Sentence: model.Say("The last day of a key must not be past.")}
	}
	secret = SecretPrefix + strings.ToLower(rand.Text())
	k = AccessKey{ID: strings.ToLower(rand.Text()[:8]), Name: name, Audience: audience, Made: p.now(), Until: until}
	return secret, k, p.store.AddKey(ctx, store.Key{Key: k.ID, Hash: hashOf(secret), Name: name, Audience: string(audience), Made: k.Made, Until: until})
}

// hashOf needs no salt and no slowness: a secret has 130 random bits.
func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// AccessKeys lists all keys, the first made first.
func (p *Planner) AccessKeys(ctx context.Context) ([]AccessKey, error) {
	rows, err := p.store.Keys(ctx)
	out := make([]AccessKey, len(rows))
	for i, row := range rows {
		out[i] = keyOf(row)
	}
	return out, err
}

func keyOf(row store.Key) AccessKey {
	return AccessKey{row.Key, row.Name, disclosure.Audience(row.Audience), row.Made.UTC(), row.Until, row.Revoked}
}

// RevokeKey ends a key at once.
func (p *Planner) RevokeKey(ctx context.Context, id string) error {
	found, err := p.store.RevokeKey(ctx, id, p.now())
	if err == nil && !found {
		return &model.Error{Code: model.NotFound, Field: "key", Sentence: model.Say("There is no key %s; \"catchment key list\" shows them.", model.Quoted(id))}
	}
	return err
}

// KeyFor finds the key of a secret that holds today: by the clock, whatever day
// figures are shown for. Its last day is one of those on which it holds.
func (p *Planner) KeyFor(ctx context.Context, secret string) (AccessKey, bool, error) {
	row, err := p.store.KeyOf(ctx, hashOf(secret))
	if err != nil || row == nil || row.Revoked != nil || row.Until != "" && row.Until < model.DateOf(p.now()) {
		return AccessKey{}, false, err
	}
	return keyOf(*row), true, nil
}
