package server

import (
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// BenchmarkCoverageGeoJSON streams coverage.geojson of the 1,917 base areas of
// Wales through the whole server; at most 300 ms on two cores are wanted.
func BenchmarkCoverageGeoJSON(b *testing.B) {
	e := mustNew(b, Config{}, wales(b))
	for _, packed := range []string{"identity", "gzip"} {
		b.Run(packed, func(b *testing.B) {
			for b.Loop() {
				r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/export/coverage.geojson?kind=lsoa", nil)
				r.Header.Set("Accept-Encoding", packed)
				w := &counter{header: http.Header{}}
				e.ServeHTTP(w, r)
				if w.status != http.StatusOK {
					b.Fatalf("status %d", w.status)
				}
				b.SetBytes(int64(w.bytes))
			}
		})
	}
}

// counter throws an answer away and knows how long it was.
type counter struct {
	header        http.Header
	status, bytes int
}

func (c *counter) Header() http.Header { return c.header }

func (c *counter) WriteHeader(status int) { c.status = status }

func (c *counter) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	c.bytes += len(b)
	return len(b), nil
}

// BenchmarkPages asks for pages of real Wales over 16 connections at once; 99
// of 100 answers within 150 ms are wanted, on two cores that the clients use
// as well.
func BenchmarkPages(b *testing.B) {
	server := httptest.NewServer(mustNew(b, Config{}, wales(b)))
	defer server.Close()
	for _, path := range []string{
		"/", "/areas", "/areas/W06000015?tier=3", "/areas/W06000015?tier=3&kind=lsoa", "/cy/areas/W06000022", "/areas/W06000015/profile",
		"/areas/W06000015/explain?tier=3&type=refuge", "/gaps?tier=3", "/compare?kind=lsoa", "/public/W06000015", "/services", "/falls-through",
		"/api/v1/columns?what=tiers&figure=coverage&kind=lsoa&tier=3", "/api/v1/coverage?area=W06000015", "/api/v1/gaps?limit=100",
	} {
		b.Run(strings.ReplaceAll(path, "/", "_"), func(b *testing.B) { inParallel(b, server, path) })
	}
}

// inParallel asks over 16 connections and reports how long answers took.
func inParallel(b *testing.B, server *httptest.Server, path string) {
	const connections = 16
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections, DisableCompression: true}}
	var mutex sync.Mutex
	var took []time.Duration
	b.SetParallelism((connections + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0))
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			begun := time.Now()
			answer, err := client.Get(server.URL + path)
			if err != nil {
				b.Error(err)
				return
			}
			_, err = io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
			if err != nil || answer.StatusCode != http.StatusOK {
				b.Errorf("status %d, %v", answer.StatusCode, err)
				return
			}
			mutex.Lock()
			took = append(took, time.Since(begun))
			mutex.Unlock()
		}
	})
	slices.Sort(took)
	if len(took) > 0 {
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
	}
}
