// Where the next services should be: a search is asked for, looked at while it
// runs and ended, and another runs to its plan, of which a scenario is made; by
// keyboard in English, and in Welsh without script on a phone.
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

const type = 'outreach_and_group_work';

const ways = [
  { name: 'in English, by keyboard', lang: 'en', prefix: '', options: {}, keyboard: true },
  { name: 'in Welsh, without script, on a phone', lang: 'cy', prefix: '/cy', options: { javaScriptEnabled: false, viewport: { width: 320, height: 700 } } },
];

/** Does what a button does, by the mouse or by the keyboard. */
async function press(page, way, button) {
  if (!way.keyboard) return button.click();
  await button.focus();
  await page.keyboard.press('Enter');
}

/** Opens the form of a type, from its first step. */
async function wish(page, way) {
  await page.goto(`${site.address}${way.prefix}/siting`);
  await page.locator('#type').selectOption(type);
  await press(page, way, page.locator('form.filters button'));
  await page.waitForURL(new RegExp(`/siting\\?.*type=${type}`));
}

/** Sends the form. */
async function send(page, way) {
  await press(page, way, page.locator('form[enctype] .buttons button'));
}

/** Waits until a search has ended, and shows its plan. */
async function plan(page) {
  for (let i = 0; i < 300; i++) {
    const answer = await fetch(page.url());
    if (!answer.headers.has('refresh')) break;
    await new Promise((next) => setTimeout(next, 100));
  }
  await page.goto(page.url());
}

const address = /\/siting\/[0-9a-f]{32}(\?|$)/;
const form = (page) => page.locator('form[action*="/cancel"] button');

