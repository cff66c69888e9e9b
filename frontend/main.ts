// What every page gets. A page is whole without this: each island finds the
// elements that name it in data-module and adds to what is there.
import leaveAtOnce from './islands/exit'

type Island = { default?: (root: HTMLElement) => void }

const islands: Record<string, () => Promise<Island>> = {
  'catchment-map': () => import('./islands/map'),
  'catchment-chart': () => import('./islands/chart'),
  'exit-page': async () => ({ default: leaveAtOnce }), // not fetched later: who leaves does not wait
  'govuk-error-summary': () => import('./islands/errors'),
  'siting-points': () => import('./islands/siting_points'),
  'plan-difference': () => import('./islands/difference'),
  'remember-name': () => import('./islands/remember'),
  'print-page': () => import('./islands/print'),
}

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const [name, load] of Object.entries(islands)) {
  const roots = document.querySelectorAll<HTMLElement>(`[data-module="${name}"]`)
  if (roots.length > 0) void start(name, roots, load)
}

async function start(name: string, roots: Iterable<HTMLElement>, load: () => Promise<Island>) {
  try {
    const island = await load()
    for (const root of roots) island.default?.(root)
  } catch (error) {
    console.error(`${name} did not start; the page goes on without it.`, error)
  }
}
