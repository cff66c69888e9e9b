// What colours a picture has.

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
