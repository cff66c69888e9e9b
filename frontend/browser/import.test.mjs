// Bringing files in through the pages: a folder with faults, mended, looked
// at, imported, and taken back; with script in English and without it in Welsh.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { settle } from './files.mjs';
import { faultsOf } from './look.mjs';
import { browse, missing, open, start } from './site.mjs';

let site, browser, folder;
before(async () => {
  if (missing) return;
  folder = mkdtempSync(join(tmpdir(), 'catchment-returns-'));
  site = await start();
  browser = await browse();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const heads = 'service,provider,name,service_type,mode,age_min,age_max,areas_served,capacity';
const good = 'newydd-1,newydd,Gwasanaeth Newydd,peer_support,group,7,17,X06000001,40';
const bad = ['newydd-2,nobody,Nobody’s,peer_support,group,7,17,X06000001,40', 'newydd-3,newydd,Old,peer_support,circus,old,17,X06000001,many'];
const mended = ['newydd-2,newydd,Somebody’s,peer_support,group,7,17,X06000001,40', 'newydd-3,newydd,Young,peer_support,group,5,17,X06000001,30'];

/** Writes a folder of returns and gives its path. */
function returns(name, ...services) {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'providers.csv'), 'provider,name,sector\nnewydd,Mudiad Newydd,children\n');
  writeFileSync(join(path, 'services.csv'), [heads, ...services].join('\n') + '\n');
  return path;
}

/** Uploads a folder and waits until a person is asked. */
async function send(page, prefix, path) {
  await page.goto(`${site.address}${prefix}/import`);
  await page.locator('#folder').setInputFiles(path);
  await page.locator('form[enctype] button').click();
  await page.waitForURL(/\/import\/[0-9a-f]{16,}$/);
  await rest(page);
}

async function rest(page) {
  await settle(site.address, new URL(page.url()).pathname);
  await page.goto(page.url());
}

const cells = (page, table) => page.locator(`${table} tbody tr`).evaluateAll((all) => all.map((r) => [...r.children].map((c) => c.innerText.trim())));
const status = async (path) => (await fetch(site.address + path)).status;

const ways = [
  { name: 'in English', lang: 'en', prefix: '', options: {} },
  { name: 'in Welsh, without script, on a phone', lang: 'cy', prefix: '/cy', options: { javaScriptEnabled: false, viewport: { width: 375, height: 800 } } },
];

