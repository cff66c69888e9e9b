// The pages that every check of all pages walks: at least one of each
// template, and of each state that an address can ask for.
import { settle, upload } from './files.mjs';
import { open } from './site.mjs';

export const fixed = ['/', '/?for=public', '/areas', '/areas?q=nothing-is-called-so', '/compare', '/gaps', '/gaps?for=public', '/gaps?tier=1&type=refuge&kind=continuity',
  '/falls-through', '/services', '/providers', '/programmes', '/method', '/sources', '/indicators/GP3', '/help', '/connect', '/glossary', '/accessibility',
  '/privacy', '/plans', '/plans?for=public', '/plans/Counselling%20for%20the%20east', '/plans/Keep%20and%20widen/adopt', '/plans/Keep%20and%20widen/owner', '/plans/Keep%20and%20widen?version=2', '/plans/Keep%20and%20widen/changes/1', '/plans/none',
  '/plans/Keep%20and%20widen/changes/new?change=open', '/new/plan', '/compare/plans?with=Keep+and+widen&with=Counselling+for+the+east', '/import', '/import/untagged', '/designer', '/designer?programme=coda&places=6&groups=2&cohorts=2&parents=12&rooms=3&facilitators=2&area=X06000001', '/designer?programme=freedom&places=25&cohorts=2', '/designer?programme=coda&places=many', '/designer?for=public', '/scarcity', '/scarcity?type=outreach_and_group_work&tier=3&area=X06000001', '/scarcity?type=police', '/scarcity?type=refuge', '/siting', '/siting?type=refuge', '/siting?type=outreach_and_group_work', '/siting/none', '/timeline', '/timeline?tier=3&area=X06000001', '/timeline?for=public', '/new/service', '/new/provider', '/nowhere', '/gaps?tier=9', '/import?for=public', '/services/none', '/import/none'];

// The pages for GIS programs, one of each kind.
const features = ['/ogc?f=html', '/ogc/conformance?f=html', '/ogc/api?f=html', '/ogc/collections?f=html', '/ogc/collections/tiers?f=html', '/ogc/collections/tiers/items?f=html&limit=10',
  '/ogc/collections/tiers/items/X01000001.t1?f=html', '/ogc/collections/tiers/queryables?f=html', '/ogc/collections/tiers/schema?f=html', '/ogc/collections/areas-nation/tiles?f=html',
  '/ogc/tileMatrixSets?f=html'];

/** Lists addresses, without the prefix of a language. */
export async function everyPage(browser, address) {
  const page = await open(browser, address);
  const first = async (path, pattern) => {
    await page.goto(address + path);
    const links = await page.$$eval('main a[href]', (all) => all.map((a) => a.getAttribute('href')));
    const found = links.find((link) => new RegExp(`^${pattern}`).test(link));
    if (!found) throw new Error(`${path} has no link like ${pattern}`);
    return found;
  };
  const nation = await first('/areas', '/areas/[^/?]+$');
  const gap = await first('/gaps', '/gaps/[^/?]+');
  const service = await first('/services', '/services/(?!new)[^/?]+$');
  const provider = await first('/providers', '/providers/(?!new)[^/?]+$');
  const programme = await first('/programmes', '/programmes/[^/?]+$');
  await page.context().close();
  const terms = ['tier=3', 'tier=3&indicator=GP2', 'of=population', 'of=need&tier=2', 'of=rank&tier=4', 'of=evidence', 'tier=3&for=public'];
  return [...fixed, ...features, nation, `${nation}?for=public`, `${nation}?kind=small_area&tier=4&types=open`, `${nation}/profile`, `/public/${nation.split('/').pop()}`,
    ...terms.map((query) => `${nation}/explain?${query}`), gap, service, `${service}?for=public`, `${service}/edit`, `${service}/end`,
    `${service}/saved?revision=0`, `${service}/sites/new`, provider, `${provider}/edit`, `${provider}/end`, programme, ...(await uploads(address))];
}

// uploads leaves an upload in each state in which it waits for a person.
async function uploads(address) {
  const provider = (key) => `provider,name,sector\n${key},Provider ${key},children\n`;
  const send = async (name, text) => settle(address, await upload(address, name, text));
  const mapping = await send('returns.csv', 'Organisation,What they are called\nx,Mudiad X\n');
  const refused = await send('services.csv', 'service,provider,name,service_type,mode,age_min\nq,nobody,Q,none,group,old\n');
  const ready = await send('providers.csv', provider('waits'));
  const overtaken = await send('providers.csv', provider('late'));
  const done = await send('providers.csv', provider('early'));
  for (const path of [done, overtaken]) {
    await fetch(`${address}${path}/commit`, { method: 'POST' });
    await settle(address, path);
  }
  return [mapping, refused, `${ready}?step=map`, ready, overtaken, done, '/import/revisions/2', '/import/undo/3'];
}
