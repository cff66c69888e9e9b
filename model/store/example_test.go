package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"catchment/model"
	"catchment/model/store"
)

func Example() {
	ctx := context.Background()
	folder, _ := os.MkdirTemp("", "catchment")
	defer os.RemoveAll(folder)
	keep, err := store.Open(ctx, filepath.Join(folder, "catchment.db"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer keep.Close()

	ward := model.Area{Code: "W05000001", Name: "Aberystwyth Penparcau", Kind: "ward"}
	change := store.Change{
		Base: 0, At: time.Now(), Actor: "mari", Action: "import", Source: "areas.geojson",
		Upserts: &model.Records{Areas: []model.Area{ward}},
		Audit:   []model.AuditEntry{{Action: "create", Noun: "areas", Subject: ward.Code}},
	}
	made, err := keep.Apply(ctx, change)
	fmt.Println("revision", made.Revision, err)
	_, err = keep.Apply(ctx, change) // made against revision 0, which is past
	fmt.Println(err)
	// Output:
	// revision 1 <nil>
	// Someone else has changed the data in the meantime. Look at it again, then repeat the change.
}
