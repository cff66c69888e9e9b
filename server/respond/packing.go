package respond

import (
	"net/http"
	"strconv"
	"strings"
)

// AcceptsGzip says whether an answer may be packed: gzip, or else everything,
// is named with a weight above 0.
func AcceptsGzip(r *http.Request) bool {
	return accepts(strings.Join(r.Header.Values("Accept-Encoding"), ","))
}

func accepts(list string) bool {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(strings.ToLower(list), ",") {
		name, parameters, _ := strings.Cut(part, ";")
		weights[strings.TrimSpace(name)] = weightOf(parameters)
	}
	if weight, named := weights["gzip"]; named {
		return weight > 0
	}
	return weights["*"] > 0
}

// weightOf reads the weight among the parameters of an encoding: 1 where none
// is given, 0 where it cannot be read.
func weightOf(parameters string) float64 {
	for parameter := range strings.SplitSeq(parameters, ";") {
		if text, found := strings.CutPrefix(strings.TrimSpace(parameter), "q="); found {
			weight, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return 0
			}
			return weight
		}
	}
	return 1
}
