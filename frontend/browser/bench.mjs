// Prints how fast the pages are on real Wales (1,917 base areas) with 500
// invented services: wrk for requests, Chromium for what a reader waits for.
// Absolute times are noisy; compare figures of one run.
import { execFileSync, spawnSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { browse, browserPath } from './site.mjs';

const root = new URL('../../', import.meta.url).pathname;
const binary = process.env.CATCHMENT ?? join(root, 'bin', 'catchment');
const data = join(root, '../shared/data/wales');
if (!existsSync(data)) {
  console.log('Skipped: the open data of Wales, ../shared/data/wales, is not here.');
  process.exit(0);
}

// A fixed sequence of numbers from 0 up to n, the same in every run.
let state = 42;
const pick = (n) => (state = (state * 1103515245 + 12345) % 2147483648) % n;

const folder = mkdtempSync(join(tmpdir(), 'catchment-bench-'));
const database = join(folder, 'wales.db');
const run = (...args) => execFileSync(binary, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });

function services() {
  const areas = JSON.parse(readFileSync(join(data, 'wales_lad.geojson'), 'utf8')).features.map((f) => Object.values(f.properties).find((v) => /^W06/.test(v)));
  const [head, ...types] = readFileSync(join(root, 'seed/reference/service_types.csv'), 'utf8').trim().split('\n');
  const name = head.split(',').indexOf('service_type');
  const rows = ['service,provider,name,service_type,mode,age_min,age_max,areas_served,capacity,contract_end'];
  for (let i = 0; i < 500; i++) {
    const ages = [['', ''], ['4', '11'], ['7', '17'], ['12', '']][pick(4)];
    rows.push(`s${i},p${pick(40)},Service ${i},${types[i % types.length].split(',')[name]},group,${ages[0]},${ages[1]},${areas[pick(22)]},${pick(5) ? 10 + pick(90) : ''},${['', '2026-12-31', '2028-03-31'][pick(3)]}`);
  }
  writeFileSync(join(folder, 'services.csv'), rows.join('\n') + '\n');
  writeFileSync(join(folder, 'providers.csv'), 'provider,name,sector\n' + Array.from({ length: 40 }, (_, i) => `p${i},Provider ${i},children`).join('\n') + '\n');
}

const since = (start) => Math.round(performance.now() - start);