for (const way of ways) {
  test(`a folder with faults is mended, imported and taken back, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, { ...way.options, acceptDownloads: true });
    await send(page, way.prefix, returns(`faults-${way.lang}`, good, ...bad));

    // All faults at once, each with its file, row and column; a reload keeps them.
    await page.reload();
    const faults = await cells(page, 'section:has(#faults)');
    const places = faults.map((f) => f.slice(0, 3).join(' '));
    for (const place of ['services.csv 3 provider', 'services.csv 4 mode', 'services.csv 4 age_min', 'services.csv 4 capacity']) {
      assert.ok(places.includes(place), `no fault at ${place}; there are: ${places.join('; ')}`);
    }
    assert.ok(faults.every((f) => f[3].length > 10), 'each says what is expected');
    assert.equal(await status('/services/newydd-1'), 404, 'nothing was imported');
    if (way.lang === 'en') assert.deepEqual(await faultsOf(page, 'en'), []);

    // The rejected rows come as a file, the good ones do not.
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('main a[href*="/rejected"][href*="services.csv"]').click()]);
    const rejected = readFileSync(await download.path(), 'utf8').trim().split(/\r?\n/);
    assert.equal(rejected.length, 3);
    assert.match(rejected[0], new RegExp(heads));
    assert.ok(rejected[1].startsWith(bad[0]) && rejected[2].startsWith(bad[1]), rejected.join('\n'));

    // Mended, the preview counts what would be new; a reload keeps that too.
    await send(page, way.prefix, returns(`mended-${way.lang}`, good, ...mended));
    await page.reload();
    const preview = await cells(page, 'table.table--fit');
    assert.deepEqual(preview.map((row) => row.slice(1)), [['1', '0', '0', '0'], ['3', '0', '0', '0']]);
    assert.match(await page.locator('section:has(#changes)').innerText(), /Gwasanaeth Newydd/);
    assert.equal(await status('/services/newydd-1'), 404, 'a preview changes nothing');

    await page.locator('form[action$="/commit"] button').click();
    await rest(page);
    assert.ok(await page.locator('.notice--success').isVisible());
    const undo = await page.locator('main a[href*="/import/undo/"]').getAttribute('href');
    await page.goto(`${site.address}${way.prefix}/services/newydd-3`);
    assert.equal(await page.locator('h1').innerText(), 'Young');
    assert.match(await page.locator('main').innerText(), /30/);

    // Undo says what it would do, and does it.
    await page.goto(site.address + undo);
    assert.deepEqual((await cells(page, 'table.table--fit')).map((row) => row.slice(1)), [['0', '0', '1', '0'], ['0', '0', '3', '0']]);
    await page.locator('form[action*="/import/undo/"] button').click();
    await page.waitForURL(/\/import\/revisions\/\d+$/);
    for (const gone of ['/services/newydd-1', '/services/newydd-3', '/providers/newydd']) assert.equal(await status(gone), 404);
    page.clean();
    await page.context().close();
  });
}

test('files with headings of their own are mapped column by column, and the mapping is kept', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  const path = join(folder, 'darparwyr.csv');
  writeFileSync(path, 'Cod y mudiad,Enw’r mudiad,Math\nllw,Llwybrau,children\n');
  await page.goto(`${site.address}/import`);
  await page.locator('#files').setInputFiles(path);
  await page.locator('form[enctype] button').click();
  await page.waitForURL(/\/import\/[0-9a-f]{16,}$/);
  await rest(page);
  assert.deepEqual(await faultsOf(page, 'en'), []);
  await page.locator('form[method=get] select').first().selectOption('providers');
  await page.locator('form[method=get] button').click();
  const columns = page.locator('form[action$="/map"] select');
  for (const [i, column] of ['provider', 'name', 'sector'].entries()) await columns.nth(i).selectOption(column);
  await page.locator('form[action$="/map"] input[name=save]').fill('Darparwyr');
  await page.locator('form[action$="/map"] button').click();
  await rest(page);
  assert.deepEqual((await cells(page, 'table.table--fit')).map((row) => row.slice(1)), [['1', '0', '0', '0']]);

  // Cancelled, it is forgotten; its mapping is not.
  const address = new URL(page.url()).pathname;
  await page.locator('form[action$="/cancel"] button').click();
  await page.waitForURL(/\/import$/);
  assert.equal(await status(address), 404);
  assert.equal(await status('/providers/llw'), 404);
  assert.match(await page.locator('select[name=layout]').innerText(), /Darparwyr/);
  page.clean();
  await page.context().close();
});

test('an upload that others overtook says who changed what', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  const [mine, theirs] = ['mine', 'theirs'].map((key) => {
    const path = join(folder, key);
    mkdirSync(path);
    writeFileSync(join(path, 'providers.csv'), `provider,name,sector\n${key},The provider ${key},children\n`);
    return path;
  });
  await send(page, '', mine);
  const other = await open(browser, site.address);
  await send(other, '', theirs);
  await other.locator('form[action$="/commit"] button').click();
  await rest(other);
  await page.locator('form[action$="/commit"] button').click();
  await rest(page);
  assert.match(await page.locator('main').innerText(), /Browser on this machine.*revision \d+/is);
  assert.equal(await status('/providers/mine'), 404);
  await page.locator('form[action$="/again"] button').click();
  await rest(page);
  await page.locator('form[action$="/commit"] button').click();
  await rest(page);
  assert.equal(await status('/providers/mine'), 200);
  assert.equal(await status('/providers/theirs'), 200);
  for (const p of [page, other]) {
    p.clean();
    await p.context().close();
  }
});

test('areas come from a GeoPackage', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  const path = join(folder, 'ffiniau.gpkg');
  const file = await fetch(`${site.address}/export/tiers.gpkg?area=X06000001&tier=3`);
  assert.equal(file.headers.get('content-type'), 'application/geopackage+sqlite3');
  writeFileSync(path, Buffer.from(await file.arrayBuffer()));
  await page.goto(`${site.address}/import`);
  assert.match(await page.locator('#files').getAttribute('accept'), /\.gpkg/);
  await page.locator('#files').setInputFiles(path);
  await page.locator('form[enctype] button').click();
  await page.waitForURL(/\/import\/[0-9a-f]{16,}$/);
  await rest(page);
  assert.match(await page.locator('main').innerText(), /tiers_map/, 'the figures of its layer are none of ours: its columns are shown');
  await page.locator('form[action$="/map"] button').click();
  await rest(page);
  const counts = (await cells(page, 'table.table--fit')).map((row) => row.slice(1).reduce((sum, n) => sum + Number(n), 0));
  assert.deepEqual(counts, [1], 'its one area is known');
  assert.match(await page.locator('main').innerText(), /ffiniau\.gpkg/);
  await page.locator('form[action$="/cancel"] button').click();
  await page.waitForURL(/\/import$/);
  page.clean();
  await page.context().close();
});
