package parts

import (
	"strconv"

	"catchment/frontend/words"
)

// Pagination walks a long list. Template "part-pagination".
type Pagination struct {
	Label      string
	Showing    string // "Showing 1 to 50 of 480"
	Prev, Next *Link
}

// NewPagination takes the number of the page from 1, its size and how many
// rows there are; url gives the address of a page.
func NewPagination(v *words.Voice, page, size, total int, url func(page int) string) Pagination {
	first, last := min((page-1)*size+1, total), min(page*size, total)
	p := Pagination{Label: v.Say("parts.pages"), Showing: v.Say("parts.showing",
		"First", whole(v, first), "Last", whole(v, last), "Total", whole(v, total))}
	if page > 1 {
		p.Prev = &Link{Text: v.Say("parts.previous"), URL: url(page - 1), Hidden: v.Say("parts.page", "Page", strconv.Itoa(page-1))}
	}
	if last < total {
		p.Next = &Link{Text: v.Say("parts.next"), URL: url(page + 1), Hidden: v.Say("parts.page", "Page", strconv.Itoa(page+1))}
	}
	return p
}

func whole(v *words.Voice, n int) string { return v.Number(float64(n), 0) }

// SortHead is the head of a column that can sort: a link that sorts by it, or
// turns the order round. Template "part-sort-head", which is the whole th.
type SortHead struct {
	Text, URL string
	Number    bool   // figures, at the right
	Order     string // ascending, descending, or "" where another column sorts
	Hint      string // heard: "sorted, smallest first"
}

// NewSortHead says the order.
func NewSortHead(v *words.Voice, text, url, order string, number bool) SortHead {
	h := SortHead{Text: text, URL: url, Order: order, Number: number, Hint: v.Say("parts.sort_by")}
	if order != "" {
		h.Hint = v.Say("parts.sorted_" + order)
	}
	return h
}
