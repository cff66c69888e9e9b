// Every page, in both languages, wide and narrow, light, dark and in forced
// colours, is free of the faults that look.mjs knows.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faultsOf } from './look.mjs';
import { everyPage } from './pages.mjs';
import { browse, missing, open, start } from './site.mjs';

let site, browser, paths;
before(async () => {
  if (missing) return;
  site = await start();
  browser = await browse();
  paths = await everyPage(browser, site.address);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const views = [
  { name: 'English, 1280 wide', lang: 'en', options: {} },
  { name: 'Welsh, 375 wide', lang: 'cy', options: { viewport: { width: 375, height: 800 } } },
  { name: 'English, dark, 320 wide', lang: 'en', options: { viewport: { width: 320, height: 700 }, colorScheme: 'dark' } },
  { name: 'Welsh, forced colours', lang: 'cy', options: { forcedColors: 'active' } },
];

for (const view of views) {
  test(`no page has a fault: ${view.name}`, { skip: missing }, async () => {
    const found = [];
    const left = [...paths];
    const walk = async () => {
      const page = await open(browser, site.address, view.options);
      for (let path = left.shift(); path; path = left.shift()) {
        const address = (view.lang === 'cy' ? '/cy' : '') + path;
        await page.goto(site.address + address, { waitUntil: 'load' });
        for (const fault of [...(await faultsOf(page, view.lang)), ...page.faults.splice(0)]) found.push(`${address}: ${fault}`);
      }
      await page.context().close();
    };
    await Promise.all([walk(), walk()]); // two pages at once keep two processors busy
    assert.deepEqual(found, []);
  });
}
