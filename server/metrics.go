package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"catchment/model/planner"
	"catchment/server/respond"
)

// Metrics counts what the server does, for Prometheus. No label names an area,
// a service or a person. A nil Metrics counts nothing.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	underway prometheus.Gauge
}

// NewMetrics makes the counters of a server over a planner.
func NewMetrics(p *planner.Planner) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "catchment_http_request_seconds", Help: "Time to answer, by route, method and status.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .15, .25, .5, 1, 2.5, 10},
		}, []string{"route", "method", "status"}),
		underway: prometheus.NewGauge(prometheus.GaugeOpts{Name: "catchment_http_requests_in_flight", Help: "Requests being answered."}),
	}
	views := prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "catchment_view_compute_seconds", Help: "Time to compute the figures of a day.",
		Buckets: []float64{.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
	})
	p.OnComputed(func(took time.Duration) { views.Observe(took.Seconds()) })
	m.registry.MustRegister(m.requests, m.underway, views, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		gauge("catchment_revision", "The data revision that is shown.", func() float64 { return float64(p.Revision().Revision) }),
		gauge("catchment_method_version", "The method version in force.", func() float64 { return float64(p.Revision().Method) }))
	return m
}

func gauge(name, help string, read func() float64) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, read)
}

// Handler answers Prometheus, at /metrics, on a listener of its own.
func (m *Metrics) Handler() http.Handler {
	routes := http.NewServeMux()
	routes.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !namesLoopback(r) {
			http.Error(w, "Ask for the metrics at 127.0.0.1 or localhost.", http.StatusMisdirectedRequest)
			return
		}
		routes.ServeHTTP(w, r)
	})
}

func (m *Metrics) begin() {
	if m != nil {
		m.underway.Inc()
	}
}

func (m *Metrics) end(c echo.Context, took time.Duration) {
	if m != nil {
		m.underway.Dec()
		m.requests.WithLabelValues(respond.Route(c), methodOf(c), strconv.Itoa(c.Response().Status)).Observe(took.Seconds())
	}
}
