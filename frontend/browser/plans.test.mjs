// A scenario is built, compared and adopted through the pages: with a mouse and
// script, and in Welsh, without script, by the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faultsOf } from './look.mjs';
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

const ways = [
  { name: 'with script', plan: 'More for Elwigmouth', prefix: '', lang: 'en', options: {}, service: 'counsel-elwig', press: (at) => at.click() },
  {
    name: 'in Welsh, narrow, without script, by the keyboard', plan: 'Mwy i’r ynysoedd', prefix: '/cy', lang: 'cy', service: 'counsel-isles',
    options: { javaScriptEnabled: false, viewport: { width: 320, height: 700 } },
    press: async (at) => {
      await at.focus();
      await at.press('Enter');
    },
  },
];

for (const way of ways) {
  test(`a scenario is built, compared and adopted, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, way.options);
    const press = async (selector) => way.press(page.locator(selector).first());
    const look = async () => {
      if (way.lang === 'en') assert.deepEqual(await faultsOf(page, way.lang), []); // the checks are a script
    };
    await page.goto(`${site.address}${way.prefix}/plans`);
    await press('main a[href$="/new/plan"]');
    await page.locator('#scenario').fill(way.plan);
    await page.locator('input[name=change][value=resize]').check();
    await press('main form button');

    // A fault keeps what was typed, and nothing is saved.
    await page.locator('#service').selectOption(way.service);
    await page.locator('#capacity').fill('many');
    await page.locator('#cost').fill('25000');
    await press('main form[method=post] button');
    assert.deepEqual(await page.locator('.govuk-error-summary a').evaluateAll((all) => all.map((a) => a.getAttribute('href'))), ['#capacity']);
    assert.equal(await page.locator('#capacity').inputValue(), 'many');
    await look();
    await page.locator('#capacity').fill('200');
    await press('main form[method=post] button');
    await page.waitForURL(/saved=/);
    assert.equal(await page.locator('h1').innerText(), way.plan);
    assert.match(await page.locator('main .keys').innerText(), /£25,000/);
    await look();

    // A second change, taken away again.
    await press('main a[href*="change=close"]');
    await page.locator('#service').selectOption('coda-sarnwy');
    await press('main form[method=post] button');
    await page.waitForURL(/saved=/);
    const removals = page.locator('form[action$="/changes/2/remove"] button');
    assert.equal(await removals.count(), 1);
    const saved = page.url();
    await way.press(removals.first());
    await page.waitForURL((url) => url.href !== saved);
    assert.equal(await page.locator('form[action$="/remove"]').count(), 1);

    // Beside another.
    await press('main a[href$="/plans"]');
    for (const name of [way.plan, 'Keep and widen']) await page.locator(`input[name=with][value="${name}"]`).check();
    await press('main form button');
    await page.waitForURL(/\/plans\/compare\?/);
    assert.equal(await page.locator('table thead a').count(), 2);
    await look();

    // Adopted: the service has the places, and the history can take it back.
    await page.goto(`${site.address}${way.prefix}/plans/${encodeURIComponent(way.plan)}`);
    await press('main a[href$="/adopt"]');
    assert.match(await page.locator('main').innerText(), /200/);
    await look();
    await press('main form[method=post] button');
    await page.waitForURL((url) => !url.pathname.endsWith('/adopt'));
    assert.equal(await page.locator('main a[href$="/adopt"]').count(), 0);
    const undo = await page.locator('main .notice a').getAttribute('href');
    assert.match(undo, /\/import\/revisions\/\d+$/);
    await page.goto(`${site.address}${way.prefix}/services/${way.service}/edit`);
    assert.equal(await page.locator('#capacity').inputValue(), '200');
    await page.context().close();
  });
}
