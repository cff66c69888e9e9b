package access

// places is step 3 for every area and group: Σ over the services that reach
// the area and accept the group of W × ratio, by rule in the order in which
// the rules first occur among the area's services, which are ascending.
func (m *Market) places(v variant, ratio []float64) []float64 {
	places := make([]float64, m.ByArea.Rows()*m.Groups)
	groups := m.groupsOf()
	inBlocks(m.ByArea.Rows(), linksABlock, func() func(first, end int) {
		sums := ruleSums{rule: m.Rule, sum: make([]float64, len(m.Accepts))}
		return func(first, end int) {
			for area := first; area < end; area++ {
				services, weights := m.ByArea.Row(area)
				sums.add(services, weights, ratio, v.squarePlaces)
				share := 1.0
				if v.total != nil && v.total[area] > 0 {
					share = v.total[area]
				}
				sums.drain(places[area*m.Groups:(area+1)*m.Groups], groups, share)
			}
		}
	})
	return places
}

// ruleSums adds up the places per child in an area by the rule of the service.
type ruleSums struct {
	rule []int32   // service -> rule
	sum  []float64 // rule -> places per child
	seen []int32   // rules with a sum above 0, in order of first occurrence
}

func (s *ruleSums) add(services []int32, weights, ratio []float64, square bool) {
	if len(s.sum) == 1 {
		s.addOne(services, weights, ratio, square)
		return
	}
	for k, service := range services {
		w := weights[k]
		if square {
			w *= w
		}
		part := w * ratio[service]
		if part == 0 {
			continue
		}
		rule := s.rule[service]
		if s.sum[rule] == 0 {
			s.seen = append(s.seen, rule)
		}
		s.sum[rule] += part
	}
}

// addOne is add where all services have the one rule.
func (s *ruleSums) addOne(services []int32, weights, ratio []float64, square bool) {
	total := 0.0
	if square {
		for k, service := range services {
			total += weights[k] * weights[k] * ratio[service]
		}
	} else {
		for k, service := range services {
			total += weights[k] * ratio[service]
		}
	}
	s.sum[0], s.seen = total, append(s.seen, 0)
}

// drain adds each rule's sum / share to the groups that it accepts, and starts anew.
func (s *ruleSums) drain(places []float64, groups [][]int32, share float64) {
	for _, rule := range s.seen {
		part := s.sum[rule] / share
		s.sum[rule] = 0
		for _, g := range groups[rule] {
			places[g] += part
		}
	}
	s.seen = s.seen[:0]
}
