// Pages in states that no address alone asks for are free of the same faults:
// work under way, a form that others overtook, every kind of refusal, a database
// without room and one without anything, the description of the API.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { settle, upload } from './files.mjs';
import { faultsOf } from './look.mjs';
import { fixed } from './pages.mjs';
import { browse, missing, open, start } from './site.mjs';

let site, bare, full, browser;
before(async () => {
  if (missing) return;
  [site, bare, full] = await Promise.all([start(), start({ demonstration: false }), start({ blocks: 80 })]);
  browser = await browse();
});
after(async () => {
  await browser?.close();
  await Promise.all([site?.stop(), bare?.stop(), full?.stop()]);
});

const views = [
  { name: 'English, 1280 wide', lang: 'en', prefix: '', options: {} },
  { name: 'Welsh, dark, 320 wide', lang: 'cy', prefix: '/cy', options: { viewport: { width: 320, height: 700 }, colorScheme: 'dark' } },
];

/** Looks at a page in every view; what brings it into its state is done anew in each. */
function looked(name, reach) {
  for (const view of views) {
    test(`${name} has no fault: ${view.name}`, { skip: missing }, async () => {
      const page = await open(browser, site.address, view.options);
      await reach(page, view);
      assert.deepEqual(await faultsOf(page, view.lang), []);
      await page.context().close();
    });
  }
}

const save = (page) => page.locator('main form[method=post] button').last().click();

/** Does what sends a form, and waits for the page that answers with the status. */
async function answered(page, status, send) {
  const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), page.waitForEvent('load'), send()]);
  assert.equal(answer.status(), status);
}

/** Sends a form that is made for it. */
const post = (page, address, values, status) => answered(page, status, () => page.evaluate(([action, fields]) => {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action });
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('textarea');
    Object.assign(field, { name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}, [address, values]));

// The page would load itself again while it is looked at.
async function stay(page) {
  await page.route('**/import/*', async (route) => {
    const response = await route.fetch();
    const { refresh, ...headers } = response.headers();
    assert.ok(refresh, 'it loads itself again');
    await route.fulfill({ response, headers });
  });
}

looked('an import under way', async (page, { prefix }) => {
  const rows = Array.from({ length: 45_000 }, (_, i) => `p${i},Provider ${i},other`);
  const path = await upload(site.address, 'providers.csv', ['provider,name,sector', ...rows].join('\n'));
  await stay(page);
  await page.goto(site.address + prefix + path);
  assert.ok(await page.locator('main progress, main [role=progressbar]').count(), 'it says how far it is');
  await fetch(`${site.address}${path}/cancel`, { method: 'POST' });
});

looked('an upload that is gone', async (page, { prefix }) => {
  const path = await upload(site.address, 'providers.csv', 'provider,name,sector\nx,X,other\n');
  await settle(site.address, path);
  await page.goto(site.address + prefix + path);
  await fetch(`${site.address}${path}/cancel`, { method: 'POST' });
  assert.equal((await page.reload()).status(), 404);
  assert.ok(await page.locator(`main a[href="${prefix}/import"]`).count());
});

looked('an upload that has moved on', async (page, { prefix }) => {
  const path = await upload(site.address, 'services.csv', 'service,provider,name,service_type,mode\nq,nobody,Q,none,group\n');
  await settle(site.address, path);
  await page.goto(site.address + prefix + '/import');
  await post(page, `${prefix}${path}/commit`, {}, 409);
  await fetch(`${site.address}${path}/cancel`, { method: 'POST' });
});

looked('a form that others overtook', async (page, { prefix, name }) => {
  const key = (await (await fetch(`${site.address}/api/v1/services?limit=1`)).json()).items[0].service;
  const other = await open(browser, site.address);
  for (const one of [page, other]) await one.goto(`${site.address}${one === page ? prefix : ''}/services/${key}/edit`);
  await other.locator('#name').fill(`Named before ${name}`);
  await save(other);
  await other.waitForURL(/\/saved/);
  await other.context().close();
  await page.locator('#name').fill('Named afterwards');
  await answered(page, 409, () => save(page));
  assert.ok(await page.locator('main .notice').count());
  assert.equal(await page.locator('#name').inputValue(), 'Named afterwards');
});

looked('a form with faults', async (page, { prefix }) => {
  await page.goto(`${site.address}${prefix}/new/service`);
  await page.locator('#age_min').fill('seven');
  await answered(page, 422, () => save(page));
});

for (const [status, path] of [[400, '/gaps?tier=9'], [400, '/areas?on=never'], [403, '/import?for=public'], [403, '/new/provider?for=public'], [404, '/nowhere'], [404, '/areas/X99'], [409, '/import/undo/1']]) {
  looked(`a refusal with ${status} at ${path}`, async (page, { prefix }) => {
    assert.equal((await page.goto(site.address + prefix + path)).status(), status);
  });
}

looked('a form that is too large', async (page, { prefix }) => {
  await page.goto(`${site.address}${prefix}/new/provider`);
  await post(page, `${prefix}/new/provider`, { name: 'x'.repeat(1_200_000) }, 413);
});

looked('a full disk', async (page, { prefix }) => {
  const create = () => fetch(`${full.address}/new/provider`, { method: 'POST', body: new URLSearchParams({ name: 'N', sector: 'other' }), redirect: 'manual' });
  for (let i = 0; i < 50 && (await create()).status === 303; i++);
  await page.goto(`${full.address}${prefix}/new/provider`);
  await page.locator('#name').fill('No room');
  await page.locator('#sector').selectOption('other');
  await answered(page, 507, () => save(page));
});

looked('the description of the API', async (page, { prefix }) => {
  assert.equal((await page.goto(`${site.address}${prefix}/api/v1/docs`)).status(), 200);
});

for (const view of views) {
  test(`an empty database: each page leads to the import and has no fault: ${view.name}`, { skip: missing }, async () => {
    const found = [];
    const page = await open(browser, bare.address, view.options);
    for (const path of fixed) {
      const answer = await page.goto(bare.address + view.prefix + path);
      for (const fault of await faultsOf(page, view.lang)) found.push(`${path}: ${fault}`);
      const figures = answer.status() === 200 && /^\/(\?|$|areas|compare|gaps|falls|services|providers|programmes|method|sources)/.test(path);
      if (figures && !path.includes('for=public') && !(await page.locator(`main a[href="${view.prefix}/import"]`).count())) found.push(`${path}: does not lead to the import`);
    }
    assert.deepEqual(found, []);
    page.clean();
    await page.context().close();
  });
}
