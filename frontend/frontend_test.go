package frontend

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestPagesHoldTheLayoutAndThePartsOfPages(t *testing.T) {
	for _, name := range []string{"layout.html", "parts/status.html"} {
		text, err := fs.ReadFile(Pages(), name)
		if err != nil || !strings.Contains(string(text), "{{define") {
			t.Errorf("%s: %v, %d bytes; a template is expected", name, err, len(text))
		}
	}
}

func TestTemplatesHoldNoInlineStyleOrScript(t *testing.T) {
	err := fs.WalkDir(Pages(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(Pages(), path)
		for _, banned := range []string{" style=", "<style", "<script>", " onclick=", "javascript:"} {
			if strings.Contains(string(text), banned) {
				t.Errorf("%s holds %q, which the content security policy refuses", path, banned)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAssetReadsTheManifest(t *testing.T) {
	whole := fstest.MapFS{".vite/manifest.json": {Data: []byte(`{"main.ts":{"file":"assets/main-1a2b.js","isEntry":true}}`)}}
	broken := fstest.MapFS{".vite/manifest.json": {Data: []byte(`{"main.ts":`)}}
	for _, c := range []struct {
		name  string
		files fs.FS
		asset string
		want  string
	}{
		{"built", whole, "main.ts", "/static/assets/main-1a2b.js"},
		{"a source that was not built", whole, "other.ts", ""},
		{"nothing built", fstest.MapFS{}, "main.ts", ""},
		{"a broken manifest", broken, "main.ts", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := address(read(c.files), c.asset); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestEveryAssetOfTheBuildIsThere(t *testing.T) {
	for name, entry := range built() {
		if _, err := fs.Stat(Dist(), entry.File); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if Built() != (Asset("main.ts") != "" && Asset("styles/main.scss") != "") {
		t.Errorf("built %v, but main.ts is %q and styles/main.scss %q", Built(), Asset("main.ts"), Asset("styles/main.scss"))
	}
}
