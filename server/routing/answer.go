package routing

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"time"
)

const (
	longestAnswer = 16 << 20
	longestWait   = time.Minute      // that an engine may ask for
	longest       = 7 * 24 * 60 * 60 // seconds of a journey that is believed
)

// refusal says why there is no answer; asking again would not help.
type refusal string

func (r refusal) Error() string { return string(r) }

// passing is a refusal that may pass.
type passing struct {
	refusal
	answered bool          // something answered, if only that it cannot now
	after    time.Duration // that the engine asks to wait
}

// once asks once.
func (e *Engine) once(ctx context.Context, address string, rows, columns int) ([][]float64, error) {
	ctx, cancel := context.WithTimeout(ctx, e.settings.Timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, refusal("its address cannot be asked")
	}
	request.Header.Set("Accept", "application/json")
	answer, err := e.client.Do(request)
	if err != nil {
		return nil, e.unanswered(ctx, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, longestAnswer+1))
	switch {
	case err != nil:
		return nil, e.unanswered(ctx, err)
	case len(body) > longestAnswer:
		return nil, refusal("its answer is too long")
	case answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 500:
		return nil, &passing{refusal(fmt.Sprintf("it answers with status %d", answer.StatusCode)), true, waitOf(answer)}
	case answer.StatusCode != http.StatusOK:
		return nil, refusal(fmt.Sprintf("it answers with status %d%s", answer.StatusCode, codeOf(body)))
	}
	return tableOf(body, rows, columns)
}

// unanswered tells apart who gave up: the caller, or the clock. It names no
// address: that holds coordinates.
func (e *Engine) unanswered(ctx context.Context, err error) error {
	var refused refusal
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case errors.As(err, &refused):
		return refused
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return &passing{refusal: "it does not answer in time"}
	}
	return &passing{refusal: "it cannot be reached, or breaks off"}
}

// waitOf is how many seconds the engine asks to wait, within reason.
func waitOf(answer *http.Response) time.Duration {
	seconds, err := strconv.Atoi(answer.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, longestWait)
}

// codeOf is the code that OSRM gives with a refusal, where it is one.
func codeOf(body []byte) string {
	var refused struct{ Code string }
	if json.Unmarshal(body, &refused) != nil || !profileForm.MatchString(refused.Code) {
		return ""
	}
	return " (" + refused.Code + ")"
}

// tableOf reads minutes, of a table that must be whole.
func tableOf(body []byte, rows, columns int) ([][]float64, error) {
	var answer struct {
		Code      string
		Durations [][]*float64
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, refusal("its answer is not the JSON of a table")
	}
	if answer.Code != "Ok" {
		return nil, refusal("it refuses" + codeOf(body))
	}
	if len(answer.Durations) != rows {
		return nil, refusal("its table has not the rows that were asked for")
	}
	minutes := make([][]float64, rows)
	for i, row := range answer.Durations {
		if len(row) != columns {
			return nil, refusal("its table has not the columns that were asked for")
		}
		minutes[i] = make([]float64, columns)
		for j, seconds := range row {
			switch {
			case seconds == nil:
				minutes[i][j] = math.NaN()
			case *seconds < 0 || *seconds > longest:
				return nil, refusal("its table holds a duration that cannot be")
			default:
				minutes[i][j] = *seconds / 60
			}
		}
	}
	return minutes, nil
}