for (const way of ways) {
  test(`a search is ended early, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, way.options);
    const looks = async () => assert.deepEqual(way.options.javaScriptEnabled === false ? [] : await faultsOf(page, way.lang), []);
    await wish(page, way);
    await looks();
    await page.locator('input[value="worst-off"]').check();
    await send(page, way);
    await page.locator('.govuk-error-summary a[href="#number"]').waitFor();
    await looks();
    await page.locator('#number').fill('12');
    await page.locator('#places').fill('7');
    await page.locator('#limit').fill('300');
    await send(page, way);
    await page.waitForURL(address);
    assert.ok(await form(page).isVisible(), 'the search can be ended');
    await looks();
    const before = page.url();
    await page.reload();
    assert.match(await page.locator('[role=status]').first().innerText(), /300/);
    await press(page, way, form(page));
    await page.waitForURL(address);
    await page.locator('table .disc').first().waitFor();
    assert.equal(new URL(page.url()).pathname, new URL(before).pathname);
    assert.equal(await page.locator('table .disc').count(), 12);
    assert.match(await page.locator('main').innerText(), way.lang === 'cy' ? /Daeth y chwiliad i ben yn gynnar/ : /The search was ended early/);
    await looks();
    page.clean();
    await page.context().close();
  });

  test(`a search runs to its plan, ${way.name}`, { skip: missing }, async () => {
    const page = await open(browser, site.address, way.options);
    await wish(page, way);
    await page.locator('input[value="reach"]').check();
    await page.locator('#number').fill('3');
    await send(page, way);
    await page.waitForURL(address);
    await plan(page);
    assert.equal(await page.locator('table .disc').count(), 3);
    assert.equal(await page.locator('.map svg').count(), 1);
    const wide = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    assert.equal(wide, 0, 'nothing is wider than the window');
    const file = await (await fetch(new URL(await page.locator('button[formmethod=get]').getAttribute('formaction'), site.address))).text();
    assert.equal(file.trim().split('\n').length, 4);
    assert.match(file, /,open,/);
    await page.locator('#name').fill(`Cynllun ${way.lang}`);
    await press(page, way, page.locator('form[action*="/scenario"] button').first());
    await page.waitForURL(/\/plans\/Cynllun/);
    assert.match(await page.locator('h1').innerText(), /Cynllun/);
    page.clean();
    await page.context().close();
  });
}

/** Waits for the live map of the form. */
async function live(page) {
  await page.locator('.own-map .map[data-state=idle]').waitFor();
  const button = page.locator('.own-map > button');
  await button.waitFor();
  return button;
}

const where = (page) => page.locator('input[name$="-at"]:visible').evaluateAll((fields) => fields.map((field) => field.value));
const degrees = /^-?\d+\.\d{5}, -?\d+\.\d{5}$/;

for (const lang of ['en', 'cy']) {
  test(`places are chosen on the map, by keyboard and by mouse, in ${lang}`, { skip: missing }, async () => {
    const page = await open(browser, site.address);
    const way = { lang, prefix: lang === 'cy' ? '/cy' : '', keyboard: true };
    await wish(page, way);
    const add = await live(page);
    const canvas = page.locator('.own-map canvas');
    await canvas.focus();
    await page.keyboard.press('ArrowUp');
    await page.waitForTimeout(2000);
    await press(page, way, add);
    const [first] = await where(page);
    assert.match(first, degrees);
    assert.match(await page.locator('.own__said').innerText(), new RegExp(first));
    assert.ok(await page.locator('input[name=from][value=points]').isChecked());
    await canvas.focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(2000); // the map glides there, slowly on a slow machine
    await press(page, way, add);
    const box = await canvas.boundingBox();
    await canvas.click({ position: { x: box.width / 2 + 40, y: box.height / 2 + 60 } });
    let three = await where(page);
    for (let waits = 0; three.length < 3 && waits < 20; waits++) {
      await page.waitForTimeout(100);
      three = await where(page);
    }
    assert.equal(new Set(three).size, 3, three.join(' | '));
    assert.ok(three.every((text) => degrees.test(text)), three.join(' | '));
    await canvas.click({ position: { x: 6, y: 6 } });
    assert.equal((await where(page)).length, 3, 'the sea is no place');
    assert.match(await page.locator('.own__said').innerText(), lang === 'cy' ? /y tu allan i’r rhanbarth/ : /outside the region/);
    await press(page, way, page.locator('[name=remove]').first());
    assert.deepEqual(await where(page), three.slice(1));
    assert.equal(await page.evaluate(() => document.activeElement.name), 'remove', 'the focus is on the next place');
    await page.locator('select[name=point_area]').selectOption({ index: 1 });
    await press(page, way, page.locator('[name=add]'));
    assert.equal((await where(page)).length, 3);
    assert.equal(new URL(page.url()).searchParams.get('selected'), null, 'the address is that of the form');
    assert.deepEqual(await faultsOf(page, lang), []);
    await page.locator('#point-3-name').fill('Yr hen lyfrgell');
    await page.locator('#number').fill('3');
    await page.locator('#places').fill('20');
    await page.locator('#cost').focus();
    await page.keyboard.press('Enter'); // sends the form, and does not press a button of the list
    await page.waitForURL(address);
    await plan(page);
    assert.equal(await page.locator('table .disc').count(), 3);
    assert.match(await page.locator('main').innerText(), /Yr hen lyfrgell/);
    assert.match(await page.locator('main').innerText(), lang === 'cy' ? /yn dilyn y llinell syth/ : /go by the straight line/);
    assert.deepEqual(await faultsOf(page, lang), []);
    await page.locator('p.links a').last().click();
    await live(page);
    assert.equal((await where(page)).length, 3, 'the places come back');
    page.clean();
    await page.context().close();
  });
}

test('places are typed without script, on a phone, in Welsh', { skip: missing }, async () => {
  const page = await open(browser, site.address, ways[1].options);
  await wish(page, ways[1]);
  await page.locator('#point-1-at').fill('50.56, -7.46');
  await page.locator('[name=add]').click();
  await page.locator('#point-2-at').fill('rhywle');
  await page.locator('#number').fill('1');
  await send(page, ways[1]);
  await page.locator('.govuk-error-summary a[href="#point-2-at"]').click();
  assert.equal(await page.locator('#point-1-at').inputValue(), '50.56, -7.46');
  await page.locator('[name=remove][value="2"]').click();
  assert.equal(await page.locator('#point-2-at').count(), 0);
  await send(page, ways[1]);
  await page.waitForURL(address);
  await plan(page);
  assert.equal(await page.locator('table .disc').count(), 1);
  page.clean();
  await page.context().close();
});

test('the pages have no fault in Welsh, dark, narrow, or on paper', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  await wish(page, ways[0]);
  await page.locator('#number').fill('2');
  await send(page, ways[0]);
  await page.waitForURL(address);
  await plan(page);
  const path = new URL(page.url()).pathname;
  await page.context().close();
  for (const view of [
    { lang: 'cy', options: { viewport: { width: 375, height: 800 } } },
    { lang: 'en', options: { viewport: { width: 320, height: 700 }, colorScheme: 'dark' } },
    { lang: 'cy', options: { forcedColors: 'active' } },
  ]) {
    const shown = await open(browser, site.address, view.options);
    for (const at of ['/siting', `/siting?type=${type}`, '/siting?type=refuge', path, '/siting/none', '/siting?for=public']) {
      await shown.goto(site.address + (view.lang === 'cy' ? '/cy' : '') + at);
      assert.deepEqual(await faultsOf(shown, view.lang), [], `${view.lang} ${at}`);
    }
    await shown.goto(site.address + path);
    await shown.emulateMedia({ media: 'print' });
    assert.ok(await shown.locator('table .disc').first().isVisible());
    assert.ok(!(await shown.locator('form[action*="/scenario"]').isVisible()), 'no form on paper');
    shown.clean();
    await shown.context().close();
  }
});
