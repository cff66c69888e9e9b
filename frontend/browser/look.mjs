// What must be true of every page, in whatever state it is.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Lists what is wrong with the page that is open: violations of WCAG 2.2 AA
 * that axe finds, sideways scrolling, a wrong language, a heading too many or
 * too few, a key of the catalogue, a missing style sheet.
 */
export async function faultsOf(page, lang) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }), tags);
  const found = violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map(told).join(' | ')}`);
  const seen = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    key: document.documentElement.outerHTML.match(/⟦[^⟧]*⟧/)?.[0],
    styles: document.querySelectorAll('head link[rel=stylesheet]').length,
  }));
  if (seen.wide > 0) found.push(`is ${seen.wide} px wider than the window`);
  if (seen.headings !== 1) found.push(`has ${seen.headings} headings of the first level`);
  if (seen.lang !== lang) found.push(`says that it is in "${seen.lang}"`);
  if (seen.key) found.push(`shows ${seen.key}, a key of the catalogue`);
  if (seen.styles !== 1) found.push('has no style sheet');
  return found;
}

const told = (node) => `${node.target.join(' ')} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`;
