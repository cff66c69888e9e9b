// The colours of pictures.
import { crc32, deflateSync } from 'node:zlib';

/** Reads the colours of a PNG at points, as #rrggbb; the browser decodes it. */
export function coloursAt(page, png, points) {
  return page.evaluate(
    async ({ data, points }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const brush = canvas.getContext('2d', { willReadFrequently: true });
      brush.drawImage(image, 0, 0);
      return points.map(({ x, y }) => '#' + [...brush.getImageData(x, y, 1, 1).data].slice(0, 3).map((n) => n.toString(16).padStart(2, '0')).join(''));
    },
    { data: png.toString('base64'), points },
  );
}

/** Writes a PNG again with 256 of its colours, well apart: half as large. */
export async function withPalette(page, png) {
  const { width, height, palette, indices } = await page.evaluate(reduce, png.toString('base64'));
  const pixels = Buffer.from(indices, 'base64');
  const lines = Buffer.alloc((width + 1) * height); // each line begins with 0: no filter
  for (let y = 0; y < height; y++) pixels.copy(lines, y * (width + 1) + 1, y * width, (y + 1) * width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8); // eight bits a pixel, of a palette
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', head), chunk('PLTE', Buffer.from(palette.flat())), chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

// reduce runs in the browser: the most frequent colours that are not close to
// one another, and for each pixel the nearest of them.
async function reduce(data) {
  const image = new Image();
  image.src = `data:image/png;base64,${data}`;
  await image.decode();
  const { width, height } = image;
  const brush = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
  brush.drawImage(image, 0, 0);
  const shades = brush.getImageData(0, 0, width, height).data;
  const colourAt = (i) => (shades[4 * i] << 16) | (shades[4 * i + 1] << 8) | shades[4 * i + 2];
  const count = new Map();
  for (let i = 0; i < width * height; i++) count.set(colourAt(i), (count.get(colourAt(i)) ?? 0) + 1);
  const split = (c) => [c >> 16, (c >> 8) & 255, c & 255];
  const apart = ([r, g, b], c) => (r - (c >> 16)) ** 2 + (g - ((c >> 8) & 255)) ** 2 + (b - (c & 255)) ** 2;
  const palette = [];
  for (const [c] of [...count].sort((a, b) => b[1] - a[1])) {
    if (palette.length < 256 && palette.every((p) => apart(p, c) > 200)) palette.push(split(c));
  }
  const nearest = new Map();
  for (const c of count.keys()) {
    const distances = palette.map((p) => apart(p, c));
    nearest.set(c, distances.indexOf(Math.min(...distances)));
  }
  let indices = '';
  for (let i = 0; i < width * height; i++) indices += String.fromCharCode(nearest.get(colourAt(i)));
  return { width, height, palette, indices: btoa(indices) };
}
