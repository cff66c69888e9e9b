package desk

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"catchment/model"
)

func manyProviders(n int, prefix string) string {
	var text strings.Builder
	text.WriteString("provider,name,sector\n")
	for i := range n {
		fmt.Fprintf(&text, "%s%d,One,other\n", prefix, i)
	}
	return text.String()
}

func TestTooManyRowsStopTheReading(t *testing.T) {
	d, _, _ := open(t)
	d.most = 5000
	id := upload(t, d, Terms{}, "providers.csv", manyProviders(3000, "p"), "programmes.csv", strings.ReplaceAll(manyProviders(4000, "q"), "provider,name,sector", "programme,name,name_cy"))
	draft := wait(t, d, id, Failed)
	if !errors.As(draft.Err, new(*TooManyRows)) || model.CodeOf(draft.Err) != model.Invalid {
		t.Errorf("%v", draft.Err)
	}
	if draft.Progress.Rows != 6000 {
		t.Errorf("%d rows were read", draft.Progress.Rows)
	}
}

// What was read of a draft makes room for another, and is read again when
// somebody comes back; importing it needs no coming back.
func TestDraftsMakeRoomForEachOther(t *testing.T) {
	d, p, _ := open(t)
	const rows = 3001
	d.most = 5000
	first := upload(t, d, Terms{Actor: "mari"}, "providers.csv", manyProviders(rows, "p"))
	wait(t, d, first, Ready)
	second := upload(t, d, Terms{Actor: "gwen"}, "providers.csv", manyProviders(rows, "q"))
	wait(t, d, second, Ready)
	if d.held(d.drafts[first]) != nil || d.held(d.drafts[second]) == nil {
		t.Error("both drafts are held")
	}
	if draft := wait(t, d, first, Ready); len(draft.Preview.Rows) != rows {
		t.Errorf("read again, it has %d rows", len(draft.Preview.Rows))
	}
	must(t, d.Commit(second)) // which made room in turn
	wait(t, d, second, Done)
	if n := len(p.Choices("providers")); n != rows {
		t.Errorf("%d providers", n)
	}
	must(t, d.Commit(first))
	wait(t, d, first, Overtaken)
}
