// Creating, editing and ending a service through the pages; a fault leads to
// its field; of two people who edit at once the second is told what the first
// changed.
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

const save = (page) => page.locator('main form[method=post] button').last().click();

const ways = [
  { name: 'with script', key: 'new-1', prefix: '', lang: 'en', options: {} },
  { name: 'without script, in Welsh', key: 'new-2', prefix: '/cy', lang: 'cy', options: { javaScriptEnabled: false } },
];

for (const way of ways) {
  test(`a service is created, edited and ended, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, way.options);
    await page.goto(`${site.address}${way.prefix}/new/service`);
    await page.locator('#service').fill(way.key);
    await page.locator('#provider').selectOption({ index: 1 });
    await page.locator('#service_type').selectOption('peer_support');
    await page.locator('#mode').selectOption('group');
    await page.locator('#age_min').fill('seven');
    await page.locator('#capacity').fill('24');
    await page.locator('input[name=areas_served]').first().check();
    await save(page);

    // Both faults at once, each linked to its field, and what was typed is kept.
    const links = page.locator('.govuk-error-summary a');
    assert.deepEqual(await links.evaluateAll((all) => all.map((a) => a.getAttribute('href'))), ['#name', '#age_min']);
    assert.equal(await page.locator('#age_min').inputValue(), 'seven');
    assert.equal(await page.locator('#capacity').inputValue(), '24');
    assert.equal(await page.locator('#age_min').getAttribute('aria-invalid'), 'true');
    const told = await page.locator('#age_min').getAttribute('aria-describedby');
    assert.ok(told.split(' ').includes('age_min-error') && (await page.locator('#age_min-error').innerText()).length > 10);
    if (way.lang === 'en') {
      await page.waitForFunction(() => document.activeElement?.classList.contains('govuk-error-summary'));
      await links.nth(1).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), 'age_min');
      assert.deepEqual(await faultsOf(page, 'en'), []);
    }

    await page.locator('#name').fill('A new service');
    await page.locator('#age_min').fill('7');
    await save(page);
    await page.waitForURL(new RegExp(`/services/${way.key}/saved`));
    await page.goto(`${site.address}${way.prefix}/services/${way.key}`);
    assert.equal(await page.locator('h1').innerText(), 'A new service');

    await page.locator(`main a[href$="/services/${way.key}/edit"]`).first().click();
    assert.equal(await page.locator('#capacity').inputValue(), '24');
    await page.locator('#name').fill('A newer service');
    await save(page);
    await page.waitForURL(/\/saved/);
    assert.match(await page.locator('main').innerText(), /A new service.*A newer service/s, 'what was saved is shown, before and after');

    await page.goto(`${site.address}${way.prefix}/services/${way.key}/end`);
    for (const [part, text] of [['day', '31'], ['month', '13'], ['year', '2026']]) await page.locator(`#end_${part}`).fill(text);
    await save(page);
    assert.match(await page.locator('.govuk-error-summary').innerText(), /31 3 2026/);
    await page.locator('#end_month').fill('5');
    await save(page);
    assert.equal((await (await fetch(`${site.address}/api/v1/services/${way.key}`)).text()).includes('2026-05-31'), false, 'the end is shown before it is saved');
    await save(page);
    await page.waitForURL(/\/saved/);
    assert.match(await (await fetch(`${site.address}/api/v1/services/${way.key}`)).text(), /2026-05-31/);
    page.clean();
    await page.context().close();
  });
}

test('of two who edit at once the second is told who changed what, and can go on', { skip: missing }, async () => {
  const key = (await (await fetch(`${site.address}/api/v1/services?limit=1`)).json()).items[0].service;
  const [first, second] = [await open(browser, site.address), await open(browser, site.address)];
  for (const page of [first, second]) await page.goto(`${site.address}/services/${key}/edit`);
  const before = await first.locator('#name').inputValue();
  await first.locator('#name').fill('Named by the first');
  await save(first);
  await first.waitForURL(/\/saved/);
  await second.locator('#name').fill('Named by the second');
  await save(second);
  const said = await second.locator('main').innerText();
  assert.match(said, /Someone else changed this/);
  assert.match(said, /Browser on this machine/);
  assert.ok(said.includes(`from “${before}” to “Named by the first”`), said.slice(0, 600));
  assert.equal(await second.locator('#name').inputValue(), 'Named by the second', 'what was typed is kept');
  assert.deepEqual(await faultsOf(second, 'en'), []);
  await first.goto(`${site.address}/services/${key}`);
  assert.equal(await first.locator('h1').innerText(), 'Named by the first', 'nothing was overwritten');
  await save(second);
  await second.waitForURL(/\/saved/);
  await second.goto(`${site.address}/services/${key}`);
  assert.equal(await second.locator('h1').innerText(), 'Named by the second');
  for (const page of [first, second]) {
    page.clean();
    await page.context().close();
  }
});
