package table

import "catchment/model/exchange/intake"

// What a file may hold, so that reading stays within memory and time.
const (
	// MaxFile is the largest file, in bytes.
	MaxFile = intake.MaxFile
	// MaxCells is the longest row: as many cells as a spreadsheet has.
	MaxCells = 16_384
	// MaxSheetRows is the longest sheet that a spreadsheet can hold.
	MaxSheetRows = 1_048_576
	// MaxSheetText is the longest text of a spreadsheet cell, in UTF-16 units.
	MaxSheetText = 32_767
	// MaxUnzipped is how large the parts of a workbook may be together.
	MaxUnzipped = 512 << 20
	// MaxPart is how large the parts of a workbook may be that hold it
	// together: its list of sheets, styles and relations.
	MaxPart = 16 << 20
	// MaxRatio is how far a part above 1 MiB may have been compressed.
	MaxRatio = 100
	// MaxParts is how many parts a workbook may have.
	MaxParts = 10_000
	// MaxSharedTexts is how many shared texts a workbook may have.
	MaxSharedTexts = 4_000_000
	// MaxElements is how many elements a part may have that is not a sheet.
	MaxElements = 10_000_000
	// MaxGrid is how many cells a sheet may span: the sum over its rows of
	// the last column that holds something.
	MaxGrid = 256_000_000
)
