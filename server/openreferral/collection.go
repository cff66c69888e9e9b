package openreferral

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	oruk "catchment/model/exchange/openreferral"
	"catchment/server/respond"
)

// collection is a list of records of one kind, and each of them.
type collection[R any] struct {
	name    string
	filters []string // that the list takes besides what all lists do
	ofOne   []string // parameters that a single record takes
	all     func(*oruk.Feed) []R
	id      func(*R) string
	wants   func(*ask, *R) bool
	listed  func(*oruk.Feed, *ask, *R) R // a record as the list shows it
	single  func(*oruk.Feed, *ask, *R) R // a record as it is shown alone; nil: as it is
}

// everyList are the parameters that all lists take.
var everyList = []string{"search", "page", "per_page", "format"}

func (r *collection[R]) parameters() []string {
	return append(append([]string{}, everyList...), r.filters...)
}

// list answers with one page of the records that were asked for.
func (r *collection[R]) list(d *door) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, err := askOf(c, r.parameters())
		if err != nil {
			return err
		}
		feed, err := d.feed(c)
		if err != nil {
			return err
		}
		all := r.all(feed)
		var wanted []*R
		for i := range all {
			if r.wants(a, &all[i]) {
				wanted = append(wanted, &all[i])
			}
		}
		page, ok := oruk.PageOf(wanted, a.page, a.perPage)
		if !ok {
			return respond.Refusal(c, http.StatusNotFound, "page", "openreferral.no_such_page", "Page", a.page, "Count", max(page.TotalPages, 1))
		}
		return c.JSON(http.StatusOK, oruk.Shown(page, func(record *R) R { return r.listed(feed, a, record) }))
	}
}

// one answers with the record that the path names.
func (r *collection[R]) one(d *door) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, err := askOf(c, r.ofOne)
		if err != nil {
			return err
		}
		feed, err := d.feed(c)
		if err != nil {
			return err
		}
		all, id := r.all(feed), strings.ToLower(c.Param("id")) // UUIDs are compared without case
		for i := range all {
			if r.id(&all[i]) == id {
				return c.JSON(http.StatusOK, r.single(feed, a, &all[i]))
			}
		}
		return respond.Refusal(c, http.StatusNotFound, "id", "openreferral.no_such_record")
	}
}
