package parts

// Empty says why a list is empty and what to do about it. Template
// "part-empty".
type Empty struct {
	Title, Text string
	Links       []Link
}

// Inset is a note beside a figure. Template "part-inset".
type Inset struct {
	Strong, Text string
	Link         *Link
}

// Notice is a banner at the top of a page: Kind is success, important or
// stale. Template "part-notice".
type Notice struct {
	Kind        string
	Title, Text string
	Link        *Link
}

// ErrorSummary lists what must be mended, each with a link to its field; the
// layout shows it above the title. Template "part-error-summary".
type ErrorSummary struct {
	Title  string
	Errors []Link
}

// Heading is the head of a section that carries a figure, with "How was this
// worked out?" at the right end of its line. Template "part-heading".
type Heading struct {
	ID    string
	Title string
	Thin  string // beside the title in regular weight, as the name of a tier
	Lead  string // in second ink, below
	Link  *Link
	Level int // 2 where 0, or 3
}

// SummaryList is names and values in rows. Template "part-summary-list".
type SummaryList struct {
	Rows []SummaryRow
}

// SummaryRow has Lines of words or a Figure or Links.
type SummaryRow struct {
	Name   string
	Lines  []string
	Figure *Figure
	Links  []Link
	Action *Link
	Lang   string // of the lines
}

// Progress is long work under way: a bar and the words that say how far.
// Maximum 0 is unknown. Template "part-progress".
type Progress struct {
	ID, Label      string
	Value, Maximum int
	Text           string
	Cancel         *Link
}
