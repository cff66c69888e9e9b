// Package frontend carries what a browser gets: the page templates and, where
// they have been built, the styles and scripts.
//
// The templates in pages are part of the source. What Vite makes of styles,
// main.ts and islands lies in dist with names that change with the content; it
// is built by make and not kept in the repository, so a program built without
// it serves whole pages without dress.
//
//	frontend.Asset("styles/main.scss") // "/static/assets/main-1a2b3c4d.css", or ""
package frontend

import (
	"embed"
	"encoding/json"
	"io/fs"
	"sync"
)

//go:embed all:pages
var pages embed.FS

//go:embed all:dist
var dist embed.FS

// Root is where the server offers the files of Dist.
const Root = "/static/"

// Pages holds the templates: layout.html, parts/*.html and a folder for each
// package of pages.
func Pages() fs.FS { return within(pages, "pages") }

// Dist holds what Vite built. It is all but empty in a build without it.
func Dist() fs.FS { return within(dist, "dist") }

// Asset gives the address of what was built from a source file, named as in
// this folder, or "" where nothing was.
func Asset(name string) string { return address(built(), name) }

// Built says whether styles and scripts are there.
func Built() bool { return len(built()) > 0 }

func within(files embed.FS, folder string) fs.FS {
	sub, err := fs.Sub(files, folder)
	if err != nil {
		panic(err) // the folder is named in the go:embed line above
	}
	return sub
}

// manifest is Vite's: source file to what it became.
type manifest map[string]struct {
	File string `json:"file"`
}

var built = sync.OnceValue(func() manifest { return read(Dist()) })

func read(files fs.FS) manifest {
	text, err := fs.ReadFile(files, ".vite/manifest.json")
	if err != nil {
		return nil
	}
	var m manifest
	if json.Unmarshal(text, &m) != nil {
		return nil
	}
	return m
}

func address(m manifest, name string) string {
	entry, found := m[name]
	if !found {
		return ""
	}
	return Root + entry.File
}
