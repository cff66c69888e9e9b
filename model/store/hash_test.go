package store

import (
	"crypto/sha256"
	"fmt"
	"sync"
	"testing"

	"gorm.io/gorm/schema"
)

// hash is a digest of every row of every table.
func hash(t testing.TB, s *Store) string {
	t.Helper()
	sum := sha256.New()
	for _, noun := range allNouns() {
		parsed, err := schema.Parse(noun, &sync.Map{}, s.write.NamingStrategy)
		if err != nil {
			t.Fatal(err)
		}
		var rows []map[string]any
		if err := s.read.Table(parsed.Table).Clauses(table{Schema: parsed}.byKey()).Find(&rows).Error; err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(sum, parsed.Table, rows) // maps print in order of their keys
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}
