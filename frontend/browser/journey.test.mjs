// From the first page to the reason behind the worst gap, and on to how a
// number was worked out: by keyboard alone, in both languages, without script,
// and with the window as small as 400 % zoom makes it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browse, missing, open, start } from './site.mjs';

let site, browser;
before(async () => {
  if (missing) return;
  site = await start();
  browser = await browse();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Presses Tab until the focus is on a link with such an address. */
async function tabTo(page, pattern) {
  const met = [];
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    met.push(at.href || at.text);
    if (pattern.test(at.href)) return at;
  }
  throw new Error(`150 × Tab met no link like ${pattern}: ${met.join(', ')}`);
}

// Read through the debugger's own world, so that it works without script too.
async function focused(page) {
  const link = page.locator(':focus');
  if ((await link.count()) === 0) return { href: '', text: '' };
  return {
    href: (await link.first().getAttribute('href')) ?? '',
    text: (await link.first().innerText()).trim(),
    box: await link.first().boundingBox(),
  };
}

const ways = [
  { name: 'in English', prefix: '', options: {} },
  { name: 'in Welsh', prefix: '/cy', options: {} },
  { name: 'without script', prefix: '', options: { javaScriptEnabled: false } },
  { name: 'in Welsh, without script', prefix: '/cy', options: { javaScriptEnabled: false } },
  { name: 'at 400 % zoom', prefix: '', options: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } },
];

for (const way of ways) {
  test(`by keyboard from home to the reason behind the worst gap, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, way.options);
    await page.goto(site.address + way.prefix + '/');
    await page.keyboard.press('Tab');
    assert.match((await focused(page)).href, /^#/, 'the first Tab is the link past the navigation');
    const gap = await tabTo(page, new RegExp(`^${way.prefix}/gaps/[^?]+`));
    inSight(page, gap);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/gaps\/./);
    const why = await page.locator('main .lead').innerText();
    assert.ok(why.length > 40, `the page of the gap says only: ${why}`);
    assert.match(await page.locator('main dl').first().innerText(), /\d/, 'the children are counted');
    assert.equal(await page.evaluate(sideways), 0);
    inSight(page, await tabTo(page, /\/explain\?/));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/explain\?/);
    assert.ok(new URL(page.url()).pathname.startsWith(way.prefix + '/areas/'));
    const terms = await page.locator('main').innerText();
    assert.match(terms, /[×÷=Σ]/, 'the terms show how they are put together');
    assert.equal(await page.locator('html').getAttribute('lang'), way.prefix ? 'cy' : 'en');
    assert.equal(await page.evaluate(sideways), 0);
    page.clean();
    await page.context().close();
  });
}

const sideways = () => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Fails where what has the focus is not within the window. */
function inSight(page, { text, box }) {
  const { width, height } = page.viewportSize();
  assert.ok(box && box.height >= 18 && box.x >= 0 && box.x < width && box.y >= 0 && box.y < height, `“${text}” has the focus, out of sight: ${JSON.stringify(box)}`);
}

test('the language switch keeps the page, its filters and its day', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  await page.goto(`${site.address}/gaps?tier=3&on=2026-05-01`);
  const heading = await page.locator('h1').innerText();
  const rows = await page.locator('#gaps tbody tr').count();
  const filters = () => Object.fromEntries(new URL(page.url()).searchParams);
  await page.locator('header a[lang=cy]').first().click();
  assert.equal(new URL(page.url()).pathname, '/cy/gaps');
  assert.deepEqual(filters(), { tier: '3', on: '2026-05-01' });
  assert.notEqual(await page.locator('h1').innerText(), heading);
  assert.equal(await page.locator('#gaps tbody tr').count(), rows);
  assert.match(await page.locator('.context').innerText(), /1 Mai 2026/);
  // A link within the page stays in the language and on the day.
  await page.locator('#gaps tbody th a').first().click();
  assert.match(new URL(page.url()).pathname, /^\/cy\/gaps\/./);
  assert.equal(filters().on, '2026-05-01');
  await page.locator('header a[lang=en]').first().click();
  assert.match(new URL(page.url()).pathname, /^\/gaps\/./);
  assert.equal(filters().on, '2026-05-01');
  page.clean();
  await page.context().close();
});
