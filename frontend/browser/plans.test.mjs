// A scenario is built, compared and adopted through the pages: with a mouse and
// script, and in Welsh, without script, by the keyboard alone. The difference
// is shown before anything is saved, and what people say of it stays.
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

const save = 'main form[method=post] button:not([name])';

for (const way of ways) {
  test(`a scenario is built, compared and adopted, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, way.options);
    const press = async (selector) => way.press(page.locator(selector).first());
    const look = async () => {
      if (way.lang === 'en') assert.deepEqual(await faultsOf(page, way.lang), []); // the checks are a script
      else assert.ok(await fits(page), `${page.url()} is wider than the window`);
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
    await page.locator('#owner').fill('Mari Ŵyn');
    await page.locator('#by').fill('Siân');
    await press(save);
    assert.deepEqual(await page.locator('.govuk-error-summary a').evaluateAll((all) => all.map((a) => a.getAttribute('href'))), ['#capacity']);
    assert.equal(await page.locator('#capacity').inputValue(), 'many');
    await look();
    await page.locator('#capacity').fill('200');

    // What it would do is shown before it is saved.
    await press('button[name=do]');
    await page.locator('.difference__part table').waitFor();
    assert.match(await page.locator('.difference').innerText(), /£25,000/);
    assert.equal(await page.locator('#capacity').inputValue(), '200');
    await look();
    await press(save);
    await page.waitForURL(/saved=/);
    assert.equal(await page.locator('h1').innerText(), way.plan);
    assert.match(await page.locator('main .keys').innerText(), /£25,000/);
    assert.match(await page.locator('main .eyebrow').innerText(), /Mari Ŵyn/);
    await look();

    // A second change, taken away again.
    await press('main a[href*="change=close"]');
    await page.locator('#service').selectOption('coda-sarnwy');
    await press(save);
    await page.waitForURL(/saved=/);
    const removals = page.locator('form[action$="/changes/2/remove"] button');
    assert.equal(await removals.count(), 1);
    const saved = page.url();
    await way.press(removals.first());
    await page.waitForURL((url) => url.href !== saved);
    assert.equal(await page.locator('form[action$="/remove"]').count(), 1);

    // What somebody says of it; and takes back.
    await page.locator('#text').fill('Pam <b>nid</b> Sarnwy?');
    await page.locator('#place').selectOption('1');
    await page.locator('#by').fill('Siân');
    await press('form[action$="/comments"] button');
    await page.waitForURL(/noted=comment/);
    assert.match(await page.locator('.remark').innerText(), /Siân[^]*Pam <b>nid<\/b> Sarnwy\?/);
    await look();
    await press('.remark a');
    await page.locator('#by').fill('Mari');
    await press(save);
    await page.waitForURL(/noted=withdrawn/);
    assert.doesNotMatch(await page.locator('.remark').innerText(), /Sarnwy/);
    assert.match(await page.locator('.remark').innerText(), /Mari/);

    // The link to a version stays what it is.
    await press('a[href*="version="]');
    assert.equal(await page.locator('form[action$="/remove"]').count(), 0);
    await look();

    // Beside another.
    await page.goto(`${site.address}${way.prefix}/plans`);
    for (const name of [way.plan, 'Keep and widen']) await page.locator(`input[name=with][value="${name}"]`).check();
    await press('main form button');
    await page.waitForURL(/\/compare\/plans\?/);
    assert.equal(await page.locator('#figures + table thead a').count(), 2);
    assert.equal(await page.locator('.map--still svg').count(), 2);
    assert.equal(await page.locator('.waterfall').count(), 3);
    assert.equal(await page.locator('#plan-2-closed').count(), 1);
    await look();
    await page.locator('#kind').selectOption('health_board');
    await press('form.filters button');
    await page.waitForURL(/kind=health_board/);
    assert.equal(await page.locator('#figures + table thead a').count(), 2);

    // Adopted: the service has the places, and the history can take it back.
    await page.goto(`${site.address}${way.prefix}/plans/${encodeURIComponent(way.plan)}`);
    await press('main a[href$="/adopt"]');
    assert.match(await page.locator('main').innerText(), /200/);
    await look();
    await page.locator('#by').fill('Siân');
    await press('main form[method=post] button');
    await page.waitForURL((url) => !url.pathname.endsWith('/adopt'));
    assert.equal(await page.locator('main a[href$="/adopt"]').count(), 0);
    const undo = await page.locator('main .notice a').first().getAttribute('href');
    assert.match(undo, /\/import\/revisions\/\d+$/);
    await page.goto(`${site.address}${way.prefix}/services/${way.service}/edit`);
    assert.equal(await page.locator('#capacity').inputValue(), '200');
    await page.context().close();
  });
}

// fits says whether a page is no wider than its window, where no script runs in
// the page: the protocol asks.
async function fits(page) {
  const session = await page.context().newCDPSession(page);
  const { cssContentSize, cssLayoutViewport } = await session.send('Page.getLayoutMetrics');
  return cssContentSize.width <= cssLayoutViewport.clientWidth;
}

const drafts = [
  { prefix: '', lang: 'en', more: /more children met/, missing: /Still to fill in/, width: 1280 },
  { prefix: '/cy', lang: 'cy', more: /yn fwy o blant/, missing: /I’w llenwi eto/, width: 375 },
];

for (const way of drafts) {
  test(`the difference follows what is typed, by the keyboard, in ${way.lang}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, { viewport: { width: way.width, height: 800 } });
    await page.goto(`${site.address}${way.prefix}/plans/Counselling%20for%20the%20east/changes/new?change=resize`);
    const status = page.locator('[data-part=status]');
    const place = page.locator('[data-part=place]');
    await place.getByText(way.missing).waitFor();
    assert.equal(await status.textContent(), '', 'a page that opens says nothing by itself');

    await page.locator('#service').selectOption('outreach-bay');
    await page.locator('#capacity').focus();
    await page.keyboard.type('300', { delay: 30 });
    await place.locator('table').waitFor();
    await page.waitForFunction((more) => new RegExp(more).test(document.querySelector('[data-part=status]').textContent), way.more.source);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'capacity', 'the focus stays where somebody types');
    assert.deepEqual(await faultsOf(page, way.lang), []);

    // What is wrong stands beside its field, and goes when it is mended.
    await page.keyboard.press('Control+A');
    await page.keyboard.type('many');
    await page.locator('#capacity-error').waitFor();
    assert.equal(await page.locator('#capacity').getAttribute('aria-invalid'), 'true');
    assert.match(await page.locator('#capacity').getAttribute('aria-describedby'), /capacity-error/);
    assert.deepEqual(await faultsOf(page, way.lang), []);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('320');
    await place.locator('table').waitFor();
    assert.equal(await page.locator('#capacity-error').count(), 0);
    assert.equal(await page.locator('#capacity').getAttribute('aria-invalid'), null);

    // Nothing was saved, and the name is remembered for the next form.
    await page.goto(`${site.address}${way.prefix}/plans/Counselling%20for%20the%20east`);
    assert.equal(await page.locator('form[action$="/remove"]').count(), 3);
    await page.locator('#by').fill('Siân');
    await page.locator('form[action$="/comments"] button').click(); // without words it is refused
    await page.goto(`${site.address}${way.prefix}/plans/Counselling%20for%20the%20east/owner`);
    assert.equal(await page.locator('#by').inputValue(), 'Siân');
    assert.equal(await page.locator('#owner').inputValue(), '', 'nobody owns it by being remembered');
    await page.goto(`${site.address}${way.prefix}/new/plan?change=close`);
    assert.equal(await page.locator('#owner').inputValue(), 'Siân');
    page.clean();
    await page.context().close();
  });
}

