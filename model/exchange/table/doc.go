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
// XLSX is read by streaming the parts of the workbook: a date cell becomes
// 2026-03-31, a number keeps every digit, a truth value becomes true or
// false. An error value, a formula without a stored value, merged heading
// cells and a damaged part are errors, never an empty cell. Workbooks are
// written as they are read, part by part, with every digit of a figure and
// nothing on disk. (The general library for workbooks, which the tests hold
// this package against, passes over faults inside a part, tells no date from
// a number while streaming, rounds figures to 15 digits and keeps large
// sheets in the folder of temporary files.)
//
// # Formula injection
//
// A text that begins with = + - @, tab, CR or LF gets an apostrophe before it
// in CSV, and so does one that begins with apostrophes and then one of these;
// reading takes one apostrophe off again, so that every text comes back as it
// was. In XLSX texts are typed as text, which no program takes for a formula.
package table
