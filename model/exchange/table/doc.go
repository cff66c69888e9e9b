// Package table reads and writes tables of rows: CSV files and the sheets of
// XLSX workbooks.
//
//	table.ReadCSV(in, intake.Origin{File: "services.csv", Table: "services"}, data)
//	table.WriteCSV(w, sheet)
//
// CSV is read as UTF-8 with or without byte order mark, else as Windows-1252
// with a warning; the heading row decides between comma and semicolon. Rows
// are numbered as a spreadsheet numbers them: blank lines count, and a line
// feed inside a quoted cell does not. From a fault in the quotation marks on
// nothing of the file is read, and the fault is an error.
//
// XLSX is read by excelize: a date cell becomes 2026-03-31, a number keeps
// every digit, a truth value becomes true or false. An error value, a formula
// without a stored value, merged heading cells and a damaged part are errors,
// never an empty cell. What excelize does not do is done beside it: its rows
// hold no kinds of cells, pass over faults and end where a part breaks off; so
// each part is read to its end once more, and that of a sheet row by row with
// it (shapes). Nothing is written to disk.
//
// XLSX is written row by row by this package: excelize's stream writer cuts
// figures to 15 digits and takes some texts for escapes, and its other writer
// holds the whole workbook in memory (ten times as much, measured).
//
// # Formula injection
//
// A text that begins with = + - @, tab, CR or LF gets an apostrophe before it
// in CSV, and so does one that begins with apostrophes and then one of these;
// reading takes one apostrophe off again, so that every text comes back as it
// was. In XLSX texts are typed as text, which no program takes for a formula.
package table
