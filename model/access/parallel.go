package access

import (
	"runtime"
	"sync"
)

// inBlocks does the rows 0 to n-1 in blocks on all processors. Block b goes
// to worker b modulo the number of workers. Each worker calls start once, for
// its own working memory, and the function that it gets for each of its
// blocks. What is computed for a row must depend on that row alone.
func inBlocks(n, block int, start func() func(first, end int)) {
	blocks := (n + block - 1) / block
	workers := min(runtime.GOMAXPROCS(0), blocks)
	if workers <= 1 {
		if n > 0 {
			start()(0, n)
		}
		return
	}
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			do := start()
			for b := w; b < blocks; b += workers {
				do(b*block, min(n, (b+1)*block))
			}
		})
	}
	all.Wait()
}

// each does the rows one by one, where a worker needs no memory of its own.
func each(n, block int, do func(row int)) {
	inBlocks(n, block, func() func(first, end int) {
		return func(first, end int) {
			for row := first; row < end; row++ {
				do(row)
			}
		}
	})
}
