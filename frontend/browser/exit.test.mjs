// Quick exit from what the public reads: by button, by the link where there is
// no script, by Shift three times. It is always in view, and Back shows
// nothing of the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browse, missing, open, start } from './site.mjs';

let site, browser, codes;
before(async () => {
  if (missing) return;
  site = await start();
  browser = await browse();
  const { items } = await (await fetch(`${site.address}/api/v1/areas?kind=local_authority&limit=1`)).json();
  codes = items.map((area) => area.code);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const ways = {
  'the button': { leave: (page) => page.locator('.exit a').click() },
  'the button by keyboard': { leave: (page) => page.locator('.exit a').focus().then(() => page.keyboard.press('Enter')) },
  'Shift three times': { leave: (page) => press(page, 'Shift', 'Shift', 'Shift') },
  'the link, without script': { leave: (page) => page.locator('.exit a').click(), options: { javaScriptEnabled: false } },
};

for (const [name, { leave, options }] of Object.entries(ways)) {
  test(`quick exit by ${name}`, { skip: missing }, async () => {
    for (const path of codes.flatMap((code) => [`/public/${code}`, `/cy/public/${code}`])) {
      const page = await open(browser, site.address, options);
      const target = await elsewhere(page, path);
      await page.goto(site.address + path);
      await leave(page);
      await page.waitForURL(target);
      assert.equal(await page.title(), 'Elsewhere');
      assert.deepEqual(page.faults, [`asked ${target}`], 'only where it leads was asked');
      if (options) {
        // Without script the history keeps the address, and the browser has
        // nothing to show until the server is asked again.
        await page.route(site.address + '/**', (route) => route.abort());
        await page.goBack().catch(() => null);
        assert.equal(await page.locator('h1').count(), 0, 'Back shows a page that was kept');
      } else {
        await page.goBack();
        assert.equal(new URL(page.url()).pathname, '/areas', 'Back leads past the page');
      }
      await page.context().close();
    }
  });
}

// elsewhere answers in place of the host to which quick exit leads, which no
// test may ask, and gives its address; the page before is the list of areas.
async function elsewhere(page, path) {
  const text = await (await fetch(site.address + path)).text();
  const target = text.match(/class="exit__button" href="(https:[^"]+)"/)[1];
  await page.route(target + '**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }));
  await page.goto(site.address + '/areas');
  return target;
}

test('it leads where the setting says, in Welsh to a Welsh page, and nowhere else', { skip: missing }, async () => {
  const set = await start({ args: ['--exit-to', 'wikipedia'] });
  try {
    for (const [prefix, target] of [['', 'https://en.wikipedia.org/'], ['/cy', 'https://cy.wikipedia.org/']]) {
      for (const { leave, options } of Object.values(ways)) {
        const page = await open(browser, set.address, options);
        await page.route('https://**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }));
        await page.goto(`${set.address}${prefix}/public/${codes[0]}`);
        await leave(page);
        await page.waitForURL(target);
        assert.deepEqual(page.faults, [`asked ${target}`]);
        await page.context().close();
      }
    }
  } finally {
    await set.stop();
  }
});

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

test('a capital letter between does not count as leaving', { skip: missing }, async () => {
  const page = await open(browser, site.address);
  await page.goto(`${site.address}/public/${codes[0]}`);
  await page.waitForSelector('body.js-enabled');
  await press(page, 'Shift', 'Shift+A', 'Shift', 'Shift');
  await page.waitForTimeout(200);
  assert.equal(new URL(page.url()).pathname, `/public/${codes[0]}`);
  assert.notEqual(await page.locator('.exit [role=status]').textContent(), '', 'the presses are said');
  page.clean();
  await page.context().close();
});

test('quick exit is in view on every part of the page, with a neutral title and no copy kept', { skip: missing }, async () => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 400 }]) {
    const page = await open(browser, site.address, { viewport });
    const answer = await page.goto(`${site.address}/public/${codes[0]}`);
    assert.match(answer.headers()['cache-control'], /no-store/);
    assert.doesNotMatch(await page.title(), /abuse|refuge|violence|child/i);
    for (const share of [0, 0.5, 1]) {
      const above = await page.evaluate((part) => {
        scrollTo(0, part * document.documentElement.scrollHeight);
        const box = document.querySelector('.exit a').getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest('.exit a') !== null;
      }, share);
      assert.ok(above, `scrolled to ${share}, ${viewport.width} wide, the button is not in view`);
    }
    await page.keyboard.press('Home');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').evaluate((e) => e.closest('.exit') !== null), true, 'it is the first thing met');
    page.clean();
    await page.context().close();
  }
});
