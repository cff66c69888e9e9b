// Pages in the states that a demonstration does not show: nothing in the
// database, an address that leads nowhere or is not understood, what the
// public may not see, a filter that nothing passes, dark. Each says what is the
// matter and where to go on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faultsOf } from './look.mjs';
import { browse, missing, open, start } from './site.mjs';

let site, bare, browser, area;
before(async () => {
  if (missing) return;
  site = await start();
  bare = await start({ demonstration: false });
  browser = await browse();
  area = (await (await fetch(`${site.address}/areas`)).text()).match(/href="(\/areas\/[A-Z0-9]+)/)[1];
});
after(async () => {
  await browser?.close();
  await Promise.all([site?.stop(), bare?.stop()]);
});

const narrow = { viewport: { width: 320, height: 700 } };

test('with an empty database each page says so, and the first ones lead to the import', { skip: missing }, async () => {
  const found = [];
  for (const [lang, prefix] of [['en', ''], ['cy', '/cy']]) {
    const page = await open(browser, bare.address, narrow);
    for (const path of ['/', '/areas', '/compare', '/gaps', '/falls-through', '/services', '/providers']) {
      const answer = await page.goto(bare.address + prefix + path);
      assert.equal(answer.status(), 200, path);
      if (!(await page.locator('main .empty').count())) found.push(`${prefix}${path} does not say that there is nothing`);
      if (['/', '/areas', '/services'].includes(path) && !(await page.locator(`main a[href="${prefix}/import"]`).count())) found.push(`${prefix}${path} does not lead to the import`);
      for (const fault of await faultsOf(page, lang)) found.push(`${prefix}${path}: ${fault}`);
    }
    for (const path of ['/programmes', '/method', '/sources', '/import', '/new/service']) {
      assert.equal((await page.goto(bare.address + prefix + path)).status(), 200, path);
    }
    page.clean();
    await page.context().close();
  }
  assert.deepEqual(found, []);
});

const refusals = {
  'an address that leads nowhere': [404, () => '/nowhere/at/all', /./],
  'an area that is not there': [404, () => '/areas/X99', /X99/],
  'a gap that is closed': [404, () => '/gaps/none.of.these', /./],
  'a filter that is none': [400, () => '/gaps?tier=9', /9/],
  'a day that is none': [400, () => '/gaps?on=2026-02-31', /2026-02-31/],
  'a page beyond the last': [400, () => '/gaps?page=9999', /9999/],
  'the terms of a figure, for the public': [403, () => `${area}/explain?tier=3&for=public`, /./],
  'the import, for the public': [403, () => '/import?for=public', /./],
};

for (const [name, [status, path, words]] of Object.entries(refusals)) {
  test(`refused with a sentence and a way on: ${name}`, { skip: missing }, async () => {
    const said = [];
    for (const prefix of ['', '/cy']) {
      const page = await open(browser, site.address, { javaScriptEnabled: false, ...narrow });
      const answer = await page.goto(site.address + prefix + path());
      assert.equal(answer.status(), status);
      const lead = await page.locator('main .lead').innerText();
      assert.ok(lead.length > 20, lead);
      assert.match(lead, words);
      said.push(await page.locator('main').innerText());
      const home = page.locator('main a').first();
      assert.match(await home.getAttribute('href'), prefix ? /^\/cy(\?|$)/ : /^\/(\?|$)/);
      await home.click();
      assert.equal(new URL(page.url()).pathname, prefix || '/');
      page.clean();
      await page.context().close();
    }
    assert.notEqual(said[0], said[1], 'Welsh is Welsh');
  });
}

test('a filter that nothing passes says so and offers to take it away', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  for (const path of ['/services?q=zzzzzz', '/areas?q=zzzzzz']) {
    await page.goto(site.address + path);
    const way = page.locator('main .empty a').first();
    assert.ok(await way.isVisible(), `${path} offers nothing`);
    await way.click();
    assert.equal(new URL(page.url()).searchParams.get('q') ?? '', '');
  }
  page.clean();
  await page.context().close();
});

test('in the dark the page is dark, its drawings too, and text stands out', { skip: missing }, async () => {
  const light = async (colorScheme) => {
    const page = await open(browser, site.address, { colorScheme });
    await page.goto(site.address + area);
    const shades = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color].map((c) => c.match(/\d+/g).slice(0, 3).reduce((sum, n) => sum + Number(n), 0) / 765));
    page.clean();
    await page.context().close();
    return shades;
  };
  const [paper, ink] = await light('dark');
  assert.ok(paper < 0.25 && ink > 0.75, `paper ${paper}, ink ${ink}`);
  const [paperByDay, inkByDay] = await light('light');
  assert.ok(paperByDay > 0.9 && inkByDay < 0.3, `paper ${paperByDay}, ink ${inkByDay}`);
});
