// On paper: ink only, no navigation, every page of a print-out made.
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

async function profile(page, prefix = '') {
  await page.goto(site.address + '/areas');
  const area = await page.locator('main a[href^="/areas/"]').first().getAttribute('href');
  await page.goto(`${site.address}${prefix}${area}/profile`);
}

test('the profile prints on A4 with nothing that only a screen needs', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  await profile(page);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.bar-nav', '.languages', '.govuk-skip-link', 'button']) {
    const seen = await page.locator(gone).evaluateAll((all) => all.filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 1).length);
    assert.equal(seen, 0, `${gone} is printed`);
  }
  const colours = await page.$$eval('main td, main th, main p, main h1, main h2', (all) =>
    [...new Set(all.filter((e) => e.checkVisibility()).map((e) => getComputedStyle(e).backgroundColor))]);
  for (const colour of colours) {
    const [r, g, b, a] = colour.match(/[\d.]+/g).map(Number);
    assert.ok(a === 0 || (r === g && g === b), `a ground of ${colour} is printed`);
  }
  assert.ok((await page.locator('main svg').count()) > 0, 'the map is printed');
  const pdf = await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
  const text = pdf.toString('latin1');
  const pages = Math.max(...[...text.matchAll(/\/Count (\d+)/g)].map((m) => Number(m[1])));
  assert.ok(pages >= 1 && pages <= 8, `${pages} pages`);
  assert.match(text, /MediaBox\s*\[\s*0 0 59[45][\d.]* 84[12][\d.]*\s*\]/, 'A4 upright');
  page.clean();
});

test('the profile names its report in both languages, its sources and its hash', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  for (const prefix of ['', '/cy']) {
    await profile(page, prefix);
    await page.emulateMedia({ media: 'print' });
    const said = await page.locator('body').innerText();
    for (const words of [/Area profile/, /Proffil ardal/, /[0-9a-f]{4}\s?[0-9a-f]{4}/]) assert.match(said, words);
  }
  page.clean();
});

test('charts that nobody has scrolled to are printed', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  await page.goto(site.address + '/areas');
  const area = await page.locator('main a[href^="/areas/"]').first().getAttribute('href');
  for (const prepare of [
    async () => {
      await page.waitForTimeout(4000); // the browser has had time to fetch what draws
      await page.pdf({ format: 'A4' });
    },
    async () => {
      await page.emulateMedia({ media: 'print' });
      await page.waitForTimeout(2000);
    },
  ]) {
    await page.emulateMedia({ media: 'screen' });
    await page.goto(`${site.address}${area}?tier=3`);
    assert.equal(await page.locator('.chart svg').count(), 0, 'a chart is drawn before it comes into view');
    await prepare();
    const charts = await page.locator('[data-module="catchment-chart"]').count();
    assert.ok(charts > 0);
    assert.equal(await page.locator('[data-module="catchment-chart"] > svg').count(), charts, 'every chart is drawn');
  }
  page.clean();
});
