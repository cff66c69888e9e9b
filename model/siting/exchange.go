package siting

// exchange swaps one candidate in for one out, the best out for each in, and
// adds whatever then fits, until no swap betters the plan or stop says so. A
// candidate in for one out changes the value by
//
//	gain(in) − lost(out) + extra(in, out)
//
// where extra counts the children whom both give places to, and who would
// neither be gained nor lost. One pass over the links of in finds it for
// every out (after Whitaker 1983, doi:10.1080/03155986.1983.11731889).
func (p *plan) exchange(candidates []int32, stop func() bool) {
	p.weighLosses()
	unchanged := 0
	for at := 0; unchanged < len(candidates); at = (at + 1) % len(candidates) {
		in := candidates[at]
		unchanged++
		if unchanged%64 == 0 && stop() {
			return
		}
		if p.at[in] >= 0 {
			continue
		}
		if out, better := p.bestOut(in); better {
			if out >= 0 {
				p.remove(out)
			}
			p.add(in)
			p.weighLosses()
			unchanged = 0
		}
	}
}

func (p *plan) weighLosses() {
	p.loss, p.extra = p.loss[:0], p.extra[:0]
	for _, j := range p.chosen {
		p.loss = append(p.loss, p.lost(j))
		p.extra = append(p.extra, 0)
	}
}

// bestOut finds the candidate to leave out for one to take in, -1 for none.
func (p *plan) bestOut(in int32) (out int32, better bool) {
	gain := p.gainAndExtra(in)
	least := 1e-9 * (1 + p.value)
	out = -1
	if gain > least && p.fits(in) {
		return out, true
	}
	room := p.limit - p.spent - p.cost[in]
	only := int32(-1)
	if p.class[in] >= 0 {
		only = p.held[p.class[in]]
	}
	for place, j := range p.chosen {
		change := gain - p.loss[place] + p.extra[place]
		p.extra[place] = 0
		if only >= 0 && j != only || p.cost[j]+room < 0 {
			continue
		}
		if change > least {
			least, out, better = change, j, true
		}
	}
	return out, better
}

// gainAndExtra gives the gain and fills extra.
func (p *plan) gainAndExtra(in int32) float64 {
	if p.share != nil {
		return p.partGainAndExtra(in)
	}
	gain := 0.0
	for _, i := range p.row(in) {
		switch p.owners[i] {
		case 0:
			gain += p.weight[i]
		case 1:
			p.extra[p.at[p.owner[p.from[i]]]] += p.weight[i]
		}
	}
	return gain
}

func (p *plan) partGainAndExtra(in int32) float64 {
	gain := 0.0
	share := p.shares(in)
	for l, i := range p.row(in) {
		h, e, w := p.have[i], share[l], p.weight[i]
		now, with := min(1, h), min(1, h+e)
		gain += w * (with - now)
		if h+e <= 1 {
			continue // below the brim gains and losses add up
		}
		first := p.from[i]
		for slot := first; slot < first+int(p.owners[i]); slot++ {
			out := p.part[slot]
			without := max(0, h-out)
			p.extra[p.at[p.owner[slot]]] += w * (min(1, without+e) - with - min(1, without) + now)
		}
	}
	return gain
}
