package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	"catchment/model"
)

// PlanOwner says whose a scenario is from a revision on. Only the last of a
// scenario is in force; all are kept.
type PlanOwner struct {
	Entry    int64 `gorm:"primaryKey;autoIncrement:false"`
	Scenario string
	Revision int    // the latest when it was said
	Owner    string // "" for nobody
	Actor    string // who said it
	At       time.Time
}

// TableName is the table that holds owners.
func (PlanOwner) TableName() string { return "plan_owners" }

// PlanComment is what somebody says of a scenario, or of one of its changes:
// Place is its line at the revision, 0 for the whole; Change and Service say
// what the line then was about.
type PlanComment struct {
	Entry    int64 `gorm:"primaryKey;autoIncrement:false"`
	Scenario string
	Revision int
	Place    int
	Change   string
	Service  string
	Text     string // "" of one that was withdrawn
	Author   string
	At       time.Time
}

// TableName is the table that holds comments.
func (PlanComment) TableName() string { return "plan_comments" }

// PlanWithdrawal says that a comment was withdrawn.
type PlanWithdrawal struct {
	Entry  int64 `gorm:"primaryKey;autoIncrement:false"`
	Author string
	At     time.Time
}

// TableName is the table that says which comments were withdrawn.
func (PlanWithdrawal) TableName() string { return "plan_withdrawals" }

// PlanOwners gives who was said to own scenarios, the first said first.
func (s *Store) PlanOwners(ctx context.Context) ([]PlanOwner, error) {
	var rows []PlanOwner
	err := s.read.WithContext(ctx).Order("entry").Find(&rows).Error
	return rows, fault(err, "plan_owners")
}

// PlanComments gives the comments on a scenario, the first made first, and the
// withdrawals among them.
func (s *Store) PlanComments(ctx context.Context, scenario string) ([]PlanComment, []PlanWithdrawal, error) {
	if !plain(scenario) {
		return nil, nil, nil // no scenario is called so, and not every database can be asked
	}
	var rows []PlanComment
	var gone []PlanWithdrawal
	err := s.read.WithContext(ctx).Where("scenario = ?", scenario).Order("entry").Find(&rows).Error
	if err == nil {
		err = s.read.WithContext(ctx).Where("entry IN (SELECT entry FROM plan_comments WHERE scenario = ?)", scenario).Order("entry").Find(&gone).Error
	}
	return rows, gone, fault(err, "plan_comments")
}

// AddPlanOwner keeps who owns a scenario from now on. Entry is filled in.
func (s *Store) AddPlanOwner(ctx context.Context, o PlanOwner) error {
	if !plain(o.Scenario) || !plain(o.Owner) || !plain(o.Actor) {
		return invalid("plan_owners", notPlain)
	}
	err := s.write.WithContext(ctx).Transaction(func(tx *gorm.DB) error { return writeOwner(tx, o) })
	return fault(err, "plan_owners")
}

func writeOwner(tx *gorm.DB, o PlanOwner) (err error) {
	o.At = o.At.UTC().Truncate(time.Microsecond)
	if o.Entry, err = nextEntry(tx, o); err != nil {
		return err
	}
	return tx.Create(&o).Error
}

// writeOwner keeps whose the scenario is that the change is about.
func (c Change) writeOwner(tx *gorm.DB, made model.Revision) error {
	if c.Owner == nil {
		return nil
	}
	o := *c.Owner
	o.Revision, o.Actor, o.At = made.Revision, made.Actor, made.At
	return writeOwner(tx, o)
}

// AddPlanComment keeps a comment. Entry is filled in.
func (s *Store) AddPlanComment(ctx context.Context, c PlanComment) error {
	for _, text := range []string{c.Scenario, c.Change, c.Service, c.Text, c.Author} {
		if !plain(text) {
			return invalid("plan_comments", notPlain)
		}
	}
	c.At = c.At.UTC().Truncate(time.Microsecond)
	err := s.write.WithContext(ctx).Transaction(func(tx *gorm.DB) (err error) {
		if c.Entry, err = nextEntry(tx, c); err != nil {
			return err
		}
		return tx.Create(&c).Error
	})
	return fault(err, "plan_comments")
}

// WithdrawPlanComment takes the words of a comment away, for good, and says who
// did it. One that is withdrawn already stays as it was.
func (s *Store) WithdrawPlanComment(ctx context.Context, scenario string, w PlanWithdrawal) (found bool, err error) {
	if !plain(scenario) || !plain(w.Author) {
		return false, invalid("plan_withdrawals", notPlain)
	}
	w.At = w.At.UTC().Truncate(time.Microsecond)
	err = s.write.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		var row PlanComment
		if done := tx.Where("entry = ? AND scenario = ?", w.Entry, scenario).Limit(1).Find(&row); done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		found = true
		var before int64
		if err := tx.Model(&PlanWithdrawal{}).Where("entry = ?", w.Entry).Count(&before).Error; err != nil || before > 0 {
			return err
		}
		if err := tx.Create(&w).Error; err != nil {
			return err
		}
		return tx.Model(&row).Update("text", "").Error
	})
	if err == nil && found {
		s.unsettled.Store(true) // the log still has the words
		s.settle(context.WithoutCancel(ctx))
	}
	return found, fault(err, "plan_withdrawals")
}

// nextEntry numbers rows without holes. Other writers wait until the row is
// written: in SQLite there is one at a time.
func nextEntry(tx *gorm.DB, of schema.Tabler) (int64, error) {
	if tx.Name() == "postgres" {
		if err := tx.Exec("LOCK TABLE " + of.TableName() + " IN EXCLUSIVE MODE").Error; err != nil {
			return 0, err
		}
	}
	var last int64
	err := tx.Model(of).Select("COALESCE(MAX(entry), 0)").Scan(&last).Error
	return last + 1, err
}
