// From what ends to its renewal in a scenario: with script and a mouse, and in
// Welsh, narrow, without script, by the keyboard alone.
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
  { name: 'with script', plan: 'Keep what we have', prefix: '', lang: 'en', options: {}, press: (at) => at.click(), tick: (at) => at.check() },
  {
    name: 'in Welsh, narrow, without script, by the keyboard', plan: 'Cadw’r hyn sydd gennym', prefix: '/cy', lang: 'cy',
    options: { javaScriptEnabled: false, viewport: { width: 320, height: 700 } },
    press: async (at) => {
      await at.focus();
      await at.press('Enter');
    },
    tick: async (at) => {
      await at.focus();
      await at.press('Space');
      assert.ok(await at.isChecked());
    },
  },
];

for (const way of ways) {
  test(`what ends is renewed in a scenario, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, way.options);
    const look = async () => {
      if (way.options.javaScriptEnabled !== false) assert.deepEqual(await faultsOf(page, way.lang), []);
    };
    const press = (selector) => way.press(page.locator(selector).first());

    // From home to the timeline; every letter of the chart stands in the table.
    await page.goto(`${site.address}${way.prefix}/`);
    await press('main a[href$="/timeline"]');
    await page.waitForURL(/\/timeline$/);
    const shown = page.locator('svg.ahead:visible');
    assert.equal(await shown.count(), 1);
    const letters = await shown.locator('.ahead__on-disc').allTextContents();
    assert.ok(letters.length > 1);
    for (const letter of letters) assert.equal(await page.locator(`#edge-${letter} .letter`).textContent(), letter);
    await look();

    // Further ahead, in one tier.
    await page.locator('#months').selectOption('24');
    await page.locator('#tier').selectOption('3');
    await press('form.filters button');
    await page.waitForURL(/months=24/);
    assert.equal(await page.locator('#months').inputValue(), '24');
    assert.equal(await shown.locator('.ahead__line').count(), 1);
    await look();

    // Nothing chosen: said, with what was typed kept.
    await page.locator('#name').fill(way.plan);
    await page.locator('#longer').selectOption('24');
    await press('main form[method=post] .buttons button');
    assert.equal(await page.locator('.govuk-error-summary a').count(), 1);
    assert.equal(await page.locator('#name').inputValue(), way.plan);
    assert.match(page.url(), /months=24/);
    await look();

    // Two at once, into a new scenario: the difference is there.
    const boxes = page.locator('input[name=service]');
    const keys = await boxes.evaluateAll((all) => all.map((box) => box.value));
    for (const at of [0, 1]) await way.tick(boxes.nth(at));
    await press('main form[method=post] .buttons button');
    await page.waitForURL(/saved=/);
    assert.equal(await page.locator('h1').innerText(), way.plan);
    assert.equal(await page.locator('form[action*="/remove"]').count(), 2);
    assert.match(page.url(), /on=\d{4}-\d\d-\d\d/);
    const met = await page.locator('main .keys').innerText();
    assert.match(met, /\+\d/, 'the renewals make a difference');
    await look();

    // One more by its own button, into the same scenario.
    await page.goto(`${site.address}${way.prefix}/timeline`);
    await page.locator('#plan').selectOption(way.plan);
    const third = (await page.locator('button[name=only]').evaluateAll((all) => all.map((button) => button.value))).find((key) => !keys.slice(0, 2).includes(key));
    await press(`button[name=only][value="${third}"]`);
    await page.waitForURL(/saved=/);
    assert.equal(await page.locator('h1').innerText(), way.plan);
    assert.equal(await page.locator('form[action*="/remove"]').count(), 3);
    page.clean();
    await page.context().close();
  });
}

for (const lang of ['en', 'cy']) {
  test(`the timeline is sound in the dark and on paper, ${lang}`, { skip: missing }, async () => {
    const prefix = lang === 'cy' ? '/cy' : '';
    for (const width of [320, 375, 1280]) {
      const page = await open(browser, site.address, { colorScheme: 'dark', viewport: { width, height: 900 } });
      await page.goto(`${site.address}${prefix}/timeline?months=60&area=X06000001`);
      assert.deepEqual(await faultsOf(page, lang), []);
      assert.equal(await page.locator('svg.ahead:visible').count(), 1);
      await page.emulateMedia({ media: 'print', colorScheme: 'light' });
      assert.equal(await page.locator('svg.ahead:visible').count(), 1);
      assert.equal(await page.locator('button[name=only]:visible, .filters:visible').count(), 0);
      page.clean();
      await page.context().close();
    }
  });
}

test('a calendar is sent once', { skip: missing }, async () => {
  const first = await fetch(`${site.address}/cy/timeline.ics`);
  assert.equal(first.status, 200);
  assert.match(first.headers.get('content-type'), /^text\/calendar/);
  const tag = first.headers.get('etag');
  assert.ok(tag);
  assert.match(await first.text(), /SUMMARY;LANGUAGE=cy:Daw i ben/);
  const again = await fetch(`${site.address}/cy/timeline.ics`, { headers: { 'If-None-Match': tag } });
  assert.equal(again.status, 304);
});
