// Draws the picture in README: the overview of the demonstration's largest
// region, with its map.
import { mkdirSync, writeFileSync } from 'node:fs';
import { withPalette } from './pixels.mjs';
import { browse, missing, open, start } from './site.mjs';

if (missing) {
  console.error(missing);
  process.exit(1);
}
const site = await start();
const browser = await browse();
try {
  const page = await open(browser, site.address);
  const nation = process.argv[2] ?? (await firstArea(page));
  await page.goto(`${site.address}${nation}`);
  await page.waitForSelector('[data-module=catchment-map][data-state=idle]');
  const folder = new URL('../screenshots/', import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  const bottom = await page.evaluate(() => {
    const map = document.querySelector('[data-module=catchment-map]').closest('.columns');
    return Math.ceil(map.getBoundingClientRect().bottom + scrollY) + 16;
  });
  // A chart is drawn when it comes into view.
  for (const chart of await page.locator('[data-module="catchment-chart"]').all()) await chart.scrollIntoViewIfNeeded();
  await page.waitForTimeout(1500);
  await page.evaluate(() => scrollTo(0, 0));
  const picture = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width: 1280, height: bottom } });
  writeFileSync(folder + 'overview.png', await withPalette(page, picture));
  page.clean();
} finally {
  await browser.close();
  await site.stop();
}

async function firstArea(page) {
  await page.goto(site.address + '/areas');
  return page.locator('main a[href^="/areas/"]').first().getAttribute('href');
}
