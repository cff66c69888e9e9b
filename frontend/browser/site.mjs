// What every browser test stands on: the true program serving the
// demonstration on a port of its own, and Chromium looking at it. A request to
// any other host fails the test that made it.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const root = new URL('../../', import.meta.url).pathname;
const binary = process.env.CATCHMENT ?? join(root, 'bin', 'catchment');

// The day that the demonstration is made for, and shown for.
export const day = '2026-04-01';

export const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

// Why the browser tests cannot run here, or false.
export const missing = browserPath ? false : 'Chromium is not installed; install it with: sudo apt-get install chromium';

/**
 * Starts the program on a new database of the demonstration, with further
 * arguments, and with room for so many blocks of 512 bytes in a file.
 */
export async function start({ demonstration = true, args = [], blocks = 0 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'catchment-'));
  const database = join(folder, 'test.db');
  if (demonstration) execFileSync(binary, ['demo', database, '--as-of', day], { stdio: 'pipe' });
  else importNothing(folder, database);
  const limit = blocks ? `ulimit -f ${blocks}; ` : '';
  const line = [binary, 'serve', '--database', database, '--address', '127.0.0.1:0', '--metrics', 'off', '--as-of', day, ...args];
  const server = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, ...line]);
  const address = await new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk) => {
      said += chunk;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  return {
    address,
    folder,
    database,
    async stop() {
      const gone = new Promise((resolve) => server.on('exit', resolve));
      server.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a database that holds the reference data alone. */
function importNothing(folder, database) {
  const file = join(folder, 'providers.csv');
  writeFileSync(file, 'provider,name,sector\n');
  execFileSync(binary, ['import', '--database', database, file], { stdio: 'pipe' });
}

/** Starts Chromium. */
export function browse(args = []) {
  return chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run', ...args],
  });
}

/**
 * Opens a page that keeps what must not happen: requests to other hosts, and
 * errors of scripts or of the content security policy. Call page.clean() at
 * the end of a test.
 */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('data:') && !url.startsWith('blob:')) faults.push(`asked ${url}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  // A page that refuses says so itself; what a page loads must be there.
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of \d\d\d/.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    const own = response.request().isNavigationRequest();
    if (response.status() >= (own ? 500 : 400)) faults.push(`${response.status()} for ${response.url()}`);
  });
  page.setDefaultTimeout(30_000);
  page.faults = faults;
  page.clean = () => {
    if (faults.length) throw new Error(faults.join('\n'));
  };
  return page;
}
