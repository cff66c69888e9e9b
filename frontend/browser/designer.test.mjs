// A programme is designed, found wanting, mended and opened in a plan; and what
// is scarce is looked up and tried: by keyboard in English, and in Welsh without
// script on a phone.
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
  { name: 'in English, by keyboard', lang: 'en', prefix: '', options: {}, refused: /Refused/, worked: /24 places a year for £15,220/, plan: 'A year of CODA' },
  {
    name: 'in Welsh, without script, on a phone', lang: 'cy', prefix: '/cy', options: { javaScriptEnabled: false, viewport: { width: 320, height: 700 } },
    refused: /Gwrthodwyd/, worked: /Lleoedd y flwyddyn: 24, am £15,220/, plan: 'Blwyddyn o CODA',
  },
];

/** Does what a button or a link does, by the keyboard alone. */
async function press(at) {
  await at.focus();
  await at.press('Enter');
}

const looker = (page, way) => async () => {
  if (way.options.javaScriptEnabled !== false) assert.deepEqual(await faultsOf(page, way.lang), []); // the checks are a script
};

for (const way of ways) {
  test(`a programme is designed and opened in a plan, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, way.options);
    const look = looker(page, way);
    await page.goto(`${site.address}${way.prefix}/plans`);
    await press(page.locator('main a[href$="/designer"]'));
    await page.locator('#programme').selectOption('coda');
    await press(page.locator('form.filters button'));
    await page.waitForURL(/programme=coda/);
    assert.equal(await page.locator('#weeks').inputValue(), '12');
    await look();

    // A fault keeps what was typed.
    await page.locator('#places').fill('many');
    await press(page.locator('form[aria-labelledby=design] button'));
    await page.locator('.govuk-error-summary a[href="#places"]').waitFor();
    assert.equal(await page.locator('#places').inputValue(), 'many');
    await look();

    // One room for three groups is refused, and leads into no plan.
    for (const [name, text] of Object.entries({ places: 6, groups: 2, cohorts: 2, parents: 12, rooms: 1, facilitators: 2, coordinators: 1, partners: 3, people: 4,
      facilitator_hour: 20, preparation: 1, room_hour: 15, licence_cost: 1500, training_day: 100, place_cost: 30, coordination: 2000 }))
      await page.locator(`#${name}`).fill(String(text));
    await page.locator('#licence').focus();
    await page.keyboard.press('Space');
    await page.locator('#area').selectOption('X06000003');
    await press(page.locator('form[aria-labelledby=design] button'));
    await page.waitForURL(/rooms=1/);
    assert.match(await page.locator('main').innerText(), way.refused);
    assert.equal(await page.locator('main a[href*="change=open"]').count(), 0);
    await look();

    await page.locator('#rooms').fill('3');
    await press(page.locator('form[aria-labelledby=design] button'));
    await page.waitForURL(/rooms=3/);
    assert.match(await page.locator('.lead').innerText(), way.worked);
    await look();

    // The form of the plan begins with the design, and saves.
    await press(page.locator('main a.button[href*="change=open"]'));
    await page.waitForURL(/\/new\/plan/);
    assert.equal(await page.locator('#places_per_cohort').inputValue(), '6');
    assert.equal(await page.locator('#parent_places_per_cohort').inputValue(), '6');
    assert.equal(await page.locator('#cost').inputValue(), '15220');
    await page.locator('#scenario').fill(way.plan);
    await page.locator('#provider').selectOption({ index: 1 });
    await press(page.locator('main form[method=post] button').first());
    await page.waitForURL(/saved=/);
    assert.match(await page.locator('main .keys').innerText(), /£15,220/);
    page.clean();
    await page.context().close();
  });

  test(`what is scarce is found and tried, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, way.options);
    const look = looker(page, way);
    await page.goto(`${site.address}${way.prefix}/plans`);
    await press(page.locator('main a[href$="/scarcity"]'));
    await page.locator('#type').selectOption('outreach_and_group_work');
    await page.locator('#area').selectOption('X06000001');
    await page.locator('#into').selectOption('Keep and widen');
    await press(page.locator('form.filters button'));
    await page.waitForURL(/type=outreach/);
    assert.ok((await page.locator('main tbody tr').count()) > 3);
    await look();
    const places = page.locator('main tbody tr a[href*="change=resize"]').first();
    const wanted = new URL(await places.getAttribute('href'), site.address).searchParams.get('capacity');
    await press(places);
    await page.waitForURL(/\/plans\/Keep%20and%20widen\/changes\/new/);
    assert.equal(await page.locator('#capacity').inputValue(), wanted);
    await press(page.locator('main form[method=post] button').first());
    await page.waitForURL(/saved=/);
    page.clean();
    await page.context().close();
  });
}

test('the pages have no fault in Welsh, dark, narrow, or on paper', { skip: missing }, async () => {
  const whole = '/designer?programme=coda&places=60&groups=2&cohorts=4&parents=120&rooms=3&facilitators=2&area=X06000003&type=counselling';
  for (const view of [
    { lang: 'cy', options: { viewport: { width: 375, height: 800 } } },
    { lang: 'en', options: { viewport: { width: 320, height: 700 }, colorScheme: 'dark' } },
    { lang: 'cy', options: { forcedColors: 'active' } },
    { lang: 'en', options: { viewport: { width: 1280, height: 900 } } },
  ]) {
    const shown = await open(browser, site.address, view.options);
    for (const at of ['/designer', whole, '/designer?programme=womens_support_group&places=4&cohorts=2', '/designer?programme=freedom&places=x', '/designer?for=public',
      '/scarcity', '/scarcity?type=outreach_and_group_work&tier=2', '/scarcity?type=police', '/scarcity?for=public']) {
      await shown.goto(site.address + (view.lang === 'cy' ? '/cy' : '') + at);
      assert.deepEqual(await faultsOf(shown, view.lang), [], `${view.lang} ${at}`);
    }
    await shown.goto(site.address + whole);
    await shown.emulateMedia({ media: 'print' });
    assert.ok(await shown.locator('.derivation').isVisible());
    assert.ok(!(await shown.locator('form[aria-labelledby=design]').isVisible()), 'no form on paper');
    shown.clean();
    await shown.context().close();
  }
});