const kinds = ['open', 'close', 'resize', 'move', 'serve', 'accept', 'renew'];

for (const [prefix, lang] of [['', 'en'], ['/cy', 'cy']]) {
  test(`each form says what is missing, on a phone, in ${lang}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, { viewport: { width: 375, height: 700 } });
    for (const kind of kinds) {
      await page.goto(`${site.address}${prefix}/plans/Keep%20and%20widen/changes/new?change=${kind}`);
      await page.locator('.difference__part').waitFor();
      assert.deepEqual(await faultsOf(page, lang), [], kind);
      await page.locator(save).focus();
      await page.keyboard.press('Enter');
      const first = page.locator('.govuk-error-summary li').first();
      await first.waitFor();
      assert.deepEqual(await faultsOf(page, lang), [], `${kind}, refused`);
      const link = first.locator('a[href^="#"]');
      if ((await link.count()) === 0) continue; // of the whole change
      await link.focus();
      await page.keyboard.press('Enter');
      assert.equal(`#${await page.evaluate(() => document.activeElement.id)}`, await link.getAttribute('href'), kind);
    }
    page.clean();
    await page.context().close();
  });
}

test('a server that does not answer leaves the form as it is', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  await page.goto(`${site.address}/plans/Keep%20and%20widen/changes/new?change=close`);
  await page.locator('.difference__part').waitFor();
  await page.route('**/changes/new**', (route) => route.abort());
  await page.locator('#service').selectOption('coda-isles');
  await page.getByText('You can still save the change').first().waitFor();
  assert.equal(await page.locator('#service').inputValue(), 'coda-isles');
  await page.unroute('**/changes/new**');
  await page.locator('#cost').fill('5');
  await page.locator('.difference__part table').waitFor();
  await page.context().close();
});
