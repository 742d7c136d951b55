/** Thumbnails and contact sheets: sharp scales and encodes, Skia writes the words. */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { Picture, PictureMaker, Sheet } from '../../ports/picture-maker.ts';

const ink = { page: '#0a0a0a', title: '#f1ece4', subtitle: '#9d978f' } as const;
const margin = 28;
const wordsHeight = 46;
const headingHeight = 44;
const fonts = (weight: number, size: number): string =>
  `${weight} ${size}px Inter, "Noto Sans CJK SC", "Noto Naskh Arabic", sans-serif`;

/** Cells across: about as wide as high, never so many that a panel becomes a stamp. */
const columnsFor = ({ cells, cellWidth, cellHeight }: Sheet): number => {
  const aspect = cellWidth / cellHeight;
  return Math.max(1, Math.min(aspect < 1 ? 8 : 6, Math.ceil(Math.sqrt((cells.length * 1.2) / aspect))));
};

/** Cut to fit, with an ellipsis. */
const fitted = (context: SKRSContext2D, text: string, width: number): string => {
  if (context.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > width) end -= 1;
  return `${text.slice(0, end)}…`;
};

type Layout = {
  readonly width: number;
  readonly height: number;
  at(index: number): { readonly left: number; readonly top: number };
};

const layoutOf = (sheet: Sheet): Layout => {
  const columns = columnsFor(sheet);
  const rows = Math.max(1, Math.ceil(sheet.cells.length / columns));
  const stepX = sheet.cellWidth + 16;
  const stepY = sheet.cellHeight + wordsHeight + 10;
  return {
    width: 2 * margin + columns * stepX - 16,
    height: 2 * margin + headingHeight + rows * stepY,
    at: (index) => ({
      left: margin + (index % columns) * stepX,
      top: margin + headingHeight + Math.floor(index / columns) * stepY,
    }),
  };
};

const writeWords = (sheet: Sheet, layout: Layout): Buffer => {
  const canvas = createCanvas(layout.width, layout.height);
  const context = canvas.getContext('2d');
  const write = (text: string, font: string, colour: string, x: number, y: number, width: number): void => {
    context.font = font;
    context.fillStyle = colour;
    context.fillText(fitted(context, text, width), x, y);
  };
  write(sheet.heading, fonts(600, 26), ink.title, margin, margin + 24, layout.width - 2 * margin);
  sheet.cells.forEach((cell, index) => {
    const { left, top } = layout.at(index);
    write(cell.title, fonts(600, 15), ink.title, left, top + sheet.cellHeight + 19, sheet.cellWidth);
    write(cell.subtitle, fonts(400, 13), ink.subtitle, left, top + sheet.cellHeight + 37, sheet.cellWidth);
  });
  return canvas.toBuffer('image/png');
};

const contactSheet = async (sheet: Sheet): Promise<Uint8Array> => {
  const layout = layoutOf(sheet);
  const pictures = await Promise.all(
    sheet.cells.map(async (cell, index) => ({
      input: await sharp(cell.jpeg)
        .resize(sheet.cellWidth, sheet.cellHeight, { fit: 'cover' })
        .removeAlpha()
        .raw()
        .toBuffer(),
      raw: { width: sheet.cellWidth, height: sheet.cellHeight, channels: 3 as const },
      ...layout.at(index),
    })),
  );
  return sharp({ create: { width: layout.width, height: layout.height, channels: 3, background: ink.page } })
    .composite([...pictures, { input: writeWords(sheet, layout), left: 0, top: 0 }])
    .png({ compressionLevel: 4 })
    .toBuffer();
};

const rawOf = ({ width, height }: Picture) => ({ raw: { width, height, channels: 4 as const } });

/** Quality 78: on photographs as good as a JPEG of 84 at two thirds of its size. Effort 3: as many a second as are drawn. */
const webp = { quality: 78, alphaQuality: 90, effort: 3 };

const strip = (pictures: readonly Picture[]): Promise<Uint8Array> => {
  const [{ width, height }] = pictures as [Picture];
  const cells = pictures.map((picture, at) => ({
    input: Buffer.from(picture.rgba),
    ...rawOf(picture),
    left: at * width,
    top: 0,
  }));
  return sharp({ create: { width: width * pictures.length, height, channels: 3, background: ink.page } })
    .composite(cells)
    .webp(webp)
    .toBuffer();
};

export const createPictureMaker = (): PictureMaker => ({
  contactSheet,
  strip,
  preview: (picture, width) => sharp(picture.rgba, rawOf(picture)).resize(width).webp(webp).toBuffer(),
  thumbnail: (picture, width) =>
    sharp(picture.rgba, { raw: { width: picture.width, height: picture.height, channels: 4 } })
      .removeAlpha()
      .resize(width)
      .jpeg({ quality: 84 })
      .toBuffer(),
  still: (picture, format) => {
    const image = sharp(picture.rgba, { raw: { width: picture.width, height: picture.height, channels: 4 } });
    return format === 'png' ? image.png().toBuffer() : image.removeAlpha().jpeg({ quality: 92 }).toBuffer();
  },
});
