package store

import (
	"reflect"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"catchment/model"
)

// rowsAtOnce bounds a statement: longer ones are no faster.
const rowsAtOnce = 250

// upsert creates or replaces rows by key, in order of dependency.
func (s *Store) upsert(tx *gorm.DB, records *model.Records) error {
	if err := clearScenarios(tx, records.Scenarios); err != nil {
		return fault(err, "scenario_changes")
	}
	replace := tx.Clauses(clause.OnConflict{UpdateAll: true}).Session(&gorm.Session{})
	for _, t := range s.tables {
		if t.method {
			continue
		}
		if err := s.create(replace, t.rows(records), len(t.DBNames)); err != nil {
			return fault(err, t.Table)
		}
	}
	return nil
}

// clearScenarios removes the rows of the scenarios that are to be replaced.
func clearScenarios(tx *gorm.DB, rows []model.ScenarioChange) error {
	var names []string
	for _, row := range rows {
		names = append(names, row.Scenario)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if err := tx.Where("scenario = ?", name).Delete(&model.ScenarioChange{}).Error; err != nil {
			return err
		}
	}
	return nil
}

// writeMethod writes the five method tables under the revision's version.
func (s *Store) writeMethod(tx *gorm.DB, records *model.Records, made model.Revision) error {
	version := model.MethodVersion{Method: made.Method, Revision: made.Revision}
	if err := tx.Create(&version).Error; err != nil {
		return fault(err, "methods")
	}
	for _, t := range s.tables {
		if !t.method {
			continue
		}
		rows := t.versioned(records, made.Method)
		if err := s.create(tx, rows, len(t.DBNames)); err != nil {
			return fault(err, t.Table)
		}
	}
	return nil
}

// versioned copies the table's rows and puts the version on the copies.
func (t table) versioned(records *model.Records, version int) reflect.Value {
	given := t.rows(records)
	rows := reflect.MakeSlice(given.Type(), given.Len(), given.Len())
	reflect.Copy(rows, given)
	place := t.LookUpField("method").StructField.Index
	for i := range rows.Len() {
		rows.Index(i).FieldByIndex(place).SetInt(int64(version))
	}
	return rows
}

// create inserts a slice of nouns in batches that the database takes.
func (s *Store) create(tx *gorm.DB, rows reflect.Value, columns int) error {
	size := min(rowsAtOnce, s.batch/columns)
	for from := 0; from < rows.Len(); from += size {
		part := rows.Slice(from, min(from+size, rows.Len()))
		if err := tx.Create(part.Interface()).Error; err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) writeFiles(tx *gorm.DB, given []model.File, revision int) error {
	files := slices.Clone(given)
	for i := range files {
		files[i].Revision, files[i].Place = revision, i+1
	}
	return s.create(tx, reflect.ValueOf(files), reflect.TypeFor[model.File]().NumField())
}

// writeAudit numbers the entries without holes, through all revisions.
func (s *Store) writeAudit(tx *gorm.DB, given []model.AuditEntry, revision int) error {
	var last int64
	if err := tx.Model(&model.AuditEntry{}).Select("COALESCE(MAX(entry), 0)").Scan(&last).Error; err != nil {
		return err
	}
	entries := slices.Clone(given)
	for i := range entries {
		entries[i].Entry = last + int64(i) + 1
		entries[i].Revision, entries[i].Place = revision, i+1
	}
	return s.create(tx, reflect.ValueOf(entries), reflect.TypeFor[model.AuditEntry]().NumField())
}
