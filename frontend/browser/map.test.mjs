// The live map, the drawing of the server and the table are one: the same
// areas in the same classes; choosing in any chooses in all, in the address,
// and aloud. Without WebGL the drawing stays.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browse, missing, open, start } from './site.mjs';
import { faultsOf } from './look.mjs';
import { coloursAt } from './pixels.mjs';

let site, browser, nation;
before(async () => {
  if (missing) return;
  site = await start();
  browser = await browse();
  const list = await (await fetch(`${site.address}/areas`)).text();
  nation = list.match(/href="(\/areas\/[A-Z0-9]+)/)[1];
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const idle = '[data-module=catchment-map][data-state=idle]';
const rows = '#ranked tr[data-code]';
const colours = ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'];
const notKnown = 5, suppressed = 6;

async function visit(path, options, body) {
  const page = await open(browser, site.address, options);
  await page.goto(site.address + path);
  await body(page);
  page.clean();
  await page.context().close();
}

const chosen = (page) => page.evaluate(() => new URL(location.href).searchParams.get('selected'));

/** Reads the table row for row, over all its pages: share by code. */
async function tableOf(page, path) {
  const shares = {};
  for (let n = 1; n < 20; n++) {
    await page.goto(`${site.address}${path}&show=all&page=${n}`);
    const found = await page.$$eval(rows, (all) => all.map((r) => [r.dataset.code, r.dataset.value ?? (r.querySelector('.figure--unknown') ? 'unknown' : 'suppressed')]));
    if (found.length === 0 || found[0][0] in shares) break;
    Object.assign(shares, Object.fromEntries(found));
    if (!(await page.locator(`.pagination a[href*="page=${n + 1}"], nav a[href*="page=${n + 1}"]`).count())) break;
  }
  return shares;
}

/** The class of a share as METHOD and the legend have it. */
function classOf(share) {
  if (share === 'unknown') return notKnown;
  if (share === 'suppressed') return suppressed;
  return Math.min(Math.floor(Math.round(Number(share) * 100) / 20), 4);
}

for (const query of ['kind=local_authority&tier=3', 'kind=small_area&tier=2', 'kind=small_area&tier=3&for=public', 'kind=health_board&tier=4']) {
  test(`map and drawing have the areas and classes of the table, row for row: ${query}`, { skip: missing }, () =>
    visit('/help', { javaScriptEnabled: false }, async (page) => {
      const table = await tableOf(page, `${nation}?${query}`);
      const expected = Object.fromEntries(Object.entries(table).map(([code, share]) => [code, classOf(share)]));
      assert.ok(Object.keys(expected).length > 1);
      await page.goto(`${site.address}${nation}?${query}`);
      const drawn = await page.$$eval('svg.map-still g[id^=map-c] a[href]', (all) =>
        all.map((a) => [a.getAttribute('href').split('/').pop().split('?')[0], Number(a.closest('[id^=map-c]').id.slice('map-c'.length))]));
      assert.equal(drawn.length, new Set(drawn.map(([code]) => code)).size, 'no area is drawn twice');
      assert.deepEqual(Object.fromEntries(drawn), expected, 'the drawing of the server');
      const { classes } = JSON.parse(await page.locator('script.map-data').textContent());
      assert.deepEqual(classes, expected, 'what the live map is filled by');
      await equalColumns(await page.locator('.map').getAttribute('data-figures'), table);
    }));
}

/** The figures in columns that the live map speaks of are those of the table. */
async function equalColumns(address, table) {
  const { codes, values } = await (await fetch(site.address + address)).json();
  const columns = Object.fromEntries(codes.map((code, i) => [code, values[i]]));
  for (const [code, share] of Object.entries(table)) {
    if (Number.isNaN(Number(share))) assert.equal(columns[code] ?? null, null, `${code} has a figure that its row does not show`);
    else assert.ok(Math.abs(columns[code] - Number(share)) < 0.0051, `${code}: ${columns[code]} on the map, ${share} in the table`);
  }
}

test('each area of the live map has the colour of its row', { skip: missing }, () =>
  visit(`${nation}?kind=small_area&tier=2&show=all`, {}, async (page) => {
    await page.waitForSelector(idle);
    const { classes } = JSON.parse(await page.locator('script.map-data').textContent());
    const map = page.locator('.map-live');
    await map.scrollIntoViewIfNeeded();
    const box = await map.boundingBox();
    const points = [];
    for (let y = 1; y < 9; y++) for (let x = 1; x < 9; x++) points.push({ x: Math.round((box.width * x) / 9), y: Math.round((box.height * y) / 9) });
    const seen = await coloursAt(page, await page.screenshot({ clip: box }), points);
    const met = new Set();
    for (const [i, point] of points.entries()) {
      if (!colours.includes(seen[i])) continue; // sea, a border, a name or a pin
      await page.mouse.click(box.x + point.x, box.y + point.y);
      const code = await chosen(page);
      assert.equal(seen[i], colours[classes[code]], `${code} at ${point.x}, ${point.y}`);
      met.add(code);
    }
    assert.ok(met.size >= 12, `only ${met.size} areas were met`);
    assert.ok(new Set([...met].map((code) => classes[code])).size >= 2, 'of one class only');
  }));

test('what is chosen in the table is chosen on the map, said aloud, and kept by a reload', { skip: missing }, () =>
  visit(`${nation}?kind=local_authority&tier=3`, {}, async (page) => {
    await page.waitForSelector(idle);
    const before = await page.locator('.map-live').screenshot();
    const row = page.locator(rows).nth(1);
    const code = await row.getAttribute('data-code');
    await row.locator('td').first().click();
    assert.equal(await chosen(page), code);
    assert.equal(await row.getAttribute('aria-current'), 'true');
    const said = await row.getAttribute('data-say');
    assert.match(said, /^.+, tier 3, coverage \d+ per cent, (\d+(st|nd|rd|th) )?lowest of 8$/);
    await page.waitForFunction((text) => document.querySelector('.map-said[role=status]').textContent === text, said);
    await page.waitForTimeout(500);
    assert.notDeepEqual(await page.locator('.map-live').screenshot(), before, 'the area is outlined');
    await page.locator(rows).nth(2).locator('a').focus();
    assert.equal(await page.locator('tr[aria-current=true]').count(), 1);
    const other = await chosen(page);
    assert.notEqual(other, code);
    await page.reload();
    await page.waitForSelector(idle);
    assert.equal(await page.locator('tr[aria-current=true]').getAttribute('data-code'), other);
  }));

test('an area chosen on the map is chosen in the table and the address, and said in Welsh', { skip: missing }, () =>
  visit(`/cy${nation}?kind=local_authority&tier=3`, {}, async (page) => {
    await page.waitForSelector(idle);
    await page.locator('.map-live').scrollIntoViewIfNeeded();
    const box = await page.locator('.map-live').boundingBox();
    for (let i = 1; i < 9 && !(await chosen(page)); i++) await page.mouse.click(box.x + (box.width * i) / 9, box.y + box.height / 2);
    assert.ok(await chosen(page), 'no area along the middle of the map could be chosen');
    assert.equal(await page.locator('tr[aria-current=true]').getAttribute('data-code'), await chosen(page));
    await page.waitForFunction(() => document.querySelector('.map-said').textContent !== '');
    assert.match(await page.locator('.map-said').textContent(), /haen 3/i);
  }));

test('the keyboard moves the map, its buttons have names, and a link leads past it', { skip: missing }, () =>
  visit(nation, {}, async (page) => {
    await page.waitForSelector(idle);
    const names = await page.locator('.map-button').evaluateAll((all) => all.map((b) => b.getAttribute('aria-label')));
    assert.equal(names.length, 7);
    assert.equal(new Set(names).size, 7);
    const picture = () => page.locator('.map-live').screenshot();
    const moved = async (how) => {
      const before = await picture();
      await how();
      await page.waitForTimeout(600);
      assert.notDeepEqual(await picture(), before);
    };
    await page.locator('.map-live canvas').focus();
    await moved(() => page.keyboard.press('ArrowRight'));
    await moved(() => page.keyboard.press('+'));
    for (const which of ['zoom_out', 'north', 'whole']) {
      await page.locator(`.map-button--${which}`).focus();
      await moved(() => page.keyboard.press('Enter'));
    }
    const past = await page.locator('a.map-skip').first().getAttribute('href');
    assert.equal(await page.locator(past).evaluate((e) => e.tagName), 'TABLE');
  }));

test('the map fits a narrow window, and a wide one again', { skip: missing }, () =>
  visit(nation, {}, async (page) => {
    await page.waitForSelector(idle);
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction(() => {
        const [place, canvas] = [document.querySelector('.map-live'), document.querySelector('.map-live canvas')];
        return Math.abs(place.clientWidth - canvas.clientWidth) <= 1 && canvas.clientWidth > 250;
      });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false, `${width} wide, the page scrolls sideways`);
    }
  }));

test('without WebGL the drawing of the server stays and says so, and the table still chooses', { skip: missing }, async () => {
  const flat = await browse(['--disable-3d-apis']);
  try {
    const page = await open(flat, site.address);
    await page.goto(site.address + nation);
    await page.waitForSelector('[data-module=catchment-map][data-state=still]');
    assert.ok(await page.locator('svg.map-still').isVisible());
    assert.equal(await page.locator('.map-live').count(), 0);
    assert.match(await page.locator('.map-note').textContent(), /The table has the same figures/);
    const row = page.locator(rows).nth(1);
    await row.locator('td').first().click();
    assert.equal(await chosen(page), await row.getAttribute('data-code'));
    page.clean();
  } finally {
    await flat.close();
  }
});

test('no layer of the map holds a place that is not public', { skip: missing }, async () => {
  const { items } = await (await fetch(`${site.address}/api/v1/sites?limit=500`)).json();
  const hidden = items.filter((s) => s.disclosure !== 'public');
  const places = new Set(items.filter((s) => s.disclosure === 'public').map((s) => `${s.lon.toFixed(4)} ${s.lat.toFixed(4)}`));
  const shown = places.size;
  assert.ok(hidden.length > 3 && shown > 3, `${hidden.length} hidden and ${shown} public sites`);
  for (const s of hidden) assert.ok(s.lon == null && s.lat == null && !s.postcode, `${s.site} has a place`);
  const kept = [];
  const service = `/services/${hidden[0].service}`;
  for (const path of [nation, service]) {
    const page = await open(browser, site.address);
    page.on('response', async (answer) => {
      const type = answer.headers()['content-type'] ?? '';
      if (/json|vector|mvt|protobuf|octet/.test(type)) kept.push({ url: answer.url(), text: (await answer.body().catch(() => Buffer.alloc(0))).toString('latin1') });
    });
    await page.goto(site.address + path);
    await page.waitForSelector(idle);
    // Each point on the map is a public site's; of one known by its area alone, not its own.
    const { sites = [] } = JSON.parse(await page.locator('script.map-data').textContent());
    for (const [lon, lat, atArea] of sites.filter(([, , atArea]) => !atArea)) {
      assert.ok(places.has(`${lon.toFixed(4)} ${lat.toFixed(4)}`), `${lon}, ${lat} on ${path} (${atArea}) is no public site`);
    }
    if (path === nation) assert.ok(sites.length >= shown, `${sites.length} points for ${shown} public sites`);
    kept.push({ url: path, text: Buffer.from(await page.locator('.map').evaluate((e) => e.outerHTML)).toString('latin1') });
    page.clean();
    await page.context().close();
  }
  assert.ok(kept.some((k) => k.url.endsWith('.mvt')), 'tiles were seen');
  for (const { url, text } of kept) {
    for (const s of hidden) {
      for (const word of [s.site, s.name]) assert.ok(!word || !text.includes(Buffer.from(word).toString('latin1')), `${url} holds ${word}`);
    }
  }
});

// Charts are drawn when they come near; until then no page waits for them.
const near = async (page, kind) => {
  const chart = page.locator(`[data-chart=${kind}]`);
  if ((await page.evaluate(() => scrollY)) === 0) assert.equal(await chart.locator('svg').count(), 0, 'drawn before it is near');
  await chart.scrollIntoViewIfNeeded();
  await chart.locator('svg').waitFor();
  const named = await chart.locator('svg').getAttribute('aria-label');
  assert.ok(named.length > 10, 'the chart has a name');
  assert.equal(await page.locator(`#${await chart.locator('svg').getAttribute('aria-details')}`).count(), 1, 'the chart names its table');
  return chart;
};

test('a dot stands for each row with a figure', { skip: missing }, () =>
  visit(`${nation}?kind=local_authority&tier=3&show=all`, {}, async (page) => {
    const chart = await near(page, 'distribution');
    const figures = await page.locator('#ranked tr[data-value]').count();
    assert.ok(figures > 2);
    assert.equal(await chart.locator('circle').count(), figures);
  }));

/** Where marks lie across, in shares of what the axis names as a whole. */
const along = (chart, marks) => chart.evaluate((root, selector) => {
  const ticks = [...root.querySelectorAll('[data-part="x-axis tick label"] text')].map((t) => ({ at: t.getBoundingClientRect(), value: Number(t.textContent.replace(/[%,]/g, '')) }));
  const middle = ({ at }) => at.x + at.width / 2;
  const [first, last] = [ticks[0], ticks.at(-1)];
  const unit = (middle(last) - middle(first)) / (last.value - first.value);
  return [...root.querySelectorAll(selector)].map((mark) => {
    const { x, width } = mark.getBoundingClientRect();
    return [x, x + width].map((edge) => first.value + (edge - middle(first)) / unit);
  });
}, marks);

const within = (got, expected, slack, what) => {
  assert.equal(got.length, expected.length, what);
  got.forEach((ends, i) => ends.forEach((end, j) => assert.ok(Math.abs(end - expected[i][j]) <= slack, `${what} ${i}: ${ends} for ${expected[i]}`)));
};

for (const [lang, path] of [['en', `?tier=3`], ['cy', '?tier=4']]) {
  test(`each indicator of the range chart runs from low to high of its row: ${lang}`, { skip: missing }, () =>
    visit(`${lang === 'cy' ? '/cy' : ''}${nation}${path}`, {}, async (page) => {
      const chart = await near(page, 'range');
      const rows = await page.$$eval('#practice tr[data-low]', (all) => all.map((r) => [Number(r.dataset.low) * 100, Number(r.dataset.high) * 100]));
      assert.equal(rows.length, 8);
      within(await along(chart, '[data-part=link] path'), rows, 1, 'indicator');
      const names = await chart.locator('[data-part="y-axis tick label"] text').allTextContents();
      assert.deepEqual(names, ['GP1', 'GP2', 'GP3', 'GP4', 'GP5', 'GP6', 'GP7', 'GP8']);
      await near(page, 'waterfall');
    assert.deepEqual(await faultsOf(page, lang), [], 'with its charts drawn the page has a fault');
    assert.match(await chart.textContent(), lang === 'cy' ? /y cant o’r plant ag angen/ : /per cent of children in need/);
    }));
}

test('the bars of the waterfall have the sizes of their rows, each from the end of the one above', { skip: missing }, () =>
  visit(`${nation}?tier=3`, {}, async (page) => {
    const chart = await near(page, 'waterfall');
    const rows = await page.$$eval('#bands tr[data-band]', (all) => all.map((r) => ({ band: r.dataset.band, value: Number(r.dataset.value), said: r.querySelector('td').textContent.trim() })));
    assert.deepEqual(rows.map((r) => r.band), ['offered', 'unreached', 'not_eligible', 'waiting', 'met']);
    const [whole, ...parts] = rows;
    assert.ok(Math.abs(parts.reduce((sum, r) => sum + r.value, 0) - whole.value) < 0.01, 'the bands add up to the whole');
    let end = whole.value;
    const steps = [[0, end], ...parts.map(({ value }) => [(end -= value), end + value])];
    within(await along(chart, '[data-part=bar] rect'), steps, whole.value / 50, 'band');
    const said = await chart.locator('[data-part=text] text').allTextContents();
    assert.deepEqual(said, rows.map((r) => r.said), 'the chart writes what the table writes');
  }));

test('what may not be told is not drawn, and says so', { skip: missing }, () =>
  visit('/help', {}, async (page) => {
    const table = await tableOf(page, `${nation}?kind=small_area&tier=4&for=public`);
    const [hidden] = Object.entries(table).find(([, share]) => share === 'suppressed');
    await page.goto(`${site.address}/areas/${hidden}?tier=4&for=public`);
    assert.equal(await page.locator('#practice tr[data-low], #bands tr[data-value]').count(), 0);
    assert.equal(await page.locator('[data-chart=range], [data-chart=waterfall]').count(), 0);
    assert.equal(await page.locator('#practice tbody tr').count(), 8);
    assert.match(await page.locator('#practice').innerText(), /Suppressed/);
  }));
