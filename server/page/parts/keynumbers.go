package parts

// KeyNumbers is the strip under a title: the few figures that answer how
// things stand. Template "part-key-numbers".
type KeyNumbers struct {
	Items []KeyNumber
}

// KeyNumber is one figure with the lines below it. Headline stands in place of
// a value that is words with a link; Group holds figures side by side, such as
// need by tier.
type KeyNumber struct {
	Label    string
	Value    string
	Figure   *Figure // instead of Value where it is not a plain figure
	Headline *Link
	Lines    []string
	Strong   string // a last line in bold, as "52% met"
	Link     *Link  // "How was this worked out?"
	Group    []KeyNumber
}