async function serve() {
  const start = performance.now();
  const server = spawn(binary, ['serve', '--database', database, '--address', '127.0.0.1:0', '--metrics', 'off'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise((resolve) => {
    let said = '';
    const hear = (chunk) => {
      said += chunk;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    };
    server.stdout.on('data', hear);
  });
  for (;;) {
    const answer = await fetch(address + '/readyz').catch(() => null);
    if (answer?.ok) break;
    await new Promise((next) => setTimeout(next, 20));
  }
  console.log(`ready after start                            ${since(start)} ms   (wanted 2,000)`);
  return { server, address };
}

function wrk(name, url, wanted, connections = 16, script, encoding = 'gzip') {
  const args = ['-t2', `-c${connections}`, '-d5s', '--latency', '-H', `Accept-Encoding: ${encoding}`];
  if (script) {
    writeFileSync(join(folder, 'wrk.lua'), script);
    args.push('-s', join(folder, 'wrk.lua'));
  }
  const said = spawnSync('wrk', [...args, url], { encoding: 'utf8' }).stdout;
  const p99 = said.match(/99%\s+(\S+)/)?.[1];
  const rate = said.match(/Requests\/sec:\s+(\S+)/)?.[1];
  const bad = said.match(/Non-2xx.*: (\d+)/)?.[1] ?? 0;
  console.log(`${name.padEnd(44)} p99 ${p99}, ${rate} requests/s${bad ? `, ${bad} NOT 2xx` : ''}   (wanted ${wanted})`);
}

async function requests(address, largest) {
  if (spawnSync('wrk', ['--version']).error) {
    console.log('Skipped: wrk is not installed; install it with: sudo apt-get install wrk');
    return;
  }
  for (const path of ['/', largest, '/areas/W06000023?kind=lsoa', '/gaps', '/compare', '/services/s1', '/method', '/cy/areas/W06000002']) {
    await (await fetch(address + path)).arrayBuffer(); // what a first reader waits for is worked out
    wrk(`page ${path}`, address + path, 'p99 150 ms at 16 connections');
  }
  const map = await (await fetch(address + largest)).text();
  const version = map.match(/\/tiles\/([0-9a-f]+)/)?.[1];
  wrk('one tile, z 7, cached', `${address}/tiles/${version}/lsoa/7/62/42.mvt`, '2,000 requests/s');
  // Every tile once: the first answer of each is not cached.
  const times = [];
  for (let z = 8; z <= 10; z++) {
    for (let x = Math.floor((62 * 2 ** z) / 128); x < Math.floor((63.2 * 2 ** z) / 128); x++) {
      for (let y = Math.floor((41.5 * 2 ** z) / 128); y < Math.floor((42.8 * 2 ** z) / 128); y++) {
        const start = performance.now();
        await (await fetch(`${address}/tiles/${version}/lsoa/${z}/${x}/${y}.mvt`)).arrayBuffer();
        times.push(performance.now() - start);
      }
    }
  }
  times.sort((a, b) => a - b);
  console.log(`${times.length} tiles, each for the first time`.padEnd(44), `p99 ${times[Math.floor(times.length * 0.99)].toFixed(1)} ms   (wanted 50)`);
  for (const encoding of ['identity', 'gzip', 'identity', 'gzip']) {
    const start = performance.now();
    const body = await (await fetch(address + '/export/coverage.geojson?kind=lsoa', { headers: { 'Accept-Encoding': encoding } })).arrayBuffer();
    console.log(`${`coverage.geojson, 1,917 areas, ${encoding}`.padEnd(44)} ${since(start)} ms, ${(body.byteLength / 1e6).toFixed(1)} MB   (wanted 300)`);
  }
}

// What GIS programs ask for: features and tiles.
async function features(address) {
  if (spawnSync('wrk', ['--version']).error) return; // said where pages are measured
  const items = `${address}/ogc/collections/areas-lsoa/items`;
  const first = await (await fetch(`${items}?limit=1000`)).json();
  const tiles = await (await fetch(`${address}/ogc/collections/areas-lsoa/tiles/WebMercatorQuad?f=tilejson`)).json();
  const tile = (z, x, y) => tiles.tiles[0].replace('{z}', z).replace('{x}', x).replace('{y}', y);
  wrk('items of 1,000 features, plain', `${items}?limit=1000`, 'no figure', 16, undefined, 'identity');
  wrk('items of 1,000 features, gzip', `${items}?limit=1000`, 'no figure');
  const elsewhere = 'n = 0\nrequest = function() n = (n + 37) % 8000; return wrk.format("GET", "/ogc/collections/tiers/items?limit=1000&offset=" .. n) end';
  wrk('items of 1,000 figures, always other ones, plain', address, 'no figure', 16, elsewhere, 'identity');
  wrk('items of 1,000 figures, always other ones, gzip', address, 'no figure', 16, elsewhere);
  wrk('a single feature', `${items}/${first.features[0].id}`, 'no figure');
  wrk('a tile at z 7', tile(7, 62, 42), '2,000 requests/s');
  wrk('a tile at z 10', tile(10, 501, 340), '2,000 requests/s');
}

async function reading(address, largest) {
  if (!browserPath) {
    console.log('Skipped: Chromium is not installed.');
    return;
  }
  const browser = await browse();
  const page = await browser.newPage();
  await page.goto(address + '/method');
  const start = performance.now();
  await page.goto(address + largest, { waitUntil: 'commit' });
  const idle = page.waitForSelector('[data-module=catchment-map][data-state=idle]', { timeout: 30_000 }).then(() => since(start));
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
  console.log(`first paint of the overview                  ${Math.round(paint)} ms   (wanted 1,000)`);
  console.log(`map idle                                     ${await idle} ms   (wanted 5,000)`);
  const scripts = [];
  page.on('response', async (r) => /\.js(\?|$)/.test(r.url()) && scripts.push(await r.body()));
  await page.goto(address + '/services', { waitUntil: 'networkidle' });
  const bytes = scripts.reduce((sum, body) => sum + gzipSync(body).length, 0);
  console.log(`scripts of a page without a map              ${(bytes / 1000).toFixed(1)} kB gzipped   (wanted 60)`);
  await browser.close();
}

try {
  services();
  run('import', '--database', database, '--mapping', 'wales', data);
  run('import', '--database', database, join(folder, 'providers.csv'), join(folder, 'services.csv'));
  const { server, address } = await serve();
  try {
    const [, largest] = (await (await fetch(address + '/areas')).text()).match(/href="(\/areas\/[^"?]+)"/);
    await requests(address, largest);
    await features(address);
    await reading(address, largest);
  } finally {
    server.kill('SIGTERM');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
